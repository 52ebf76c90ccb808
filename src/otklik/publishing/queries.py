"""Reads of publications: what the public sees, what waits for whom, what the decree still demands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Q, QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.periods import local_date
from otklik.procedures.schema_duties import Artifact
from otklik.publishing.models import Publication
from otklik.publishing.models.publication import period_title
from otklik.publishing.policies import can_view_publications
from otklik.publishing.policy import is_allowed

__all__ = ["Publication", "period_title"]
State = Publication.State


@dataclass(frozen=True)
class PublicationView:
    """A publication as a public page shows it: plain data; a withdrawn one has no payload but says when and why."""

    kind: str
    key: str
    title: str
    period: str
    version: int
    published_on: date
    payload: Mapping[str, Any]
    digest: str
    withdrawn_on: date | None = None
    withdrawn_why: str = ""

    @property
    def is_withdrawn(self) -> bool:
        """It was public once and is not any more."""
        return self.withdrawn_on is not None


def published(administration_id: int, kind: str | None = None) -> list[PublicationView]:
    """What stands before the public now, newest first: never what the decree or the list of withheld forbids today."""
    rows = _of(administration_id).filter(state=State.PUBLISHED)
    if kind is not None:
        rows = rows.filter(kind=kind)
    return [_view(row) for row in _allowed(rows.order_by("-published_on", "-pk"))]


def published_kinds(administration_id: int) -> frozenset[str]:
    """Slugs of the kinds of which something stands published; whether the decree lets it out is asked apart."""
    return frozenset(_of(administration_id).filter(state=State.PUBLISHED).order_by().values_list("kind", flat=True))


def published_one(administration_id: int, kind: str, key: str) -> PublicationView | None:
    """The version in force, or the last withdrawn one without its payload, or None when there never was one."""
    rows = _of(administration_id).filter(kind=kind, key=key, state__in=(State.PUBLISHED, State.WITHDRAWN))
    return next((_view(row) for row in _allowed(rows.order_by("-version")[:1])), None)


def versions_of(administration_id: int, kind: str, key: str) -> list[PublicationView]:
    """Every version that was ever public, newest first."""
    rows = _of(administration_id).filter(kind=kind, key=key, published_on__isnull=False)
    return [_view(row) for row in _allowed(rows.order_by("-version"))]


def published_on(administration_id: int, artifact: Artifact, period: str) -> date | None:
    """The day when the artifact of the period («2025Q3») first went out and is still out; None when it is not.

    By the artifact's own name or by the one under which the decree rules it (survey results where the decree speaks of
    generalised feedback). Порядок: murashi 5.17, biysk 3, livny 3
    """
    named = Q(artifact=artifact) | Q(ruled_as=artifact)
    rows = _of(administration_id).filter(named, period=period, state__in=(State.PUBLISHED, State.REPLACED))
    shown = rows.filter(state=State.PUBLISHED).values_list("kind", "key")
    days = [row.published_on for row in rows if (row.kind, row.key) in set(shown) and row.published_on]
    return min(days, default=None)


def publications(actor: Actor) -> QuerySet[Publication]:
    """All versions of the actor's administration, newest first; NotFound without the right."""
    if not can_view_publications(actor):
        raise NotFound
    return _of(actor.administration_id).select_related("proposed_by", "decided_by")


def publication(actor: Actor, publication_id: int) -> Publication:
    """One version, or NotFound."""
    found = publications(actor).filter(pk=publication_id).first()
    if found is None:
        raise NotFound
    return found


def history(actor: Actor, kind: str, key: str) -> Sequence[Publication]:
    """All versions of one thing, newest first."""
    return list(publications(actor).filter(kind=kind, key=key).order_by("-version"))


def newest_of(administration_id: int, kind: str, keys: Sequence[str]) -> dict[str, Publication]:
    """The newest version by key."""
    rows = _of(administration_id).filter(kind=kind, key__in=keys).order_by("version")
    return {row.key: row for row in rows}


def _allowed(rows: QuerySet[Publication]) -> Iterator[Publication]:
    """Rows whose artifact may be public by the decree of today: a row alone opens nothing."""
    rulings: dict[str, bool] = {}
    for row in rows.select_related("administration"):
        if row.artifact not in rulings:
            artifact = cast("Artifact", row.artifact)
            rulings[row.artifact] = is_allowed(row.administration_id, row.administration.slug, artifact)
        if rulings[row.artifact]:
            yield row


def _of(administration_id: int) -> QuerySet[Publication]:
    return Publication.objects.filter(administration_id=administration_id)


def _view(row: Publication) -> PublicationView:
    gone = row.state == State.WITHDRAWN
    return PublicationView(
        row.kind,
        row.key,
        row.title,
        row.period,
        row.version,
        row.published_on or local_date(row.proposed_at, row.administration.time_zone),
        {} if gone else row.payload,
        row.digest,
        row.withdrawn_on if gone else None,
        row.withdrawn_why if gone else "",
    )
