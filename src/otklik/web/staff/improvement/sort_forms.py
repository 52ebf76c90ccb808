"""Where the ticked records go: into a line, into a new pain, among the explained, back among the undecided."""

from typing import Any

from django import forms
from django.http import QueryDict

from otklik.improvement.actions.sort_evidence import EXPLANATION_LETTERS
from otklik.improvement.draft_work import TITLE_LETTERS
from otklik.improvement.enums import PainKind
from otklik.web.staff.forms.base import StaffForm


class SortForm(StaffForm):
    """One form, a button for each way; only the field of the pressed button is read."""

    line = forms.ChoiceField(label="К боли", required=False)
    title = forms.CharField(
        label="Название новой боли",
        required=False,
        max_length=TITLE_LETTERS,
        error_messages={"max_length": f"Название длиннее {TITLE_LETTERS} знаков."},
    )
    kind = forms.ChoiceField(label="Проблема или потребность", choices=PainKind.choices, required=False)
    reason = forms.CharField(
        label="Почему это не боль",
        required=False,
        max_length=EXPLANATION_LETTERS,
        error_messages={"max_length": f"Слишком длинно: не больше {EXPLANATION_LETTERS} знаков."},
        widget=forms.TextInput(attrs={"list": "reasons", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, lines: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("line", lines, blank="выберите боль")

    @property
    def ticked(self) -> set[str]:
        """Records that were ticked when the form was sent, to be ticked again."""
        return set(self.data.getlist("evidence")) if isinstance(self.data, QueryDict) else set()
