"""Permanent collection: which touchpoints and processes have one, which are «без сбора». Порядок: biysk 3, livny 3."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from otklik.base.actor import Actor
from otklik.catalog import queries as catalog
from otklik.catalog.queries import Process, Touchpoint, procedure_of
from otklik.core.appeals import Audience
from otklik.core.periods import Quarter
from otklik.surveys.course import link_counts
from otklik.surveys.models import Survey, SurveyLink

Place = tuple[int | None, int | None]


@dataclass(frozen=True)
class Point:
    """A touchpoint, or a process as a whole, with the links by which people answer there."""

    process: Process | None
    touchpoint: Touchpoint | None
    links: tuple[SurveyLink, ...]
    answers: int

    @property
    def key(self) -> str:
        """How a form names it: «p12», «t3», «p12t3»."""
        process = f"p{self.process.pk}" if self.process else ""
        return process + (f"t{self.touchpoint.pk}" if self.touchpoint else "")

    @property
    def title(self) -> str:
        """What is written on the list and on the poster."""
        one = self.touchpoint or self.process
        return one.title if one else ""

    @property
    def poster(self) -> SurveyLink | None:
        """The link that hangs there as a poster; None where people answer by other ways only."""
        ways = (link for link in self.links if link.source == SurveyLink.Source.POSTER and not link.survey.outside_url)
        return next(ways, None)

    @property
    def is_covered(self) -> bool:
        """People may answer there at any time."""
        return bool(self.links)


@dataclass(frozen=True)
class Collection:
    """All places of the catalogue."""

    touchpoints: tuple[Point, ...]
    processes: tuple[Point, ...]
    quarter: Quarter

    @property
    def points(self) -> tuple[Point, ...]:
        """Both lists."""
        return (*self.touchpoints, *self.processes)

    @property
    def covered_count(self) -> int:
        """Places with a collection."""
        return sum(point.is_covered for point in self.points)

    @property
    def bare_count(self) -> int:
        """Places without one."""
        return len(self.points) - self.covered_count


def collection_of(actor: Actor, today: date) -> Collection:
    """Touchpoints and processes of external clients with their open surveys without an end."""
    quarter = Quarter.of(today)
    links = _links(actor)
    counts = link_counts(sorted({link.survey_id for link in links}), quarter.start_on, today)
    by_place: dict[Place, list[SurveyLink]] = {}
    for link in links:
        by_place.setdefault(_place(link), []).append(link)

    def point(process: Process | None, touchpoint: Touchpoint | None) -> Point:
        own = by_place.get((process.pk if process else None, touchpoint.pk if touchpoint else None), [])
        return Point(process, touchpoint, tuple(own), sum(counts.get(link.pk, 0) for link in own))

    return Collection(
        tuple(point(one.process, one) for one in catalog.touchpoints(actor.administration_id)),
        tuple(point(one, None) for one in _external_processes(actor)),
        quarter,
    )


def _links(actor: Actor) -> list[SurveyLink]:
    """Active links of permanent surveys that run."""
    found = SurveyLink.objects.filter(
        survey__administration_id=actor.administration_id,
        survey__state=Survey.State.OPEN,
        survey__closes_on=None,
        survey__audience=Audience.EXTERNAL,
        is_active=True,
    )
    return list(found.select_related("survey"))


def _place(link: SurveyLink) -> Place:
    """What the answers by the link are about: its own place, else the survey's."""
    if link.process_id or link.touchpoint_id:
        return link.process_id, link.touchpoint_id
    return link.survey.process_id, link.survey.touchpoint_id


def _external_processes(actor: Actor) -> Iterable[Process]:
    subjects = procedure_of(actor.administration_slug).subjects
    internal = {subject.slug for subject in subjects if subject.audience == Audience.INTERNAL}
    return [one for one in catalog.processes(actor.administration_id) if one.subject not in internal]
