"""Days of the administration's own calendar."""

from datetime import date

from django import forms

from otklik.web.staff.forms.base import StaffForm

DATE_INPUT = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
YEARS = range(2000, 2101)
DATE_ERRORS = {"required": "Укажите дату", "invalid": "Дату прочитать нельзя. Пример: 08.05.2026"}


KINDS = (("off", "нерабочим"), ("working", "рабочим"), ("shortened", "рабочим, короче на час"))


class CalendarDayForm(StaffForm):
    """One day that differs."""

    on = forms.DateField(label="День", widget=DATE_INPUT, error_messages=DATE_ERRORS)
    kind = forms.ChoiceField(label="Каким его считать", choices=KINDS, widget=forms.RadioSelect, initial="off")
    note = forms.CharField(
        label="Основание",
        help_text="Например, «постановление главы от 12.01.2026 № 5».",
        max_length=200,
        required=False,
        error_messages={"max_length": "Не больше 200 знаков"},
    )

    def clean_on(self) -> date:
        """Years that a production calendar can have."""
        on: date = self.cleaned_data["on"]
        if on.year not in YEARS:
            raise forms.ValidationError(f"Год — от {YEARS[0]} до {YEARS[-1]}.")
        return on


class CalendarFileForm(StaffForm):
    """A file of days."""

    file = forms.FileField(
        label="Файл CSV или XLSX",
        help_text="Производственный календарь: столбцы «год; месяц; дни» (или год и двенадцать месяцев), дни через "
        "запятую: 8 или 8+ — нерабочий, 7* — короче на час. Или дни по одному: date; is_working; note.",
        error_messages={"required": "Выберите файл", "empty": "Файл пуст"},
    )
