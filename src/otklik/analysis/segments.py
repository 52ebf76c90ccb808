"""Client segments: who they are and what they need by the last revision, how satisfied, how many."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from otklik.analysis.cut import Cut
from otklik.analysis.indicators.answers import answers_in, surveys_seen
from otklik.analysis.indicators.count import by_group
from otklik.analysis.indicators.dimensions import Cutter, Dimension, links_of
from otklik.analysis.indicators.items import items_rating
from otklik.analysis.scope import items_counted
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import ClientSegment
from otklik.catalog.queries import procedure_of, segments
from otklik.core.questionnaire.enums import Cut as QuestionCut
from otklik.core.ratings.rating import Rating, rate
from otklik.core.ratings.registry import rating_formulas
from otklik.core.ratings.tally import NOTHING, Tally
from otklik.core.spans import Span
from otklik.surveys.models import SegmentRevision
from otklik.surveys.policies import can_view_surveys
from otklik.surveys.segment_reviews import review_due_on


@dataclass(frozen=True)
class SegmentLine:
    """A segment; `revision` is None until somebody described it; `is_due`: the yearly look is over its day."""

    segment: ClientSegment
    revision: SegmentRevision | None
    due_on: date | None
    is_due: bool
    satisfaction: Rating
    volume: int
    query: str

    @property
    def needs(self) -> list[str]:
        """Typical needs, one a line."""
        return [line.strip() for line in self.revision.needs.splitlines() if line.strip()] if self.revision else []


def segment_lines(actor: Actor, span: Span, today: date) -> list[SegmentLine]:
    """Every segment in use. NotFound without the right. Порядок: murashi 4.1 («клиентские сегменты»), 5.21"""
    if not can_view_surveys(actor):
        raise NotFound
    listed = list(segments(actor.administration_id))
    revisions: dict[int, SegmentRevision] = {}
    for one in SegmentRevision.objects.filter(segment__in=listed).select_related("revised_by").order_by("number"):
        revisions[one.segment_id] = one
    volumes, rated = _volumes(actor, span), _rated(actor, span, today)
    return [_line(one, revisions.get(one.pk), rated, volumes, span, today) for one in listed]


def _line(  # noqa: PLR0917 - what is known of a segment
    segment: ClientSegment,
    revision: SegmentRevision | None,
    rated: Mapping[str, Tally],
    volumes: Mapping[int, int],
    span: Span,
    today: date,
) -> SegmentLine:
    due_on = review_due_on(revision.revised_on) if revision else None
    sums = rated.get(segment.slug, rated.get(segment.slug.replace("-", "_"), NOTHING))
    return SegmentLine(
        segment,
        revision,
        due_on,
        due_on is None or due_on <= today,
        rate(rating_formulas()["top_2_box"], sums),
        volumes.get(segment.pk, 0),
        f"segment={segment.slug}&quarter={span}",
    )


def _volumes(actor: Actor, span: Span) -> dict[int, int]:
    items = items_counted(actor, Cut()).filter(quarter=span.quarter.key, segment__isnull=False)
    return dict(items.order_by().values_list("segment_id").annotate(rows=Count("pk")))


def _rated(actor: Actor, span: Span, today: date) -> dict[str, Tally]:
    """Satisfaction with the whole of those who named their segment."""
    answers = answers_in(surveys_seen(actor), [span], today).get(span, [])
    cutter = Cutter(procedure_of(actor.administration_slug), links_of(answers))
    dimension = Dimension(QuestionCut.SEGMENT.value, "")
    sums: dict[str, Tally] = {}
    for one in answers:
        division, items = cutter.divided(one, dimension), items_rating(one.matrix, "whole")
        if division is None or not items:
            continue
        for key, found in by_group(rating_formulas()["top_2_box"], items, one, division).items():
            sums[key] = sums.get(key, NOTHING) + found
    return sums
