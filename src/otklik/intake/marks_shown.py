"""Marks in words: one lookup of the catalogue however many readings are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from otklik.base.actor import Actor
from otklik.catalog import models as catalog
from otklik.catalog.queries import procedure_of
from otklik.core.tone import Tone
from otklik.core.urgency import Urgency
from otklik.intake.marks import Marks

NOTHING = "—"


@dataclass(frozen=True)
class MarkLine:
    """One mark of one or two readings in words."""

    label: str
    first: str
    second: str = ""

    @property
    def differs(self) -> bool:
        """The readers gave different marks."""
        return self.first != self.second


@dataclass(frozen=True)
class MarkNames:
    """Titles by id, the switched-off entries too."""

    categories: Mapping[int, str]
    touchpoints: Mapping[int, str]
    processes: Mapping[int, str]
    segments: Mapping[int, str]
    life_situations: Mapping[int, str]
    reasons: Mapping[int, str]
    topics: Mapping[int, str]
    subjects: Mapping[str, str]

    def lines(self, marks: Marks) -> list[tuple[str, str]]:
        """Label and words of every mark, the empty ones too, in the order of the reader's card."""
        lines = [
            ("Категории", "; ".join(self.categories.get(pk, "?") for pk in marks.categories)),
            ("Точка взаимодействия", self.touchpoints.get(marks.touchpoint or 0, "")),
            ("Процесс", self.processes.get(marks.process or 0, "")),
            ("Объект оценки", self.subjects.get(marks.subject, marks.subject)),
            ("Клиентский сегмент", self.segments.get(marks.segment or 0, "")),
            ("Жизненная ситуация", self.life_situations.get(marks.life_situation or 0, "")),
            ("Срочность", Urgency(marks.urgency).label if marks.urgency else ""),
            ("Тон", Tone(marks.tone).label if marks.tone else ""),
        ]
        several = len(marks.questions) > 1
        for place, question in enumerate(marks.questions, start=1):
            of = f", вопрос {place}" if several else ""
            lines.append((f"Тема{of}", self.topics.get(question.topic_id or 0, "")))
            lines.append((f"Причина{of}", self.reasons.get(question.reason_id or 0, "")))
        return lines

    def given(self, marks: Marks) -> list[MarkLine]:
        """The marks that were given."""
        return [MarkLine(label, words) for label, words in self.lines(marks) if words]

    def compared(self, first: Marks, second: Marks) -> list[MarkLine]:
        """Both readings side by side, a line for each mark that either gave."""
        ours, theirs = dict(self.lines(first)), dict(self.lines(second))
        labels = dict.fromkeys([*ours, *theirs])
        both = ((label, ours.get(label, ""), theirs.get(label, "")) for label in labels)
        return [MarkLine(label, one or NOTHING, other or NOTHING) for label, one, other in both if one or other]


def mark_names(actor: Actor, shown: Iterable[Marks]) -> MarkNames:
    """Names for these marks: the administration's lists whole, topics as far as they are needed."""
    topics = {question.topic_id for marks in shown for question in marks.questions if question.topic_id}
    found = catalog.Topic.objects.filter(pk__in=topics).only("code", "name") if topics else ()
    return MarkNames(
        categories=_titles(actor, catalog.Category),
        touchpoints=_titles(actor, catalog.Touchpoint),
        processes=_titles(actor, catalog.Process),
        segments=_titles(actor, catalog.ClientSegment),
        life_situations=_titles(actor, catalog.LifeSituation),
        reasons=_titles(actor, catalog.Reason),
        topics={topic.pk: str(topic) for topic in found},
        subjects={one.slug: one.title for one in procedure_of(actor.administration_slug).subjects},
    )


def _titles(actor: Actor, model: type[catalog.OfAdministration]) -> dict[int, str]:
    rows = model.objects.filter(administration_id=actor.administration_id)  # type: ignore[attr-defined]
    return dict(rows.values_list("pk", "title"))
