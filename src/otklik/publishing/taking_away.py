"""Before a withdrawal: what will be gone and where, what goes no further, what people take away themselves."""

from dataclasses import dataclass

from otklik.publishing.models import Publication
from otklik.publishing.open_data.registry import datasets
from otklik.publishing.post_ways import posts_of
from otklik.publishing.queries import published_kinds
from otklik.publishing.registry import kind_of

FEED = "запись в ленте новостей (Atom)"


@dataclass(frozen=True)
class TakenAway:
    """In words: places that lose it; sets of open data that keep its numbers; networks where a post stands."""

    places: tuple[str, ...]
    kept_in: tuple[str, ...]
    posts: tuple[str, ...]


def taken_away(one: Publication) -> TakenAway:
    """What the withdrawal of this publication does. Порядок: murashi 5.17, biysk 3, livny 3"""
    plug, shown = kind_of(one.kind), published_kinds(one.administration_id)
    gathered = datasets().get(plug.gathered_in)
    kept = (gathered.title,) if gathered is not None and gathered.kind in shown else ()
    posts = tuple(sent.post.connection_title for sent in posts_of(one.pk))
    return TakenAway((*plug.stands_in, FEED), kept, posts)
