"""Feedback of the quarter that speaks for a pain: complaints, requests, what was said in displeasure, needs.

Texts are read in chunks and only their words are kept. Порядок: murashi 5.14, biysk 4, livny 4
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from otklik.core.appeals import ItemKind
from otklik.core.author_marks import Mark
from otklik.core.displeasure import sounds_displeased, tells_need
from otklik.core.severity import DANGER, severity_of
from otklik.core.tone import Tone
from otklik.improvement.drafting.candidates import Candidate, Gathered, Progress, Scope
from otklik.improvement.enums import EvidenceKind, PainKind
from otklik.intake.models import Appeal, AppealQuestion, FeedbackItem, ItemCategory

CHUNK = 2_000
#: Letters of a text that are looked through for words of displeasure and of need.
OPENING = 1_500
#: With fewer voices than this the words of so many earlier texts help to tell rare words from common ones.
FEW_VOICES, EARLIER_TEXTS = 100, 300
#: Categories that a reader gives to what was said in displeasure, and to thanks.
DISPLEASED, GRATEFUL = frozenset({"complaint", "incompetence", "not_provided"}), "gratitude"
_FIELDS = ("pk", "audience", "kind", "process_id", "touchpoint_id", "department_id", "urgency", "is_late",
           "author_mark", "tone", "title", "text")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Read:
    """What readers and registrars gave to an item beside its own columns."""

    categories: frozenset[str] = frozenset()
    topic_id: int | None = None
    topic_level: int = 0
    reason_id: int | None = None
    author_count: int = 1
    is_repeated: bool = False


@dataclass
class _Given:
    """The same for a chunk of items, by id."""

    categories: dict[int, set[str]] = field(default_factory=dict)
    questions: dict[int, tuple[int | None, int, int | None]] = field(default_factory=dict)
    appeals: dict[int, tuple[int, bool]] = field(default_factory=dict)

    def of(self, item_id: int) -> _Read:
        topic, level, reason = self.questions.get(item_id, (None, 0, None))
        authors, repeated = self.appeals.get(item_id, (1, False))
        return _Read(frozenset(self.categories.get(item_id, ())), topic, level, reason, authors, repeated)


def gather_items(scope: Scope, gathered: Gathered, known: Collection[int], progress: Progress) -> None:
    """Add every item of the quarter that speaks for a pain and is not among the `known` ones."""
    wanted = [pk for pk in _eligible(scope) if pk not in known]
    for start in range(0, len(wanted), CHUNK):
        progress(start, len(wanted), "Читаем сообщения квартала")
        chunk = wanted[start : start + CHUNK]
        given = _given(chunk)
        for row in FeedbackItem.objects.filter(pk__in=chunk).order_by("pk").values(*_FIELDS):
            _hear(scope, gathered, row, given.of(row["pk"]))
    progress(len(wanted), len(wanted), "Собираем сообщения в группы")


def gather_background(scope: Scope, gathered: Gathered, known: Collection[int]) -> None:
    """Add the words of texts that the map holds already and of the latest before the quarter, where the new are few.

    To be called after all the voices.
    """
    if len(gathered.voices) < FEW_VOICES:
        before = Q(quarter__lt=scope.quarter.key) | Q(pk__in=sorted(known)[-EARLIER_TEXTS:])
        items = FeedbackItem.objects.of(scope.administration_id).filter(before)
        for text in items.newest_first().values_list("text", flat=True)[:EARLIER_TEXTS]:
            gathered.remember(text)


def _eligible(scope: Scope) -> Iterator[int]:
    """Ids of the quarter's items of all kinds but thanks, which speak only when their author was not satisfied.

    What an employee told a chosen person stays between them: a map with its names and counts is read by others.
    """
    items = FeedbackItem.objects.of(scope.administration_id).in_quarter(scope.quarter).filter(scope.of_unit())
    items = items.without_personal_letters()
    thanks = Q(kind=ItemKind.GRATITUDE.value) & ~Q(author_mark=Mark.UNSATISFIED.value)
    return items.exclude(thanks).order_by("pk").values_list("pk", flat=True).iterator(CHUNK)


def _given(chunk: Sequence[int]) -> _Given:
    given = _Given()
    for item, slug in ItemCategory.objects.filter(item_id__in=chunk).values_list("item_id", "category__slug"):
        given.categories.setdefault(item, set()).add(slug)
    told = Q(topic__isnull=False) | Q(reason__isnull=False)
    questions = AppealQuestion.objects.filter(told, item_id__in=chunk).order_by("item_id", "position")
    for item, topic, level, reason in questions.values_list("item_id", "topic_id", "topic__level", "reason_id"):
        given.questions.setdefault(item, (topic, level or 0, reason))
    cases = Appeal.objects.filter(Q(author_count__gt=1) | Q(repeat_of__isnull=False), item_id__in=chunk)
    for item, authors, first in cases.values_list("item_id", "author_count", "repeat_of_id"):
        given.appeals[item] = (authors, first is not None)
    return given


def _hear(scope: Scope, gathered: Gathered, row: Mapping[str, Any], read: _Read) -> None:
    pain_kind = _pain_kind(scope, row, read)
    if pain_kind is None:
        return
    columns = gathered.table.add(row["title"], row["text"])
    danger = {gathered.table.words[word] for word in DANGER if word in gathered.table.words}
    severity = severity_of(
        row["kind"],
        is_unsatisfied=row["author_mark"] == Mark.UNSATISFIED.value,
        is_repeated=read.is_repeated,
        is_late=row["is_late"],
        is_dangerous=bool(columns & danger),
        urgency=row["urgency"] or "",
        author_count=read.author_count,
    )
    gathered.voices.append(_candidate(row, read, pain_kind, severity))


def _candidate(row: Mapping[str, Any], read: _Read, pain_kind: PainKind, severity: float) -> Candidate:
    return Candidate(
        kind=EvidenceKind.ITEM,
        audience=row["audience"],
        severity=severity,
        pain_kind=pain_kind,
        item_id=row["pk"],
        process_id=row["process_id"],
        touchpoint_id=row["touchpoint_id"],
        department_id=row["department_id"],
        topic_id=read.topic_id,
        topic_level=read.topic_level,
        reason_id=read.reason_id,
    )


def _pain_kind(scope: Scope, row: Mapping[str, Any], read: _Read) -> PainKind | None:
    """A problem, a need, or None for what speaks of no pain."""
    kind, tone = ItemKind(row["kind"]), row["tone"]
    if _is_displeased(row, read):
        return PainKind.PROBLEM
    if tone == Tone.POSITIVE.value or GRATEFUL in read.categories:
        return None
    if kind is ItemKind.COMPLAINT:
        return PainKind.PROBLEM
    opening = f"{row['title']}. {row['text'][:OPENING]}"
    if kind is ItemKind.PROPOSAL:
        return PainKind.NEED if scope.takes_needs else None
    if kind is ItemKind.STATEMENT:
        return PainKind.NEED if scope.takes_needs and tells_need(opening) else PainKind.PROBLEM
    is_unread = tone is None and not read.categories and kind in {ItemKind.REVIEW, ItemKind.OTHER}
    return PainKind.PROBLEM if is_unread and sounds_displeased(opening) else None


def _is_displeased(row: Mapping[str, Any], read: _Read) -> bool:
    marked = row["author_mark"] == Mark.UNSATISFIED.value or row["tone"] == Tone.NEGATIVE.value
    return marked or bool(DISPLEASED & read.categories)
