"""The check of an uploaded template: every fault with its place."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from io import BytesIO

import docx
from docx.opc.exceptions import OpcError

from otklik.exporters.own_template.contract import Checked, Fault, FieldKind
from otklik.exporters.own_template.guard import refusal
from otklik.exporters.own_template.marks import Mark, marks_in, text_of, wrong_form
from otklik.exporters.own_template.places import Spot, spots_of

MOST_MARKS, MOST_SHOWN = 1000, 50


def check_template(content: bytes, known: Mapping[str, FieldKind]) -> Checked:
    """Looks through the file; a file that is no Word document has one fault."""
    found = refusal(content)
    if found:
        return Checked((Fault("файл", found),))
    try:
        spots = list(spots_of(docx.Document(BytesIO(content))))
    except (OpcError, KeyError, ValueError, SyntaxError):
        return Checked((Fault("файл", "Документ повреждён. Откройте его в Word, сохраните заново и загрузите."),))
    names = [mark.name for spot in spots for mark in marks_in(spot.text)]
    if len(names) > MOST_MARKS:
        return Checked((Fault("файл", f"Полей больше {MOST_MARKS}: такой шаблон собирался бы слишком долго."),))
    faults = list(dict.fromkeys(fault for spot in spots for fault in _of_spot(spot, known)))
    if not names and not faults:
        faults.append(Fault("файл", "В шаблоне нет ни одного поля {{ … }}: отчёт в нём не появится."))
    return Checked(tuple(faults[:MOST_SHOWN]), tuple(dict.fromkeys(name for name in names if name in known)))


def _of_spot(spot: Spot, known: Mapping[str, FieldKind]) -> Iterator[Fault]:
    wrong = list(wrong_form(spot.text))
    yield from (Fault(spot.place, words) for words in wrong)
    if wrong:
        return
    for mark in marks_in(spot.text):
        words = _of_mark(mark, spot, known)
        if words:
            yield Fault(spot.place, words)
    yield from _of_row(spot, known)


def _of_mark(mark: Mark, spot: Spot, known: Mapping[str, FieldKind]) -> str:
    kind = known.get(mark.name)
    if kind is None:
        near = get_close_matches(mark.name, known, n=1, cutoff=0.6)
        return f"Поля «{mark.typed}» нет." + (_advice(mark, near[0]) if near else " Посмотрите список полей отчёта.")
    if kind is FieldKind.CELL and spot.row is None:
        return f"Поле «{mark.typed}» повторяет строку таблицы, а стоит вне таблицы."
    if kind is not FieldKind.BLOCK:
        return ""
    if spot.is_margin or spot.is_boxed:
        return f"Поле «{mark.typed}» вставляет абзацы, таблицы и рисунки: в колонтитул и надпись оно не помещается."
    if spot.text.strip() != spot.text[slice(*_span(spot))].strip():
        return f"Поле «{mark.typed}» занимает целый абзац: уберите остальной текст в соседний."
    return ""


def _advice(mark: Mark, near: str) -> str:
    """The nearest field as the list has it; to who typed a space with a space, which is as good."""
    has_spaces = " " in mark.typed and "_" not in mark.typed
    return f" Может быть, «{near.replace('_', ' ') if has_spaces else near}»?"


def _span(spot: Spot) -> tuple[int, int]:
    first = marks_in(spot.text)[0]
    return first.start, first.end


def _of_row(spot: Spot, known: Mapping[str, FieldKind]) -> Iterator[Fault]:
    """The cells of one row belong to one table of the report."""
    if spot.row is None:
        return
    lists = {list_of(name) for name in _names_of_row(spot.row) if known.get(name) is FieldKind.CELL}
    own = [mark.name for mark in marks_in(spot.text) if known.get(mark.name) is FieldKind.CELL]
    if own and len(lists) > 1:
        yield Fault(spot.place, f"В одной строке поля разных таблиц: {', '.join(sorted(lists))}. Оставьте одну.")


def _names_of_row(row: object) -> Iterator[str]:
    for paragraph in row.iter():  # type: ignore[attr-defined] # lxml's element
        if str(paragraph.tag).endswith("}p"):
            yield from (mark.name for mark in marks_in(text_of(paragraph)))


def list_of(name: str) -> str:
    """«строка.каналы» of «строка.каналы.2»."""
    return name.rpartition(".")[0]
