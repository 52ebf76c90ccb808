"""People and their appointments."""

from typing import Any

from django import forms

from otklik.accounts.enums import Role
from otklik.web.staff.forms.base import StaffForm, departments
from otklik.web.staff.forms.calendar import DATE_ERRORS, DATE_INPUT


class PersonForm(StaffForm):
    """A new account."""

    full_name = forms.CharField(
        label="Фамилия, имя, отчество", max_length=200, error_messages={"required": "Напишите фамилию, имя и отчество"}
    )
    position = forms.CharField(label="Должность", max_length=300, required=False)
    department = forms.ChoiceField(label="Подразделение", required=False)
    username = forms.RegexField(
        r"^[\w.@+-]+$",
        label="Имя для входа",
        help_text="Латинские буквы, цифры, точка, дефис, например smirnova.",
        max_length=150,
        error_messages={"required": "Придумайте имя для входа", "invalid": "Только буквы, цифры и знаки . @ + - _"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("department", departments(self.actor))


class AppointmentForm(StaffForm):
    """A role by an act."""

    role = forms.ChoiceField(label="Роль", choices=Role.choices)
    act_title = forms.CharField(
        label="Каким актом", max_length=200, initial="Распоряжение", error_messages={"required": "Назовите акт"}
    )
    act_number = forms.CharField(label="Номер акта", max_length=60, required=False)
    act_on = forms.DateField(label="Дата акта", widget=DATE_INPUT, error_messages=DATE_ERRORS)
    valid_from = forms.DateField(label="Исполняет с", widget=DATE_INPUT, error_messages=DATE_ERRORS)
    valid_to = forms.DateField(
        label="По какой день", widget=DATE_INPUT, required=False, error_messages={"invalid": DATE_ERRORS["invalid"]}
    )


class EndForm(StaffForm):
    """The last day of an appointment."""

    on = forms.DateField(label="Последний день", widget=DATE_INPUT, error_messages=DATE_ERRORS)
