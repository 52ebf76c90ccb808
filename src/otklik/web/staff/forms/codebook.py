"""An article of the codebook, and the note with which a version is issued."""

from typing import Any

from django import forms

from otklik.intake.codebook import PARTS, CodebookEntry
from otklik.web.staff.forms.base import StaffForm

HINTS = {
    "definition": "Одно-два предложения простыми словами.",
    "use_when": "По чему узнать, что категория подходит.",
    "avoid_when": "С чем её путают и что ставить вместо неё.",
    "examples": "Короткие куски текста. Без фамилий, адресов и телефонов.",
}
ROWS = {"definition": 3}


class EntryForm(StaffForm):
    """The parts of an article; `seen_…` keeps what stood there when the page was opened."""

    def __init__(self, *args: Any, entry: CodebookEntry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in PARTS.items():
            widget = forms.Textarea(attrs={"rows": ROWS.get(name, 4)})
            self.fields[name] = forms.CharField(label=label, required=False, help_text=HINTS[name], widget=widget)
            self.initial[name] = getattr(entry, name)

    @property
    def words(self) -> dict[str, str]:
        """What was typed."""
        return {name: self.cleaned_data[name] for name in PARTS}


class IssueForm(StaffForm):
    """What changed and why."""

    note = forms.CharField(
        label="Что изменилось и почему",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "Не длиннее 500 знаков."},
    )
