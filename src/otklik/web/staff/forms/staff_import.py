"""The table of the staff: the file, and the act that is the same for all its rows."""

from typing import Any

from django import forms

from otklik.accounts.staff_list.lines import CommonAct
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.forms.calendar import DATE_ERRORS, DATE_INPUT

_WRONG_DATE = {"invalid": DATE_ERRORS["invalid"]}


class StaffFileForm(StaffForm):
    """A file of people and units."""

    file = forms.FileField(
        label="Файл XLSX, ODS или CSV",
        help_text="Первый лист книги. Порядок столбцов не важен, лишние столбцы пропускаются.",
        error_messages={"required": "Выберите файл", "empty": "Файл пуст"},
    )
    act_title = forms.CharField(label="Каким актом назначены", max_length=200, required=False)
    act_number = forms.CharField(label="Номер акта", max_length=60, required=False)
    act_on = forms.DateField(label="Дата акта", widget=DATE_INPUT, required=False, error_messages=_WRONG_DATE)
    valid_from = forms.DateField(label="Исполняют с", widget=DATE_INPUT, required=False, error_messages=_WRONG_DATE)

    def common_act(self) -> CommonAct:
        """What holds for rows that name no act."""
        given: dict[str, Any] = self.cleaned_data
        return CommonAct(given["act_title"], given["act_number"], given["act_on"], given["valid_from"])


class ChosenPeopleForm(StaffForm):
    """Whom to give passwords."""

    people = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={
            "required": "Отметьте хотя бы одного человека",
            "invalid_choice": "Список изменился: отметьте снова",
        },
    )

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("people", choices, blank=None)
