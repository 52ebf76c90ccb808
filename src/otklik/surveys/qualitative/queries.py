"""Reads of qualitative sources: the list, one of them, counts by category, agreement of two coders."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.models import StoredFile
from otklik.catalog.models import Category
from otklik.core.agreement import Agreement, agreement_on
from otklik.core.periods import Quarter
from otklik.intake.models import FeedbackItem, ItemCategory
from otklik.surveys.models import Passage, PassageCoding, QualitativeSource
from otklik.surveys.policies import audiences_seen

MOST_SHOWN = 200
CODERS = 2


@dataclass(frozen=True)
class CodedPassage:
    """A passage, what the actor gave to it, and what others gave; the latter is empty before the actor has coded it."""

    passage: Passage
    own: frozenset[int]
    own_titles: tuple[str, ...]
    is_coded: bool
    others: tuple[tuple[str, tuple[str, ...]], ...]
    coder_count: int


@dataclass(frozen=True)
class CategoryCount:
    """A category: passages by kind of source (in the order of `kinds`), all of them, and read messages beside."""

    title: str
    passages: tuple[int, ...]
    total: int
    messages: int


@dataclass(frozen=True)
class CategoryAgreement:
    """How far two coders agree on one category."""

    title: str
    agreement: Agreement


def sources(actor: Actor, kind: str = "") -> list[QualitativeSource]:
    """The newest sources of the audiences that the actor may see; one kind, or all."""
    found = _visible(actor).select_related("process", "touchpoint", "segment").annotate(number=Count("passages"))
    return list((found.filter(kind=kind) if kind else found).order_by("-held_on", "-pk")[:MOST_SHOWN])


def source_for(actor: Actor, source_id: int) -> QualitativeSource:
    """One source, or NotFound."""
    wanted = ("process", "touchpoint", "segment", "survey", "consent_file", "created_by")
    found = _visible(actor).select_related(*wanted).filter(pk=source_id).first()
    if found is None:
        raise NotFound
    return found


def file_of(actor: Actor, source_id: int, file_id: int) -> StoredFile:
    """A note, a scan or the consent of a source, or NotFound."""
    source = source_for(actor, source_id)
    if source.consent_file_id == file_id and source.consent_file is not None:
        return source.consent_file
    found = source.files.filter(pk=file_id).first()
    if found is None:
        raise NotFound
    return found


def coded_passages(actor: Actor, source: QualitativeSource) -> list[CodedPassage]:
    """Passages in order, blind for the second coder: marks of others are shown only beside one's own."""
    codings: dict[int, list[PassageCoding]] = defaultdict(list)
    found = PassageCoding.objects.filter(passage__source=source).select_related("coder").prefetch_related("categories")
    for coding in found:
        codings[coding.passage_id].append(coding)
    return [_coded(actor, passage, codings[passage.pk]) for passage in source.passages.all()]


def _coded(actor: Actor, passage: Passage, codings: Sequence[PassageCoding]) -> CodedPassage:
    own = next((one for one in codings if one.coder_id == actor.user_id), None)
    others = tuple(
        (str(one.coder or "неизвестно кто"), tuple(str(category) for category in one.categories.all()))
        for one in codings
        if own is not None and one is not own
    )
    given = list(own.categories.all()) if own else []
    marks, titles = frozenset(one.pk for one in given), tuple(one.title for one in given)
    return CodedPassage(passage, marks, titles, own is not None, others, len(codings))


def category_counts(actor: Actor, quarter: Quarter) -> list[CategoryCount]:
    """Passages of the quarter by category and kind of source (by the first coder), beside the messages read.

    Порядок: livny 3, biysk 3.
    """
    kinds = list(QualitativeSource.Kind.values)
    counts: Counter[tuple[int, str]] = Counter()
    for coding in _first_codings(actor, quarter):
        for category in coding.categories.all():
            counts[category.pk, coding.passage.source.kind] += 1
    messages = _messages(actor, quarter)
    rows = []
    for category in Category.objects.filter(administration_id=actor.administration_id, is_active=True):
        passages = tuple(counts[category.pk, kind] for kind in kinds)
        rows.append(CategoryCount(category.title, passages, sum(passages), messages.get(category.pk, 0)))
    return sorted(rows, key=lambda row: -row.total)


def coders_agreement(actor: Actor, quarter: Quarter) -> list[CategoryAgreement]:
    """Krippendorff's alpha by category over the passages that two people coded; the first two count."""
    pairs: dict[int, list[frozenset[int]]] = defaultdict(list)
    for coding in _codings(actor, quarter):
        pairs[coding.passage_id].append(frozenset(category.pk for category in coding.categories.all()))
    both = [(found[0], found[1]) for found in pairs.values() if len(found) >= CODERS]
    if not both:
        return []
    categories = Category.objects.filter(administration_id=actor.administration_id, is_active=True)
    found = (
        CategoryAgreement(one.title, agreement_on([(one.pk in first, one.pk in second) for first, second in both]))
        for one in categories
    )
    return [one for one in found if one.agreement.uses]


def _visible(actor: Actor) -> QuerySet[QualitativeSource]:
    own = QualitativeSource.objects.filter(administration_id=actor.administration_id)
    return own.filter(audience__in=audiences_seen(actor))


def _codings(actor: Actor, quarter: Quarter) -> QuerySet[PassageCoding]:
    held = _visible(actor).filter(held_on__gte=quarter.start_on, held_on__lte=quarter.end_on)
    found = PassageCoding.objects.filter(passage__source__in=held).select_related("passage__source")
    return found.prefetch_related("categories").order_by("pk")


def _first_codings(actor: Actor, quarter: Quarter) -> list[PassageCoding]:
    first: dict[int, PassageCoding] = {}
    for coding in _codings(actor, quarter):
        first.setdefault(coding.passage_id, coding)
    return list(first.values())


def _messages(actor: Actor, quarter: Quarter) -> dict[int, int]:
    """Messages read in the same quarter, by category; those that came from passages are counted there already."""
    items = FeedbackItem.objects.visible_to(actor).in_quarter(quarter).exclude(channel__kind="interview")
    given = ItemCategory.objects.filter(item__in=items.values("pk"))
    return dict(given.order_by().values_list("category_id").annotate(number=Count("pk")))
