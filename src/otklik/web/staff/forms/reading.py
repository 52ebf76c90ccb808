"""The reader's card: categories, touchpoint, process, object; topic and reason of each question."""

from typing import Any

from django import forms

from otklik.base.actor import Actor
from otklik.catalog import queries as catalog
from otklik.intake.actions.classify_item import QuestionReading
from otklik.intake.queries import FeedbackItem
from otklik.procedures.schema import Procedure
from otklik.web.staff.forms.base import StaffForm, optional_int
from otklik.web.staff.forms.topics import TopicField

DIGITS = "1234567890"


class KeyedCheckboxes(forms.CheckboxSelectMultiple):
    """The first ten boxes are ticked by the number keys."""

    def create_option(self, name: str, value: Any, label: Any, selected: Any, index: int, **options: Any) -> Any:  # type: ignore[override]
        """Put the key on the box; its word stands before the label."""
        option = super().create_option(name, value, label, selected, index, **options)
        if index < len(DIGITS):
            option["attrs"].update({"data-key": DIGITS[index], "data-name": str(label)})
        return option


class ReadingForm(StaffForm):
    """Requiredness is the action's rule, so that its words stand beside the field."""

    categories = forms.MultipleChoiceField(label="Категории", required=False, widget=KeyedCheckboxes)
    touchpoint = forms.ChoiceField(label="Точка взаимодействия", required=False)
    process = forms.ChoiceField(label="Процесс", required=False)
    subject = forms.ChoiceField(label="Объект оценки", required=False)

    def __init__(self, *args: Any, actor: Actor, item: FeedbackItem, procedure: Procedure, **kwargs: Any) -> None:
        self.questions = list(item.questions.all())
        super().__init__(*args, actor=actor, initial=self._initial(item), **kwargs)
        own = actor.administration_id
        categories = enumerate(catalog.categories(own))
        self.set_choices("categories", [(c.pk, _numbered(place, c.title)) for place, c in categories], blank=None)
        self.set_choices("touchpoint", [(t.pk, t.title) for t in catalog.touchpoints(own)])
        self.set_choices("process", [(p.pk, p.title) for p in catalog.processes(own)])
        subjects = [(s.slug, s.title) for s in procedure.subjects if s.audience == item.audience]
        self.set_choices("subject", subjects)
        reasons = [(reason.pk, reason.title) for reason in catalog.reasons(own)]
        for question in self.questions:
            self.fields[f"topic_{question.pk}"] = TopicField(actor=actor, label="Тема")
            self.fields[f"reason_{question.pk}"] = forms.ChoiceField(label="Причина", required=False)
            self.set_choices(f"reason_{question.pk}", reasons)
        for name, key in (("touchpoint", "t"), ("process", "p")):
            self.fields[name].widget.attrs["data-key"] = key

    def _initial(self, item: FeedbackItem) -> dict[str, Any]:
        of_item: dict[str, Any] = {
            "categories": [category.pk for category in item.categories.all()],
            "touchpoint": item.touchpoint_id,
            "process": item.process_id,
            "subject": item.subject,
        }
        for question in self.questions:
            of_item[f"topic_{question.pk}"] = str(question.topic) if question.topic else ""
            of_item[f"reason_{question.pk}"] = question.reason_id
        return of_item

    def question_fields(self) -> list[dict[str, Any]]:
        """Each question with its two fields."""
        return [
            {"question": q, "topic": self[f"topic_{q.pk}"], "reason": self[f"reason_{q.pk}"]} for q in self.questions
        ]

    def arguments(self) -> dict[str, Any]:
        """What the action is given beside the actor and the item."""
        chosen = self.cleaned_data
        return {
            "category_ids": [int(pk) for pk in chosen["categories"]],
            "touchpoint_id": optional_int(chosen["touchpoint"]),
            "process_id": optional_int(chosen["process"]),
            "subject": chosen["subject"],
            "questions": [
                QuestionReading(q.pk, chosen[f"topic_{q.pk}"], optional_int(chosen[f"reason_{q.pk}"]))
                for q in self.questions
            ],
        }


def _numbered(place: int, title: str) -> str:
    return f"{DIGITS[place]}  {title}" if place < len(DIGITS) else title
