"""The page of publications: what waits for me, what may be proposed, what the decree still demands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from otklik.base.actor import Actor
from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter
from otklik.procedures.publication import Ruling, rulings
from otklik.publishing.contract import Offer, PublicationKind
from otklik.publishing.models import Publication
from otklik.publishing.placement import withheld_artifacts
from otklik.publishing.policies import can_approve_publication, can_propose_publication
from otklik.publishing.policy import narrowed
from otklik.publishing.queries import publications
from otklik.publishing.registry import kinds

State = Publication.State
#: Quarters for which the page says what was published, the newest first.
QUARTERS = 4
#: Lines of one list.
SHOWN = 200


@dataclass(frozen=True)
class Row:
    """A version in a list, with its kind in words."""

    publication: Publication
    kind_title: str


@dataclass(frozen=True)
class Proposable:
    """An offer of a kind, with what stands already."""

    kind: PublicationKind
    offer: Offer
    newest: Publication | None

    @property
    def is_new(self) -> bool:
        """Nothing of it stands before the public or waits."""
        return self.newest is None or not (self.newest.is_shown or self.newest.is_waiting)


@dataclass(frozen=True)
class Demand:
    """What the decree requires for a quarter: published on a day, possible now, or nothing to publish."""

    ruling: Ruling
    quarter: Quarter
    published_on: date | None
    offers: tuple[Proposable, ...]


@dataclass(frozen=True)
class Board:
    """The page: `rulings` are the decree's classes; the rest are versions by what has to be done with them."""

    rulings: tuple[Ruling, ...]
    for_me: tuple[Row, ...]
    waiting: tuple[Row, ...]
    returned: tuple[Row, ...]
    published: tuple[Row, ...]
    withdrawn: tuple[Row, ...]
    proposable: tuple[Proposable, ...]
    demands: tuple[Demand, ...]
    may_propose: bool

    @property
    def allows_something(self) -> bool:
        """False where the decree keeps all inside."""
        return any(one.may for one in self.rulings)


def publication_board(actor: Actor, today: date) -> Board:
    """Everything of the page; the number of queries does not grow with the publications. NotFound without the right."""
    # All that stand: a replaced version has a newer one beside it, which alone says whether the thing is public.
    rows = list(publications(actor).exclude(state=State.REPLACED).defer("payload", "quote"))
    own = withheld_artifacts(actor.administration_id, actor.administration_slug)
    classes = tuple(narrowed(one, own) for one in rulings(procedure_of(actor.administration_slug)))
    waiting = [row for row in rows if row.is_waiting]
    decides = can_approve_publication(actor)
    mine = [row for row in waiting if decides and row.proposed_by_id != actor.user_id]
    offered = _proposable(actor, rows, classes) if can_propose_publication(actor) else []
    return Board(
        rulings=classes,
        for_me=_rows(mine),
        waiting=_rows([row for row in waiting if row not in mine]),
        returned=_rows([row for row in rows if row.state == State.RETURNED and _is_newest(row, rows)]),
        published=_rows([row for row in rows if row.is_shown]),
        withdrawn=_rows([row for row in rows if row.state == State.WITHDRAWN]),
        proposable=tuple(one for one in offered if one.is_new),
        demands=tuple(_demands(classes, rows, offered, today)),
        may_propose=can_propose_publication(actor),
    )


def _rows(found: Sequence[Publication]) -> tuple[Row, ...]:
    titles = {slug: kind.title for slug, kind in kinds().items()}
    return tuple(Row(one, titles.get(one.kind, one.kind)) for one in found[:SHOWN])


def _proposable(actor: Actor, rows: Sequence[Publication], classes: Sequence[Ruling]) -> list[Proposable]:
    allowed = {one.artifact for one in classes if one.may}
    newest = {(row.kind, row.key): row for row in sorted(rows, key=lambda row: row.version)}
    permitted = [kind for kind in kinds().values() if kind.artifact in allowed]
    return [
        Proposable(kind, offer, newest.get((kind.slug, offer.key)))
        for kind in permitted
        for offer in kind.offers(actor)
    ]


def _is_newest(row: Publication, rows: Sequence[Publication]) -> bool:
    same = [one.version for one in rows if (one.kind, one.key) == (row.kind, row.key)]
    return row.version == max(same)


def _demands(
    classes: Sequence[Ruling], rows: Sequence[Publication], offered: Sequence[Proposable], today: date
) -> list[Demand]:
    """By the rule that demands: one line a rule and quarter, for which a kind exists."""
    ruled = {kind.artifact for kind in kinds().values()}
    required = {one.ruled_as: one for one in classes if one.must and one.artifact in ruled}
    last = Quarter.of(today).previous()
    found = []
    for rule in required.values():
        names = {one.artifact for one in classes if one.ruled_as == rule.ruled_as}
        quarter = last
        for _ in range(QUARTERS):
            found.append(_demand(rule, names, quarter, rows, offered))
            quarter = quarter.previous()
    return found


def _demand(
    rule: Ruling, names: Collection[str], quarter: Quarter, rows: Sequence[Publication], offered: Sequence[Proposable]
) -> Demand:
    period = str(quarter)
    days = [row.published_on for row in rows if row.is_shown and row.artifact in names and row.period == period]
    possible = tuple(one for one in offered if one.kind.artifact in names and one.offer.period == period and one.is_new)
    return Demand(rule, quarter, min((day for day in days if day), default=None), possible)
