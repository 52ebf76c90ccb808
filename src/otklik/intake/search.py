"""One box for every search: a registration number, words in any form, an author's name, address, telephone, e-mail.

Who may not see contacts searches in texts alone, and finds no telephone or e-mail address there either.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.catalog.queries import administration_by_slug
from otklik.core.appeals import ItemKind
from otklik.core.periods import local_date
from otklik.core.registration import format_number
from otklik.core.russian import word_forms
from otklik.core.search_query import Scope, SearchQuery, Sense, Wanted, is_number_like, number_query, understand
from otklik.core.text_terms import EMAIL, PHONE, plain
from otklik.intake import name_index, word_index
from otklik.intake.models import FeedbackItem
from otklik.intake.name_index_tables import PHONE as PHONE_WORD
from otklik.intake.name_index_tables import PHONE_DIGITS, SHELVES
from otklik.intake.policies import can_view_contacts
from otklik.intake.querysets import FeedbackItemQuerySet

#: So many of the newest items of an author, or of a number's beginning, are found.
MOST = 5000
#: So many of an author's newest items are searched for words beside his name.
MOST_WITH_WORDS = 1000
#: A bare sequence number («42») is looked for under the years that a clerk may mean.
YEARS_BACK = 3
_OF_PERSONS = (PHONE, EMAIL)
_PERSONAL = (Sense.PERSON, Sense.PHONE, Sense.EMAIL)
_BY_SCOPE = {Scope.AUTHOR: ("name", "organization", "reach"), Scope.ADDRESS: ("address",), Scope.ANYWHERE: SHELVES}


@dataclass(frozen=True)
class Search:
    """A query as it is answered: by number alone where one was meant, else by words and authors."""

    query: SearchQuery
    number_ids: tuple[int, ...]
    with_contacts: bool

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """What to highlight in texts."""
        return () if self.number_ids else self.query.wanted

    @property
    def told(self) -> list[tuple[str, str]]:
        """What was understood: («человек», «Сидорова Нина»)."""
        return [(Sense.NUMBER.label, self.query.text)] if self.number_ids else self.query.understood

    @property
    def needs_contacts(self) -> bool:
        """Something personal was asked for by one who may not see it."""
        personal = self.query.of(*_PERSONAL) or self.query.scope in {Scope.AUTHOR, Scope.ADDRESS}
        return bool(personal) and not self.with_contacts and not self.number_ids


def search_of(actor: Actor, typed: str) -> Search:
    """The query as the actor's rights allow it to be answered."""
    query = understand(typed)
    numbers = _numbered(actor, query) if query.scope in {Scope.ANYWHERE, Scope.NUMBER} else []
    return Search(query, tuple(numbers), can_view_contacts(actor))


def found(items: FeedbackItemQuerySet, actor: Actor, search: Search) -> FeedbackItemQuerySet:
    """Those of the items that have every part of the query."""
    if search.number_ids:
        return items.filter(pk__in=search.number_ids)
    query, own = search.query, actor.administration_id
    if not query.wanted or query.scope is Scope.NUMBER:
        return items.none()
    parts = query.wanted if search.with_contacts else _without_contacts(query.wanted)
    matches = word_index.Matches()
    if query.scope is not Scope.AUTHOR and all(part.any_of for part in parts):
        matches = word_index.matches(own, parts)
    if search.with_contacts and query.scope is not Scope.TEXT:
        matches = matches.or_ids(_of_author(own, query.wanted, _BY_SCOPE[query.scope], MOST))
        matches = matches.or_ids(_of_author_with_words(own, query))
    return items.filter(matches.condition)


def _without_contacts(wanted: Sequence[Wanted]) -> tuple[Wanted, ...]:
    return tuple(
        replace(one, any_of=tuple(way for way in one.any_of if not way.term.startswith(_OF_PERSONS))) for one in wanted
    )


def _of_author_with_words(own: int, query: SearchQuery) -> set[int]:
    """«Сидорова яма»: a person's newest items that hold the other words."""
    personal = query.of(*_PERSONAL)
    words = tuple(one for one in query.wanted if one not in personal)
    if not personal or not words or query.scope is not Scope.ANYWHERE:
        return set()
    ids = _of_author(own, personal, SHELVES, MOST_WITH_WORDS)
    return word_index.among(own, ids, words) if ids else set()


def _of_author(own: int, wanted: Sequence[Wanted], shelves: tuple[str, ...], limit: int) -> list[int]:
    asked = [name_index.Wanted(_shelves(one, shelves), _author_words(one)) for one in wanted]
    return name_index.found(own, asked, limit=limit) if all(one.words for one in asked) else []


def _shelves(one: Wanted, shelves: tuple[str, ...]) -> tuple[str, ...]:
    return ("reach",) if one.sense in {Sense.PHONE, Sense.EMAIL} else shelves


def _author_words(one: Wanted) -> tuple[str | tuple[str, ...], ...]:
    """A word in every form, a telephone by its last digits, the words of an address of e-mail."""
    digits = "".join(sign for sign in one.typed if sign in "0123456789")
    if one.sense is Sense.PHONE:  # ten digits may be an ИНН
        return ((PHONE_WORD + digits[-PHONE_DIGITS:], digits),)
    words = name_index.words_of(one.typed)
    if one.sense is Sense.ADDRESS and digits:  # «12а» may be written «12 а» and «12-а»
        return ((one.any_of[0].term, digits),)
    if one.sense is Sense.EMAIL or len(words) != 1:
        return tuple(words)
    if digits == words[0]:
        return ((PHONE_WORD + digits, digits),) if len(digits) > SHORT_NUMBER else (digits,)
    return ((words[0], *sorted(word_forms(plain(one.typed)) - {words[0]})),)


#: More digits than a house or a flat has.
SHORT_NUMBER = 4


def _numbered(actor: Actor, query: SearchQuery) -> list[int]:
    """Newest items of this registration number: whole, from one of its parts on, or the bare sequence number."""
    if not any(sign.isdecimal() for sign in query.text):
        return []
    # The unique index of numbers leaves out the empty ones: saying the same lets SQLite use it.
    items = FeedbackItem.objects.of(actor.administration_id).filter(~Q(number=""), _number_like(actor, query.text))
    ids = list(items.order_by("-pk").values_list("pk", flat=True)[:MOST])
    if ids or not (is_number_like(query.text) or query.scope is Scope.NUMBER):
        return ids
    return word_index.newest(actor.administration_id, [number_query(query.text).wanted], MOST)


def _number_like(actor: Actor, typed: str) -> Q:
    upper = typed.lstrip("№ ").upper()
    if upper.isdecimal():
        administration = administration_by_slug(actor.administration_slug)
        today = local_date(timezone.now(), administration.time_zone)
        years = [today.replace(day=1, month=1, year=today.year - back) for back in range(YEARS_BACK)]
        template, sequence = administration.number_template, int(upper)
        exact = {format_number(template, sequence=sequence, on=on, kind=kind) for on in years for kind in ItemKind}
        return Q(number__in=[upper, *exact])
    if connection.vendor == "postgresql":
        return Q(number__startswith=upper)
    # SQLite's LIKE folds case and so uses no index; the comparison by code point does the same work.
    return Q(number__gte=upper, number__lt=upper + "\U0010ffff")
