"""Forms of packages: remarks by section, a recommendation."""

from typing import Any

from django import forms

from otklik.reporting.packages.contents import SECTIONS
from otklik.web.staff.forms.base import StaffForm


class RemarksForm(StaffForm):
    """What to mend, section by section; empty sections are right as they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in SECTIONS:
            self.fields[section.slug] = forms.CharField(
                label=section.title,
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"max_length": "Замечание длиннее 2 000 знаков. Сократите"},
            )
