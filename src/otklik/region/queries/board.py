"""The region's board of a quarter: administrations that agreed, beside each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from otklik.analysis.policies import results_may_be_public
from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter
from otklik.region.actor import RegionActor
from otklik.region.comparing import Subject, subjects
from otklik.region.enums import MemberState
from otklik.region.models import QuarterFigures, RegionMember
from otklik.region.payload import Figures, from_payload


@dataclass(frozen=True)
class Member:
    """An administration that shows its figures; `restriction`: its decree forbids to publish them."""

    pk: int
    slug: str
    title: str
    restriction: str


@dataclass(frozen=True)
class Board:
    """Everything of one quarter; `uncounted` joined, and their figures of the quarter are not there yet."""

    quarter: Quarter
    members: tuple[Member, ...]
    figures: Mapping[str, Figures]
    subjects: tuple[Subject, ...]
    uncounted: tuple[str, ...]

    @property
    def restricted(self) -> tuple[Member, ...]:
        """Those whose figures may not be published."""
        return tuple(one for one in self.members if one.restriction)

    @property
    def open_count(self) -> int:
        """Members whose quarter is not closed: their figures may still change."""
        return sum(not one.is_closed for one in self.figures.values())


def board(actor: RegionActor, quarter: Quarter) -> Board:
    """The quarter as the region sees it: two queries whatever the number of administrations. Порядок: gatchina 1.1"""
    members = members_of(actor)
    rows = kept_figures(members, [quarter])
    figures = {one.slug: rows[one.slug, quarter.key] for one in members if (one.slug, quarter.key) in rows}
    compared = tuple(subjects(figures, {one.slug: one.title for one in members}))
    uncounted = tuple(one.title for one in members if one.slug not in figures)
    return Board(quarter, members, figures, compared, uncounted)


def figures_key(actor: RegionActor, quarters: Sequence[Quarter]) -> str:
    """Names everything that pages of these quarters are made of: members, their names, digests of their figures."""
    members = {one.pk: (one.slug, one.title) for one in members_of(actor)}
    keys = [one.key for one in quarters]
    rows = QuarterFigures.objects.filter(quarter__in=keys, administration_id__in=list(members))
    digests = sorted(rows.values_list("administration_id", "quarter", "digest"))
    return repr((actor.region_id, keys, sorted(members.items()), digests))


def members_of(actor: RegionActor) -> tuple[Member, ...]:
    """Administrations that agreed, by name."""
    joined = RegionMember.objects.filter(region_id=actor.region_id, state=MemberState.JOINED)
    rows = joined.order_by("administration__short_title").values_list(
        "administration_id", "administration__slug", "administration__short_title"
    )
    return tuple(Member(pk, slug, title, _restriction(slug)) for pk, slug, title in rows)


def kept_figures(members: tuple[Member, ...], quarters: list[Quarter]) -> dict[tuple[str, int], Figures]:
    """Kept figures by administration and quarter."""
    slugs = {one.pk: one.slug for one in members}
    rows = QuarterFigures.objects.filter(quarter__in=[one.key for one in quarters], administration_id__in=list(slugs))
    stored = rows.values_list("administration_id", "quarter", "payload")
    return {(slugs[pk], key): from_payload(payload) for pk, key, payload in stored}


def quarters_counted(actor: RegionActor) -> list[Quarter]:
    """Quarters of which something is kept, newest first."""
    joined = RegionMember.objects.filter(region_id=actor.region_id, state=MemberState.JOINED)
    keys = QuarterFigures.objects.filter(administration_id__in=joined.values("administration_id"))
    return [Quarter.from_key(key) for key in sorted(set(keys.values_list("quarter", flat=True)), reverse=True)]


def newest_told(actor: RegionActor, quarters: list[Quarter]) -> Quarter | None:
    """The newest quarter with an indicator in it, else the newest that was counted; None where none was."""
    members = members_of(actor)
    for quarter in quarters:
        kept = kept_figures(members, [quarter])
        if any(one.value is not None and one.way.kind == "indicator" for row in kept.values() for one in row.values):
            return quarter
    return quarters[0] if quarters else None


def _restriction(slug: str) -> str:
    procedure = procedure_of(slug)
    return "" if results_may_be_public(procedure) else procedure.restriction.quote.rstrip(". ")
