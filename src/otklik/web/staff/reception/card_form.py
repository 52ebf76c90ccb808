"""The card of a visit: questions with their outcomes, filled in by keyboard."""

from typing import Any

from django import forms
from django.forms import BoundField

from otklik.core.appeals import AppealKind, ItemKind
from otklik.core.reception import VisitOutcome
from otklik.reception.actions.record_visit import Asked
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.forms.files import FilesField

POSITIONS = range(1, 6)
TEXT_LIMIT = 20_000
PARTS = ("text", "outcome", "explanation", "forwarded_to", "earlier")


def _lines(label: str, rows: int, help_text: str = "") -> forms.CharField:
    words = {"max_length": "Слишком длинно: не больше 20 000 знаков."}
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, required=False, max_length=TEXT_LIMIT, help_text=help_text, widget=widget, error_messages=words
    )


def _line(label: str, most: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=most, help_text=help_text)


class VisitCardForm(StaffForm):
    """What the person came with and what it ended with. Источник: 59-ФЗ, статья 13."""

    document_shown = forms.BooleanField(
        label="Документ, удостоверяющий личность, предъявлен",
        required=False,
        help_text="Номер документа не записывайте.",
    )
    agreed_orally = forms.BooleanField(label="Человек согласен на устный ответ", required=False)
    kind = forms.ChoiceField(
        label="Вид", choices=[(kind.value, kind.label) for kind in AppealKind], initial=AppealKind.STATEMENT.value
    )
    address = _line("Почтовый адрес", 500, "Нужен, если ответ пойдёт письмом.")
    attachments = FilesField(label="Скан обращения или файлы")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for position in POSITIONS:
            self.fields |= _question_fields(position)

    @property
    def questions(self) -> list[dict[str, BoundField]]:
        """The fields of each question by part; `more` is the tick that shows the next one."""
        shown = [(position, (*PARTS, "more")) for position in POSITIONS[:-1]] + [(POSITIONS[-1], PARTS)]
        return [{part: self[f"{part}_{position}"] for part in parts} for position, parts in shown]

    def asked(self) -> list[Asked]:
        """The questions of a valid form; one left wholly empty is passed over, unless it is the only one."""
        found = []
        for position in POSITIONS:
            given = {part: self.cleaned_data[f"{part}_{position}"] for part in PARTS}
            if position == 1 or given["text"].strip() or given["explanation"].strip():
                found.append(Asked(**given | {"outcome": VisitOutcome(given["outcome"])}))
        return found

    def facts(self) -> dict[str, Any]:
        """What the action is given beside actor, visit and files."""
        given = self.cleaned_data
        return {
            "asked": self.asked(),
            "kind": ItemKind(given["kind"]),
            "document_shown": given["document_shown"],
            "agreed_orally": given["agreed_orally"],
            "address": given["address"],
        }


def _question_fields(position: int) -> dict[str, forms.Field]:
    tick = forms.CheckboxInput(attrs={"data-key": "Alt+q", "data-name": "Есть ещё вопрос"})
    more = {f"more_{position}": forms.BooleanField(label="Есть ещё вопрос", required=False, widget=tick)}
    return {
        f"text_{position}": _lines("С чем пришёл" if position == 1 else "О чём ещё спросил", 3),
        f"outcome_{position}": forms.ChoiceField(
            label="Чем закончилось", choices=[(outcome.value, outcome.label) for outcome in VisitOutcome]
        ),
        f"explanation_{position}": _lines("Что ответили или что сделают", 3),
        f"forwarded_to_{position}": _line("Куда направлено", 300),
        f"earlier_{position}": _line("Номер обращения, на которое отвечали", 60),
    } | (more if position < POSITIONS[-1] else {})
