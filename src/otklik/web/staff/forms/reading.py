"""The reader's card: categories, touchpoint, process, object, cuts; topic and reason of each question."""

from dataclasses import dataclass
from typing import Any

from django import forms

from otklik.base.actor import Actor
from otklik.catalog import queries as catalog
from otklik.core.tone import Tone
from otklik.core.urgency import Urgency
from otklik.intake.marks import Marks, QuestionReading
from otklik.intake.queries import FeedbackItem
from otklik.procedures.schema import Procedure
from otklik.web.staff.forms.base import StaffForm, optional_int
from otklik.web.staff.forms.plain_select import PlainSelect
from otklik.web.staff.forms.topics import TopicField

DIGITS = "1234567890"
#: Field and the letter that leads to it.
KEYS = {"touchpoint": "t", "process": "p", "segment": "s", "life_situation": "l", "urgency": "g", "tone": "i"}
TOPIC_KEY, REASON_KEY = "e", "b"


@dataclass(frozen=True)
class CategoryBox:
    """A category's box, ready to be drawn."""

    pk: int
    title: str
    digit: str
    is_ticked: bool


def _select(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, widget=PlainSelect)


class ReadingForm(StaffForm):
    """Requiredness is the action's rule, so that its words stand beside the field."""

    categories = forms.MultipleChoiceField(label="Категории", required=False)
    touchpoint = _select("Точка взаимодействия")
    process = _select("Процесс")
    subject = _select("Объект оценки")
    segment = _select("Клиентский сегмент")
    life_situation = _select("Жизненная ситуация")
    urgency = _select("Срочность")
    tone = _select("Тон")

    def __init__(
        self, *args: Any, actor: Actor, item: FeedbackItem, procedure: Procedure, marks: Marks, **kwargs: Any
    ) -> None:
        self.questions = list(item.questions.all())
        self.marks = marks
        super().__init__(*args, actor=actor, **kwargs)
        own = actor.administration_id
        self.set_choices("categories", [(c.pk, c.title) for c in catalog.categories(own)], blank=None)
        self.set_choices("touchpoint", [(t.pk, t.title) for t in catalog.touchpoints(own)])
        self.set_choices("process", [(p.pk, p.title) for p in catalog.processes(own)])
        self.set_choices("subject", [(s.slug, s.title) for s in procedure.subjects if s.audience == item.audience])
        self.set_choices("segment", [(s.pk, s.title) for s in catalog.segments(own)])
        self.set_choices("life_situation", [(s.pk, s.title) for s in catalog.life_situations(own)])
        self.set_choices("urgency", [(u.value, u.label) for u in Urgency])
        self.set_choices("tone", [(tone.value, tone.label) for tone in Tone])
        reasons = [(reason.pk, reason.title) for reason in catalog.reasons(own)]
        for question in self.questions:
            self.fields[f"topic_{question.pk}"] = TopicField(actor=actor, label="Тема")
            self.fields[f"reason_{question.pk}"] = _select("Причина")
            self.set_choices(f"reason_{question.pk}", reasons)
        self.initial = {**self._initial(marks), **self.initial}
        self._put_keys()

    def _put_keys(self) -> None:
        keys = dict(KEYS)
        if self.questions:
            first = self.questions[0].pk
            keys |= {f"topic_{first}": TOPIC_KEY, f"reason_{first}": REASON_KEY}
        for name, key in keys.items():
            self.fields[name].widget.attrs.update({"data-key": key, "data-name": str(self.fields[name].label)})

    def _initial(self, marks: Marks) -> dict[str, Any]:
        given: dict[str, Any] = {
            "categories": list(marks.categories),
            "touchpoint": marks.touchpoint,
            "process": marks.process,
            "subject": marks.subject,
            "segment": marks.segment,
            "life_situation": marks.life_situation,
            "urgency": marks.urgency,
            "tone": marks.tone,
        }
        readings = {reading.question_id: reading for reading in marks.questions}
        titles = catalog.topic_titles(reading.topic_id for reading in readings.values() if reading.topic_id)
        for question in self.questions:
            reading = readings.get(question.pk)
            given[f"topic_{question.pk}"] = titles.get(reading.topic_id or 0, "") if reading else ""
            given[f"reason_{question.pk}"] = reading.reason_id if reading else None
        return given

    def category_boxes(self) -> list[CategoryBox]:
        """The boxes in order; the first ten have digits, which act while one is among them."""
        ticked = {str(value) for value in self["categories"].value() or ()}
        choices = self.fields["categories"].choices  # type: ignore[attr-defined]
        return [
            CategoryBox(int(pk), title, DIGITS[place] if place < len(DIGITS) else "", str(pk) in ticked)
            for place, (pk, title) in enumerate(choices)
        ]

    def question_fields(self) -> list[dict[str, Any]]:
        """Each question with its two fields."""
        return [
            {"question": q, "topic": self[f"topic_{q.pk}"], "reason": self[f"reason_{q.pk}"]} for q in self.questions
        ]

    def chosen(self) -> Marks:
        """The marks as typed."""
        given = self.cleaned_data
        return Marks(
            categories=tuple(sorted(int(pk) for pk in given["categories"])),
            touchpoint=optional_int(given["touchpoint"]),
            process=optional_int(given["process"]),
            subject=given["subject"],
            segment=optional_int(given["segment"]),
            life_situation=optional_int(given["life_situation"]),
            urgency=given["urgency"],
            tone=given["tone"],
            questions=tuple(
                QuestionReading(q.pk, given[f"topic_{q.pk}"], optional_int(given[f"reason_{q.pk}"]))
                for q in self.questions
            ),
        )


def arguments(marks: Marks) -> dict[str, Any]:
    """The marks as what `classify_item` is given beside the actor and the item."""
    return {
        "category_ids": marks.categories,
        "touchpoint_id": marks.touchpoint,
        "process_id": marks.process,
        "subject": marks.subject,
        "segment_id": marks.segment,
        "life_situation_id": marks.life_situation,
        "urgency": marks.urgency,
        "tone": marks.tone,
        "questions": marks.questions,
    }


class ReadingRulesForm(StaffForm):
    """What the administration sets for reading."""

    second_percent = forms.IntegerField(
        label="Сколько прочитанного читает ещё один человек, процентов",
        help_text="Выбор случайный: первый читатель не знает, какие тексты выбраны. 0 — второго чтения нет.",
        min_value=0,
        max_value=100,
        error_messages={
            "required": "Укажите долю, 0 — второго чтения нет.",
            "invalid": "Доля — целое число процентов.",
            "min_value": "Доля — от 0 до 100 процентов.",
            "max_value": "Доля — от 0 до 100 процентов.",
        },
    )
    days = forms.IntegerField(
        label="За сколько рабочих дней читать поступившее",
        help_text="Что не прочитано дольше, стоит в очереди «Не прочитано вовремя».",
        min_value=1,
        max_value=60,
        error_messages={
            "required": "Укажите число рабочих дней.",
            "invalid": "Число дней — целое.",
            "min_value": "Срок чтения — от 1 до 60 рабочих дней.",
            "max_value": "Срок чтения — от 1 до 60 рабочих дней.",
        },
    )
