"""Marks «{{ поле }}» in the text of a paragraph, however Word cut it into runs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_MARK = re.compile(r"\{\{(.*?)\}\}")
_NAME = re.compile(r"[a-zа-я0-9_]+(?:\.[a-zа-я0-9_]+)*")
_OTHER = re.compile(r"\{%|%\}|\{#|#\}")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LONGEST_NAME = 80


@dataclass(frozen=True)
class Mark:
    """One mark: its name as the registry has it, where in the paragraph's text it stands, and what was typed.

    A fault speaks of what was typed: a name with «_» for a space is sought in the file in vain.
    """

    name: str
    start: int
    end: int
    typed: str = ""


def plain_name(typed: str) -> str:
    """«Утверждаю. ФИО» and «утверждаю.фио» are one: small letters, «е» for «ё», «_» for a space."""
    words = re.sub(r"\s*\.\s*", ".", typed.replace("\N{NO-BREAK SPACE}", " ").strip().lower().replace("ё", "е"))
    return re.sub(r"[\s_]+", "_", words)


def marks_in(text: str) -> tuple[Mark, ...]:
    """All marks of a paragraph, good and bad names alike."""
    return tuple(
        Mark(plain_name(found[1]), found.start(), found.end(), " ".join(found[1].split()))
        for found in _MARK.finditer(text)
    )


def wrong_form(text: str) -> Iterator[str]:
    """What is no mark though it looks like one: an open bracket, a command, a name that no field can bear."""
    if _OTHER.search(text):
        yield "Команд вида {% … %} в шаблонах нет: оставьте только поля {{ … }}."
    rest = _MARK.sub("", text)
    if "{{" in rest:
        yield "Скобки {{ не закрыты: поле пишется целиком в одном абзаце, {{ название }}."
    if "}}" in rest:
        yield "Перед скобками }} нет открывающих {{."
    for mark in marks_in(text):
        if len(mark.name) > LONGEST_NAME or not _NAME.fullmatch(mark.name):
            yield f"«{mark.typed[:LONGEST_NAME]}» не может быть полем: в названии бывают буквы, цифры, точка и пробел."


def text_nodes(paragraph: Any) -> list[Any]:
    """The pieces of text of this paragraph, without those of paragraphs inside it (of a text box)."""
    return [node for node in paragraph.iter(qn("w:t")) if next(node.iterancestors(qn("w:p"))) is paragraph]


def text_of(paragraph: Any) -> str:
    """The paragraph's text in one piece."""
    return "".join(node.text or "" for node in text_nodes(paragraph))


def put(paragraph: Any, mark: Mark, words: str) -> None:
    """Writes `words` in place of the mark, in the look of its first letter."""
    position, is_first = 0, True
    for node in text_nodes(paragraph):
        text = node.text or ""
        start, end = max(mark.start - position, 0), min(mark.end - position, len(text))
        position += len(text)
        if start < end:
            node.text = text[:start] + (words if is_first else "") + text[end:]
            node.set(_SPACE, "preserve")
            is_first = False
