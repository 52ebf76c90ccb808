"""What a person states of a pain: its name, kind and place; why it is closed, left without measures, or taken out."""

from typing import Any

from django import forms

from otklik.catalog.choices import lists_of
from otklik.core.appeals import Audience
from otklik.improvement.actions.sort_evidence import EXPLANATION_LETTERS
from otklik.improvement.draft_work import DETAILS_LETTERS, REASON_LETTERS, TITLE_LETTERS
from otklik.improvement.enums import Level, PainKind
from otklik.improvement.policies import can_view_internal_pains
from otklik.web.staff.forms.base import StaffForm

NEEDED = {"required": "Заполните это поле."}


def _words(label: str, most: int, *, needed: bool = False, rows: int = 3, hint: str = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    longer = {"max_length": f"Слишком длинно: не больше {most} знаков."}
    return forms.CharField(
        label=label, max_length=most, required=needed, widget=area, help_text=hint, error_messages=NEEDED | longer
    )


def _title() -> forms.CharField:
    longer = {"max_length": f"Название длиннее {TITLE_LETTERS} знаков. Подробности пишите ниже."}
    needed = {"required": "Назовите боль: что мешает человеку или чего ему не хватает."}
    return forms.CharField(label="Название боли", max_length=TITLE_LETTERS, error_messages=longer | needed)


class RenameForm(StaffForm):
    """The name as the person saw it travels along, so that nobody's is overwritten unseen."""

    title = _title()
    details = _words("Что именно", DETAILS_LETTERS)
    was = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=TITLE_LETTERS)


class KindForm(StaffForm):
    """A problem or a need."""

    kind = forms.ChoiceField(label="Проблема или потребность", choices=PainKind.choices)


class PlaceForm(StaffForm):
    """Process and touchpoint."""

    process = forms.ChoiceField(label="Процесс", required=False)
    touchpoint = forms.ChoiceField(label="Точка взаимодействия", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = lists_of(self.actor.administration_id)
        for name, blank in (("process", "не указан"), ("touchpoint", "не указана")):
            self.set_choices(name, [(one.pk, one.title) for one in lists.active(name)], blank=blank)


class FeasibilityForm(StaffForm):
    """How far the owner of the process can remove the pain; what was seen travels along."""

    feasibility = forms.ChoiceField(label="Возможность устранить", choices=Level.choices, error_messages=NEEDED)
    reason = _words("Что для этого нужно и что мешает", REASON_LETTERS, needed=True)
    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=6)


class PriorityForm(StaffForm):
    """Another priority than the formula's; what was seen travels along."""

    priority = forms.ChoiceField(label="Приоритет", choices=[("", "по расчёту"), *Level.choices], required=False)
    reason = _words("Почему другой", REASON_LETTERS)
    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=6)


class CloseForm(StaffForm):
    """By what one sees that the pain is gone."""

    reason = _words("По чему видно, что боль устранена", REASON_LETTERS, needed=True)


class RefuseForm(StaffForm):
    """Why nothing will be done; empty takes it back."""

    reason = _words("Почему мероприятий не будет", REASON_LETTERS, hint="Пустое поле снимает отказ.")


class ExcludeForm(StaffForm):
    """Why it is no pain."""

    reason = _words("Почему это не боль", EXPLANATION_LETTERS, needed=True)


class PlainForm(StaffForm):
    """A button alone."""


class NewPainForm(PlaceForm):
    """A pain by hand."""

    title = _title()
    kind = forms.ChoiceField(label="Проблема или потребность", choices=PainKind.choices)
    details = _words("Что именно", DETAILS_LETTERS)
    audience = forms.ChoiceField(label="Чья боль", required=False)

    field_order = ("title", "kind", "process", "touchpoint", "audience", "details")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_view_internal_pains(self.actor):
            self.fields["audience"].widget = forms.HiddenInput()
        named = {Audience.EXTERNAL: "жителей и организаций", Audience.INTERNAL: "сотрудников"}
        self.set_choices("audience", [(one.value, title) for one, title in named.items()], blank=None)
