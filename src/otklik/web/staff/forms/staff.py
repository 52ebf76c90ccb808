"""People and their appointments."""

from typing import Any

from django import forms

from otklik.accounts.enums import Role
from otklik.web.staff.forms.base import StaffForm, departments, optional_int
from otklik.web.staff.forms.calendar import DATE_ERRORS, DATE_INPUT


class PersonFactsForm(StaffForm):
    """What an account says of its person."""

    full_name = forms.CharField(
        label="Фамилия, имя, отчество", max_length=200, error_messages={"required": "Напишите фамилию, имя и отчество"}
    )
    position = forms.CharField(label="Должность", max_length=300, required=False)
    department = forms.ChoiceField(label="Подразделение", required=False)
    email = forms.EmailField(
        label="Электронная почта",
        help_text="Рабочий адрес: на него приходят напоминания и ссылка для нового пароля.",
        max_length=254,
        required=False,
        error_messages={"invalid": "Адрес почты написан с ошибкой. Пример: ivanova@example.ru"},
    )

    def __init__(self, *args: Any, person: Any = None, **kwargs: Any) -> None:
        if person is not None:
            names = ("full_name", "position", "email")
            kwargs["initial"] = {name: getattr(person, name) for name in names} | {"department": person.department_id}
        super().__init__(*args, **kwargs)
        units = departments(self.actor)
        if person is not None and person.department and person.department_id not in dict(units):
            units.append((person.department_id, f"{person.department} (отключено)"))
        self.set_choices("department", units)

    def facts(self) -> dict[str, Any]:
        """What was typed, by the names of the action."""
        given = dict(self.cleaned_data)
        department_id = optional_int(given.pop("department"))
        return {**given, "department_id": department_id}


class PersonForm(PersonFactsForm):
    """A new account."""

    username = forms.RegexField(
        r"^[\w.@+-]+$",
        label="Имя для входа",
        help_text="Латинские буквы, цифры, точка, дефис, например smirnova.",
        max_length=150,
        error_messages={"required": "Придумайте имя для входа", "invalid": "Только буквы, цифры и знаки . @ + - _"},
    )
    field_order = ("full_name", "position", "department", "username", "email")


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


class CorrectionForm(AppointmentForm):
    """The act and the days of an appointment that stands; its role is what it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["role"]


class EndForm(StaffForm):
    """The last day of an appointment."""

    on = forms.DateField(label="Последний день", widget=DATE_INPUT, error_messages=DATE_ERRORS)
