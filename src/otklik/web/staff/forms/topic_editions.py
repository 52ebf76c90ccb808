"""A new edition of the topic classifier."""

from django import forms

from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.forms.calendar import DATE_ERRORS, DATE_INPUT


class EditionForm(StaffForm):
    """A file with the columns of the classifier, its name and the first day."""

    title = forms.CharField(
        label="Название редакции", max_length=200, error_messages={"required": "Назовите редакцию, например «2025 год»"}
    )
    effective_on = forms.DateField(label="Действует с", widget=DATE_INPUT, error_messages=DATE_ERRORS)
    file = forms.FileField(
        label="Файл CSV или XLSX",
        help_text="Столбцы «Код», «Уровень», «Название», «Код вышестоящего» (или code, level, name, parent_code).",
        error_messages={"required": "Выберите файл", "empty": "Файл пуст"},
    )
