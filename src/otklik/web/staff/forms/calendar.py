"""Days of the administration's own calendar."""

from django import forms

from otklik.web.staff.forms.base import StaffForm

DATE_INPUT = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
DATE_ERRORS = {"required": "Укажите дату", "invalid": "Дату прочитать нельзя. Пример: 08.05.2026"}


class CalendarDayForm(StaffForm):
    """One day that differs."""

    on = forms.DateField(label="День", widget=DATE_INPUT, error_messages=DATE_ERRORS)
    is_working = forms.ChoiceField(
        label="Каким его считать", choices=(("0", "нерабочим"), ("1", "рабочим")), widget=forms.RadioSelect, initial="0"
    )
    note = forms.CharField(label="Основание", max_length=200, required=False)


class CalendarFileForm(StaffForm):
    """A file of days."""

    file = forms.FileField(
        label="Файл CSV",
        help_text="Столбцы date;is_working;note, например: 2026-05-08;0;постановление № 12.",
        error_messages={"required": "Выберите файл", "empty": "Файл пуст"},
    )
