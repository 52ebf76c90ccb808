"""What is compared with what: two quarters, or the days around a change."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from otklik.analysis.queries import Span
from otklik.core.periods import YEARS, Quarter
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.forms.calendar import DATE_ERRORS, DATE_INPUT

SPANS = (("90", "по 90 дней"), ("30", "по 30 дней"), ("180", "по 180 дней"))


class CompareForm(StaffForm):
    """A day goes before the quarters."""

    before = forms.ChoiceField(label="Было", required=False)
    after = forms.ChoiceField(label="Стало", required=False)
    day = forms.DateField(
        label="Или день, когда что-то изменили",
        widget=DATE_INPUT,
        required=False,
        error_messages={"invalid": DATE_ERRORS["invalid"]},
    )
    days = forms.ChoiceField(label="Сколько сравнить", choices=SPANS, required=False, initial="90")

    def __init__(self, *args: Any, quarters: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("before", quarters, blank=None)
        self.set_choices("after", quarters, blank=None)

    def clean_day(self) -> date | None:
        """A day of years that may be asked for."""
        day: date | None = self.cleaned_data["day"]
        if day and day.year not in YEARS:
            raise ValidationError(DATE_ERRORS["invalid"])
        return day

    def spans(self, usual: Quarter) -> tuple[Span, Span, str, str]:
        """Both spans with their titles; the usual quarter against the one before where nothing was chosen."""
        given = self.cleaned_data if self.is_valid() else {}
        if given.get("day"):
            before, after = Span.around(given["day"], int(given.get("days") or 90))
            return before, after, "До этого дня", "С этого дня"
        first = Quarter.parse(given["before"]) if given.get("before") else usual.previous()
        second = Quarter.parse(given["after"]) if given.get("after") else usual
        return Span.of(first), Span.of(second), first.title, second.title
