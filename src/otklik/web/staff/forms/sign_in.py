"""Of which roles a second step is demanded."""

from django import forms

from otklik.accounts.enums import Role
from otklik.accounts.second_factor import ALWAYS
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.forms.calendar import DATE_ERRORS, DATE_INPUT


class SecondFactorForm(StaffForm):
    """Roles besides the administrators, and the day from which."""

    roles = forms.MultipleChoiceField(
        label="От кого ещё требовать второго шага",
        choices=[(value, label) for value, label in Role.choices if value not in ALWAYS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    since = forms.DateField(
        label="С какого дня",
        help_text="До этого дня система только предупреждает при входе. Пусто — со следующей же страницы.",
        widget=DATE_INPUT,
        required=False,
        error_messages={"invalid": DATE_ERRORS["invalid"]},
    )
