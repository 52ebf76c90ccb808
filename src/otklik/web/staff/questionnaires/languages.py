"""Other languages of a questionnaire: one is added, its words are given beside the Russian ones."""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from otklik.core.questionnaire.editing import CannotChange, checked, written
from otklik.core.questionnaire.schema import Option, Questionnaire, Row
from otklik.surveys.questionnaires import edition_for
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.questionnaires.place import can_run_surveys, questionnaire_page, store

_CODE = re.compile(r"[a-z]{2,3}\Z")
LONGEST = 2000


@staff_page(can_run_surveys)
def languages(request: PageRequest, questionnaire_id: int) -> HttpResponse:
    """The languages that the questionnaire has; add one, take one away."""
    edition = edition_for(request.actor, questionnaire_id)
    said = {name: request.POST.get(name, "").strip() for name in ("code", "name", "drop")}
    problem = ""
    if request.method == "POST":
        stamp = request.POST.get("stamp", "")
        known = dict(edition.content.languages)
        if said["drop"]:
            known.pop(said["drop"], None)
            _store(request, edition, {"languages": known}, "Язык убран; его слова сохранены в анкете.", stamp)
            return redirect(request.path)
        problem = _problem(said["code"], said["name"], known)
        if not problem and _store(
            request, edition, {"languages": {**known, said["code"]: said["name"]}}, "Язык добавлен.", stamp
        ):
            return redirect("staff:questionnaire_language", request.administration.slug, questionnaire_id, said["code"])
    return questionnaire_page(request, "languages", edition=edition, said=said, problem=problem)


@staff_page(can_run_surveys)
def language(request: PageRequest, questionnaire_id: int, code: str) -> HttpResponse:
    """The words in a language; what is left empty is shown in Russian."""
    edition = edition_for(request.actor, questionnaire_id)
    if code not in edition.content.languages:
        messages.error(request, "Такого языка у анкеты нет.")
        return redirect("staff:questionnaire_languages", request.administration.slug, questionnaire_id)
    if request.method == "POST":
        facts = translated(edition.content, code, {key: str(value) for key, value in request.POST.items()})
        if _store(request, edition, facts, "Перевод записан.", request.POST.get("stamp", "")):
            return redirect(request.path)
    rows = [(name, russian, request.POST.get(name, known)) for name, russian, known in words_of(edition.content, code)]
    name = edition.content.languages[code]
    return questionnaire_page(request, "language", edition=edition, code=code, name=name, rows=rows)


def words_of(words: Questionnaire, code: str) -> Iterator[tuple[str, str, str]]:
    """(name of the field, Russian words, words in the language) of everything that a respondent reads."""
    own = words.translations.get(code, {})
    for key in ("title", "lead", "thanks"):
        if getattr(words, key):
            yield f"own.{key}", getattr(words, key), own.get(key, "")
    for question in words.questions:
        yield f"{question.slug}", question.title, question.translations.get(code, "")
        parts: tuple[Option | Row, ...] = (*question.options, *question.rows)
        for part in parts:
            yield f"{question.slug}.{part.slug}", part.title, part.translations.get(code, "")


def translated(words: Questionnaire, code: str, sent: dict[str, str]) -> dict[str, Any]:
    """The questionnaire's keys with the sent words put in."""
    content = written(words)
    own = {key: value for key in ("title", "lead", "thanks") if (value := _said(sent, f"own.{key}"))}
    content["translations"] = {**content.get("translations", {}), code: own}
    for question in content["questions"]:
        _put(question, code, _said(sent, question["slug"]))
        for part in (*question.get("options", ()), *question.get("rows", ())):
            _put(part, code, _said(sent, f"{question['slug']}.{part['slug']}"))
    return content


def _put(holder: dict[str, Any], code: str, said: str) -> None:
    kept = {key: value for key, value in holder.get("translations", {}).items() if key != code}
    holder["translations"] = {**kept, code: said} if said else kept


def _said(sent: dict[str, str], name: str) -> str:
    return sent.get(name, "").replace("\x00", "").strip()[:LONGEST]


def _problem(code: str, name: str, known: dict[str, str]) -> str:
    if not _CODE.match(code):
        return "Код языка: две или три латинские буквы, например tt для татарского."
    if not name or len(name) > 60:  # noqa: PLR2004 - a name of a language
        return "Напишите, как язык называет себя сам, например «Татарча»."
    if code in known or code == "ru":
        return "Такой язык уже есть."
    return ""


def _store(request: PageRequest, edition: Any, facts: dict[str, Any], done: str, stamp: str) -> bool:
    try:
        words = checked({**written(edition.content), **facts})
    except CannotChange as wrong:
        messages.error(request, str(wrong))
        return False
    return store(request, edition, words, done, stamp=stamp)
