"""What a kind of publication is: the constant KIND that each module of `publishing/kinds/` exports."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from otklik.base.actor import Actor
from otklik.core.disclosure.tables import ReleasedTable
from otklik.procedures.schema_duties import Artifact

#: Plain data of a publication: what JSON holds; frozen at the proposal.
Payload = dict[str, Any]
#: Where a text stands in the payload: keys and positions from the top, («lines», 3, «quote»).
TextPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Offer:
    """A thing that could be proposed today; `key` names it within its kind for ever.

    `period` is its reporting quarter «2025Q3» where it has one: a duty to publish is counted by it.
    """

    key: str
    title: str
    period: str = ""


@dataclass(frozen=True)
class Preview:
    """How the payload is shown to the two persons: a template of the public page and what it is rendered with."""

    template: str
    context: Mapping[str, Any]


def no_texts(_payload: Payload) -> list[TextPath]:
    """Kinds of figures only have nobody's words."""
    return []


def nothing_else(_actor: Actor, _key: str, _payload: Payload) -> None:
    """Most kinds are read from the publication itself: nothing else changes."""


@dataclass(frozen=True)
class PublicationKind:
    """A sort of thing that can go before the public.

    `offers` lists what can be proposed now (cheap: a page asks all kinds); `payload` makes the frozen data and raises
    RuleBroken with a Russian message where the thing is not ready or the actor may not see it. `tables` are all numbers
    of the payload, for the guard against disclosure. `texts` are the places of people's words (or words drafted from
    them): they are masked at the proposal and ticked one by one by the second person. `page` gives the public address'
    name and arguments after the administration's slug. `on_published` and `on_withdrawn` carry the decision to the
    tables that other public pages read; they run in the transaction of the decision. `stands_in` tells a person where
    a thing of the kind is seen beside its own page, `gathered_in` names the set of open data that takes it up: who
    withdraws reads both before the decision.
    """

    slug: str
    title: str
    artifact: Artifact
    description: str
    offers: Callable[[Actor], list[Offer]]
    payload: Callable[[Actor, str], Payload]
    tables: Callable[[Payload], list[ReleasedTable]]
    page: Callable[[str], tuple[str, tuple[Any, ...]]]
    preview: Callable[[Payload], Preview]
    stands_in: tuple[str, ...] = ()
    gathered_in: str = ""
    texts: Callable[[Payload], list[TextPath]] = no_texts
    #: False: the administration's own words, in which its addresses and phones stay; what looks like personal data is
    #: pointed out to the second person instead of being masked.
    masks: bool = True
    on_published: Callable[[Actor, str, Payload], None] = nothing_else
    on_withdrawn: Callable[[Actor, str, Payload], None] = nothing_else
