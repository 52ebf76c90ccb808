"""Forms of a review: calling it, its meeting, an item, a decision."""

from typing import Any

from django import forms

from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter
from otklik.improvement.measure_plan import TITLE_LETTERS, MeasurePlan
from otklik.improvement.measure_types import measure_types
from otklik.web.staff.forms.base import StaffForm, departments, optional_int, people
from otklik.web.staff.forms.plain_select import PlainSelect
from otklik.web.staff.improvement.measure_form import LONG, day_field

ABSENT = {"invalid_choice": "Выберите из списка.", "required": "Выберите из списка."}


def _line(label: str, most: int, *, required: str = "", help_text: str = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    words = {**LONG, "required": required}
    return forms.CharField(
        label=label,
        max_length=most,
        required=bool(required),
        help_text=help_text,
        widget=widget,
        error_messages=words,
    )


def _text(label: str, most: int, rows: int, *, required: str = "", help_text: str = "") -> forms.CharField:
    found = _line(label, most, required=required, help_text=help_text)
    found.widget = forms.Textarea(attrs={"rows": rows})
    return found


class CallForm(StaffForm):
    """Which quarter, for when."""

    quarter = forms.ChoiceField(label="Квартал", widget=PlainSelect, error_messages=ABSENT)
    planned_on = day_field("На какой день")

    def __init__(self, *args: Any, quarters: list[Quarter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("quarter", [(str(one), one.title) for one in quarters], blank=None)


class MeetingForm(StaffForm):
    """Who considered it, when and how."""

    held_on = day_field("Когда рассмотрели")
    form = _line("Как", 200, help_text="Например: совещание у главы")
    chair = _line("Кто вёл", 200, help_text="Фамилия и инициалы, как под подписью")
    chair_position = _line("Должность", 300)
    participants = _text("Кто участвовал", 5_000, 4, help_text="По одному в строке, с должностью")
    words = _text("Что ещё сказано", 20_000, 4, help_text="Попадёт в протокол как есть")


class ItemForm(StaffForm):
    """An item of one's own."""

    title = _line("Вопрос", 300, required="Назовите вопрос.")
    told = _text("О чём речь", 1000, 2)


class NewMeasureForm(StaffForm):
    """A measure that the review decides upon."""

    title = _line("Что будет сделано", TITLE_LETTERS, required="Напишите, что будет сделано.")
    kind = forms.ChoiceField(label="Вид мероприятия", widget=PlainSelect, error_messages=ABSENT)
    department = forms.ChoiceField(
        label="Ответственное подразделение", required=False, widget=PlainSelect, error_messages=ABSENT
    )
    owner = forms.ChoiceField(label="Ответственный", required=False, widget=PlainSelect, error_messages=ABSENT)
    due_on = day_field("Срок")
    addressee = _line(
        "Кому предложение", 500, help_text="Только если мероприятие — предложение другому органу: «Министерству …»"
    )
    reason = _line("Пояснение", 1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("kind", [(one, one) for one in measure_types(procedure_of(self.actor.administration_slug))])
        self.set_choices("department", departments(self.actor))
        self.set_choices("owner", people(self.actor))

    def plan(self) -> MeasurePlan:
        """What the action is told."""
        said = self.cleaned_data
        return MeasurePlan(
            title=said["title"],
            kind=said["kind"],
            department_id=optional_int(said["department"]),
            owner_id=optional_int(said["owner"]),
            due_on=said["due_on"],
        )


class KnownMeasureForm(StaffForm):
    """A measure that stands on the road map."""

    measure_id = forms.ChoiceField(label="Мероприятие", widget=PlainSelect, error_messages=ABSENT)
    reason = _line("Пояснение", 1000)

    def __init__(self, *args: Any, measures: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("measure_id", measures)


class RefusalForm(StaffForm):
    """Why nothing is done."""

    reason = _text("Почему ничего не делаем", 1000, 3, required="Напишите, почему решили ничего не делать.")
