"""The form of open data: which sets, whose, on what terms."""

from typing import Any

from django import forms

from otklik.web.staff.forms.base import StaffForm


def _line(label: str, most: int, help_text: str = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=most,
        required=required,
        error_messages={"required": "Заполните это поле.", "max_length": f"Не больше {most} знаков."},
    )


class OpenDataForm(StaffForm):
    """Порядок: biysk 3, livny 3."""

    chosen = forms.MultipleChoiceField(
        label="Какие наборы выпускаем", required=False, widget=forms.CheckboxSelectMultiple
    )
    inn = _line("ИНН администрации", 10, "С него начинаются идентификаторы наборов.")
    responsible = _line("Кто отвечает за данные", 200, "Фамилия, имя, отчество или отдел: увидят все.")
    phone = _line("Телефон", 50)
    email = _line("Почта", 254)
    terms_title = _line("Название условий использования", 200, required=True)
    terms_text = forms.CharField(
        label="Условия использования",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": "Напишите условия.", "max_length": "Не больше 10 000 знаков."},
    )
    terms_url = _line("Адрес полного текста", 500, "Если условия утверждены и опубликованы.")

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("chosen", choices, blank=None)
