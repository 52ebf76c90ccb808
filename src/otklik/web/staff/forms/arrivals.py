"""What a person does with an arrival that the program could not read."""

from django import forms

from otklik.web.staff.forms.base import StaffForm


class TakeForm(StaffForm):
    """The message as the person read it."""

    text = forms.CharField(
        label="Текст обращения",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Перепишите сюда то, что сказал автор."},
    )
    name = forms.CharField(label="Автор", required=False, max_length=300)
    email = forms.EmailField(
        label="Электронная почта",
        required=False,
        max_length=254,
        error_messages={"invalid": "Проверьте адрес: в нём должны быть «@» и точка."},
    )


class PassOverForm(StaffForm):
    """Why it is nobody's message."""

    reason = forms.CharField(
        label="Почему это не обращение",
        max_length=250,
        error_messages={"required": "Напишите, почему это не обращение: «реклама», «проверка связи»."},
    )
