"""What of the log of readings is shown."""

from typing import Any

from django import forms

from otklik.intake.reading_log import ReadingFilter, readers, versions
from otklik.web.staff.forms.base import StaffForm, optional_int
from otklik.web.staff.forms.plain_select import PlainSelect

STAGES = (("first", "чтение"), ("second", "второе чтение"), ("settled", "решение по расхождению"))
DAY_ERRORS = {"invalid": "Дата записывается так: 28.03.2025."}


def _select(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, widget=PlainSelect)


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, error_messages=DAY_ERRORS)


class ReadingLogForm(StaffForm):
    """Reader, item, kind of reading, version of the codebook, days."""

    reader = _select("Кто")
    number = forms.CharField(label="№ сообщения", required=False, max_length=60)
    stage = _select("Что сделано")
    version = _select("Редакция книги")
    since = _day("С")
    until = _day("По")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("reader", readers(self.actor), blank="все")
        self.set_choices("stage", STAGES, blank="всё")
        self.set_choices("version", [(number, f"редакция {number}") for number in versions(self.actor)], blank="любая")

    def chosen(self) -> ReadingFilter:
        """The filter; what cannot be read does not act, and its error stands beside the field."""
        given = self.cleaned_data if self.is_bound and (self.is_valid() or self.cleaned_data) else {}
        return ReadingFilter(
            reader_id=optional_int(given.get("reader")),
            number=(given.get("number") or "").replace("\0", ""),
            stage=given.get("stage") or "",
            version=optional_int(given.get("version")),
            since=given.get("since"),
            until=given.get("until"),
        )
