"""Forms of the calendar of duties."""

from datetime import date
from typing import Any

from django import forms

from otklik.duties.actions.keep_rules import BASIS_LETTERS, DAY_OFF_TITLES
from otklik.duties.actions.keep_task import DETAILS_LETTERS, RESULT_LETTERS, TITLE_LETTERS, TaskPlan
from otklik.procedures.schema import Procedure
from otklik.web.staff.forms.base import StaffForm, departments, optional_int, people
from otklik.web.staff.forms.files import FilesField
from otklik.web.staff.forms.plain_select import PlainSelect
from otklik.web.staff.improvement.measure_form import LONG, day_field

ABSENT = {"invalid_choice": "Выберите из списка."}


class MarkForm(StaffForm):
    """When it was done outside the system and what shows it."""

    done_on = day_field("Когда сделано", required=True)
    document = forms.CharField(
        label="Документ",
        max_length=300,
        help_text="Например: докладная записка № 14 от 2 октября 2025 г.",
        error_messages={**LONG, "required": "Назовите документ: что, номер, дата."},
    )
    attachments = FilesField(label="Файл документа")
    note = forms.CharField(
        label="Пояснение",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=LONG,
    )


class WithdrawForm(StaffForm):
    """Why the tick is taken back."""

    why = forms.CharField(
        label="Почему отметка снимается",
        max_length=300,
        error_messages={**LONG, "required": "Напишите, почему отметка снимается."},
    )


class TaskForm(StaffForm):
    """What is asked of whom until when."""

    title = forms.CharField(
        label="Что сделать", max_length=TITLE_LETTERS, error_messages={**LONG, "required": "Напишите, что сделать."}
    )
    person = forms.ChoiceField(
        label="Кому", widget=PlainSelect, error_messages={**ABSENT, "required": "Выберите, кому поручить."}
    )
    due_on = day_field("Последний день", required=True)
    details = forms.CharField(
        label="Подробности",
        required=False,
        max_length=DETAILS_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=LONG,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("person", people(self.actor))

    def plan(self) -> TaskPlan:
        """What the action is told."""
        said = self.cleaned_data
        return TaskPlan(said["title"], said["details"], int(said["person"]), said["due_on"])


class DoneForm(StaffForm):
    """What came of a task."""

    result = forms.CharField(
        label="Что получилось",
        required=False,
        max_length=RESULT_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=LONG,
    )


class RulesForm(StaffForm):
    """Days off, the first day asked for, units of the decree's roles."""

    day_off = forms.ChoiceField(
        label="Если последний день — нерабочий, срок",
        choices=tuple(DAY_OFF_TITLES.items()),
        widget=forms.RadioSelect,
        error_messages=ABSENT,
    )
    basis = forms.CharField(
        label="Распоряжение об этом",
        required=False,
        max_length=BASIS_LETTERS,
        help_text="Не нужно, если срок переносится на предыдущий рабочий день.",
        error_messages=LONG,
    )
    since = day_field("Считать с", help_text="Что кончилось раньше, в просроченных не числится.")

    def __init__(self, *args: Any, procedure: Procedure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units: dict[str, str] = {}
        for role in procedure.roles:
            if role.unit:
                name = f"unit_{role.slug}"
                self.units[role.slug] = name
                self.fields[name] = forms.ChoiceField(
                    label=role.unit, required=False, widget=PlainSelect, help_text=role.duty, error_messages=ABSENT
                )
                self.set_choices(name, departments(self.actor), blank="не указано")

    def unit_ids(self) -> dict[str, int | None]:
        """Unit's id by role."""
        return {role: optional_int(self.cleaned_data[name]) for role, name in self.units.items()}

    def first_day(self) -> date | None:
        """The first day asked for."""
        return self.cleaned_data["since"]  # type: ignore[no-any-return]
