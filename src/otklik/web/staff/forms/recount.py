"""Why the last days are counted anew."""

from django import forms

from otklik.web.staff.forms.base import StaffForm


class RecountForm(StaffForm):
    """The reason stays in the explanation of every day that moves."""

    why = forms.CharField(
        label="Причина",
        help_text="Останется в объяснении каждого срока рядом с прежним днём.",
        max_length=200,
        error_messages={"required": "Напишите причину", "max_length": "Не больше 200 знаков"},
    )
