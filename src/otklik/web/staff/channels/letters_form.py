"""What is written down when letters were handed to the post."""

from django import forms

from otklik.web.staff.forms.base import StaffForm


class PostForm(StaffForm):
    """The day and the number of the post's list."""

    posted_on = forms.DateField(
        label="День отправки", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    number = forms.CharField(
        label="Номер реестра почтовых отправлений",
        help_text="Если писем немного и реестра нет, напишите номер списка или «без реестра, день».",
        required=False,
        max_length=60,
    )
