"""Forms of events: the card, and the grid of opinions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from otklik.base.actor import Actor
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import ItemKind
from otklik.offline.actions.keep_event import EventFacts, Voiced, participants_of
from otklik.web.staff.forms.base import StaffForm, departments, optional_int
from otklik.web.staff.forms.files import FilesField
from otklik.web.staff.forms.topics import TopicField
from otklik.web.staff.offline.forms import day_field

ROWS, MOST_ROWS = 10, 200
LONGEST = 20_000


class EventForm(StaffForm):
    """The card of an event."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label="Название", max_length=300, error_messages={"required": "Напишите, как называлось мероприятие."}
    )
    on = day_field("День")
    place = forms.CharField(label="Где", max_length=300, error_messages={"required": "Напишите, где проходило."})
    purpose = forms.CharField(
        label="Зачем собирались", required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 2})
    )
    organizer_id = forms.ChoiceField(label="Кто проводил", required=False)
    participant_count = forms.IntegerField(
        label="Сколько пришло",
        required=False,
        min_value=0,
        max_value=1_000_000,
        error_messages={"invalid": "Введите число.", "min_value": "Меньше нуля не бывает."},
        widget=forms.NumberInput(attrs={"class": "w-5"}),
    )
    participants = forms.CharField(
        label="Список участников",
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Только те, кто согласился быть в списке; по одному в строке.",
    )
    attachments = FilesField(label="Фото и протокол")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.set_choices("organizer_id", departments(actor))

    def facts(self) -> EventFacts:
        """What was typed."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "attachments"}
        listed = participants_of(given["participants"])
        return EventFacts(**{**given, "participants": listed, "organizer_id": optional_int(given["organizer_id"])})


@dataclass
class GridRow:
    """One line of the grid with what was typed and what is wrong."""

    number: int
    text: str = ""
    name: str = ""
    kind: str = ItemKind.REVIEW.value
    topic: str = ""
    problem: str = ""


class OpinionGrid:
    """Lines of opinions: empty ones are passed over, a paste from a spreadsheet fills as many as it has."""

    def __init__(self, actor: Actor, typed: Mapping[str, str] | None = None) -> None:
        self.actor, self._topic = actor, TopicField(actor=actor)
        kinds = procedure_of(actor.administration_slug).kinds
        self.kinds = [(kind.slug.value, kind.title) for kind in kinds]
        self.blank = GridRow(0)
        self.rows = list(self._read(typed)) if typed is not None else [GridRow(n) for n in range(1, ROWS + 1)]

    @property
    def is_broken(self) -> bool:
        """Some line is wrong."""
        return any(row.problem for row in self.rows)

    def voiced(self) -> list[Voiced]:
        """Opinions of the lines; the lines' mistakes are told beside them."""
        return [one for row in self.rows if (one := self._voiced(row)) is not None]

    def _voiced(self, row: GridRow) -> Voiced | None:
        if not row.text:
            row.problem = "Напишите, что сказали." if row.name or row.topic else ""
            return None
        if len(row.text) > LONGEST:
            row.problem = "Длиннее 20 000 знаков: приложите протокол файлом."
            return None
        try:
            topic = self._topic.clean(row.topic)
        except ValidationError as wrong:
            row.problem = " ".join(wrong.messages)
            return None
        return Voiced(row.number, row.text, ItemKind(row.kind), row.name, topic)

    def _read(self, typed: Mapping[str, str]) -> Iterator[GridRow]:
        count = next((n for n in range(MOST_ROWS) if f"text-{n + 1}" not in typed), MOST_ROWS)
        for number in range(1, count + 1):
            given = {part: typed.get(f"{part}-{number}", "").replace("\0", "").strip() for part in _PARTS}
            yield GridRow(number, given["text"], given["name"][:300], self._kind(given["kind"]), given["topic"])
        lines = [line for line in typed.get("pasted", "").replace("\0", "").splitlines() if line.strip()]
        for place, line in enumerate(lines[: MOST_ROWS - count], start=count + 1):
            cells = [*(cell.strip() for cell in line.split("\t")), "", "", ""]
            yield GridRow(place, cells[0], cells[1][:300], self._kind(cells[2]), cells[3])

    def _kind(self, typed: str) -> str:
        """The kind by its slug or its word; a review otherwise."""
        word = typed.strip().lower()
        named = {title.lower(): slug for slug, title in self.kinds}
        return word if word in dict(self.kinds) else named.get(word, ItemKind.REVIEW.value)


_PARTS = ("text", "name", "kind", "topic")


def key_of(typed: str) -> UUID | None:
    """The grid's key; None for what is no key."""
    try:
        return UUID(typed)
    except ValueError:
        return None
