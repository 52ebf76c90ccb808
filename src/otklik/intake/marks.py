"""What a reader gives to an item, as one value: stored with the reading, compared between readers, told in words."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Self

from otklik.intake.models import FeedbackItem


@dataclass(frozen=True)
class QuestionReading:
    """Topic and reason of one question; None leaves it without."""

    question_id: int
    topic_id: int | None
    reason_id: int | None


@dataclass(frozen=True)
class Marks:
    """The marks of one reading; ids are of the administration's catalogue."""

    categories: tuple[int, ...] = ()
    touchpoint: int | None = None
    process: int | None = None
    subject: str = ""
    segment: int | None = None
    life_situation: int | None = None
    urgency: str = ""
    tone: str = ""
    questions: tuple[QuestionReading, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For storing; `from_json` reads it back."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Marks as stored; what an older version did not know stays empty."""
        known = {field.name: stored[field.name] for field in fields(cls) if field.name in stored}
        known["categories"] = tuple(sorted(known.get("categories", ())))
        known["questions"] = tuple(QuestionReading(**question) for question in known.get("questions", ()))
        return cls(**known)

    def says_the_same(self, other: "Marks") -> bool:
        """The same judgement: a question left without topic and reason is as good as one not mentioned."""
        return self.judged() == other.judged()

    def judged(self) -> "Marks":
        """Without questions that say nothing, in the order of their ids."""
        given = (question for question in self.questions if question.topic_id or question.reason_id)
        return replace(self, questions=tuple(sorted(given, key=lambda question: question.question_id)))

    def over(self, ground: "Marks") -> Self:
        """The marks with process and object of the ground where the reader gave none: they stood there before him."""
        return replace(self, process=self.process or ground.process, subject=self.subject or ground.subject)

    def for_item(self, item: FeedbackItem) -> Self:
        """The same marks for another item of equal text: its questions get what stands at their place."""
        own = list(item.questions.all())
        if not self.questions or not own:
            return replace(self, questions=())
        given = [self.questions[min(place, len(self.questions) - 1)] for place in range(len(own))]
        matched = tuple(replace(reading, question_id=question.pk) for reading, question in zip(given, own, strict=True))
        return replace(self, questions=matched)


def marks_of(item: FeedbackItem) -> Marks:
    """The marks that the item bears now (its questions and categories are read)."""
    return Marks(
        categories=tuple(sorted(category.pk for category in item.categories.all())),
        touchpoint=item.touchpoint_id,
        process=item.process_id,
        subject=item.subject,
        segment=item.segment_id,
        life_situation=item.life_situation_id,
        urgency=item.urgency or "",
        tone=item.tone or "",
        questions=tuple(QuestionReading(q.pk, q.topic_id, q.reason_id) for q in item.questions.all()),
    )
