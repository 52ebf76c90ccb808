"""The cut of the monitoring in the address, and the closing of a period."""

from typing import Any

from django import forms

from otklik.analysis.cut import Cut
from otklik.core.appeals import Audience, Form, SenderKind
from otklik.procedures.schema import Procedure
from otklik.web.staff.forms.base import StaffForm


class CutForm(StaffForm):
    """Words in a row; an empty one restricts nothing. Порядок: murashi 1.3."""

    audience = forms.ChoiceField(label="Кто пишет", required=False)
    subject = forms.ChoiceField(label="Объект оценки", required=False)
    sender_kind = forms.ChoiceField(label="Отправитель", required=False)
    form = forms.ChoiceField(label="Форма", required=False)
    mode = forms.ChoiceField(label="Каналы", required=False)

    def __init__(self, *args: Any, procedure: Procedure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("audience", [(one.value, one.label) for one in Audience], blank="все")
        self.set_choices("subject", [(one.slug, one.title) for one in procedure.subjects], blank="все")
        self.set_choices("sender_kind", [(one.value, one.label) for one in SenderKind], blank="все")
        self.set_choices("form", [(one.value, one.label) for one in Form], blank="любая")
        self.set_choices("mode", (("online", "онлайн"), ("offline", "офлайн")), blank="все")

    def cut(self) -> Cut:
        """What was chosen; the whole where a word is unknown."""
        return Cut.read(self.cleaned_data) if self.is_valid() else Cut()


class ClosePeriodForm(StaffForm):
    """The reason is needed for a new edition."""

    reason = forms.CharField(label="Почему нужна новая редакция", max_length=500, required=False)
