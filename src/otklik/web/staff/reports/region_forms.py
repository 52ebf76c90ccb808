"""Why an administration shows its figures to a region no more."""

from django import forms

from otklik.region.actions.membership import WHY_LETTERS
from otklik.web.staff.forms.base import StaffForm


class LeaveForm(StaffForm):
    """The reason stays in the journal."""

    why = forms.CharField(
        label="Почему прекращаете",
        help_text="Причина и ваше имя останутся в журнале администрации.",
        max_length=WHY_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Напишите, почему: причина остаётся в журнале.",
            "max_length": f"Не больше {WHY_LETTERS} знаков.",
        },
    )
