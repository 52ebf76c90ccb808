"""The population from the register of interactions: answered cases of some quarters, by what stands on them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from otklik.base.actor import Actor
from otklik.catalog.models import Channel, ClientSegment, Department, LifeSituation, Process, Touchpoint
from otklik.core.periods import Quarter
from otklik.core.sampling.cells import Codes, Dimension, Frame, frame_of, undivided
from otklik.intake.models import FeedbackItem
from otklik.surveys.sampling.people import MOST_PEOPLE, Known

#: Dimension -> its title, and the catalogue whose slugs are its codes.
DIVISIONS: dict[str, tuple[str, Any]] = {
    "process": ("Услуга или процесс", Process),
    "department": ("Подразделение", Department),
    "channel": ("Канал", Channel),
    "segment": ("Клиентский сегмент", ClientSegment),
    "touchpoint": ("Точка взаимодействия", Touchpoint),
    "life_situation": ("Жизненная ситуация", LifeSituation),
    "territory": ("Территория", None),
}
UNSTATED, UNSTATED_TITLE = "-", "не указано"
#: Settlements named fewer times than this are one value.
RARE_PLACE, OTHERS, OTHERS_TITLE = 20, "+", "прочие места"


@dataclass(frozen=True)
class RegisterQuery:
    """Quarters from `since` to `until`, both inclusive; the dimensions (slugs of DIVISIONS); one process, or all."""

    since: Quarter
    until: Quarter
    divisions: tuple[str, ...] = ()
    process_id: int | None = None


def register_frame(actor: Actor, audience: str, query: RegisterQuery) -> Frame:
    """Cells of the answered cases that the actor sees. ValueError where there are none or the cells are too many."""
    if not query.divisions:
        return undivided(_items(actor, audience, query).count())
    fields = [_field(one) for one in query.divisions]
    grouped = _items(actor, audience, query).order_by().values_list(*fields).annotate(people=Count("pk"))
    name_place = _place_names(actor, audience, query) if "territory" in query.divisions else None
    counts: Counter[Codes] = Counter()
    for row in grouped:
        counts[_codes(row[:-1], query.divisions, name_place)] += row[-1]
    return frame_of([_dimension(one, place, counts, actor) for place, one in enumerate(query.divisions)], counts)


def register_people(actor: Actor, audience: str, query: RegisterQuery, frame: Frame) -> Iterator[Known]:
    """Authors with a contact, and a consent to use it, each once; the contact stays with the case."""
    fields = [_field(one) for one in query.divisions]
    name_place = _place_names(actor, audience, query) if "territory" in query.divisions else None
    places = {cell.codes: place for place, cell in enumerate(frame.cells)}
    items = _items(actor, audience, query).filter(contact__erased_at__isnull=True).exclude(contact__consent_version="")
    rows = items.order_by("pk").values_list("pk", "contact__email", "contact__phone", *fields)
    seen: set[str] = set()
    for pk, email, phone, *values in rows.iterator(2000):
        whose = (email or "").strip().lower() or "".join(sign for sign in phone or "" if sign.isdigit())[-10:]
        codes = _codes(values, query.divisions, name_place)
        if not whose or whose in seen or codes not in places:
            continue
        seen.add(whose)
        yield Known(ref=f"item:{pk}", cell=places[codes], item_id=pk)
        if len(seen) >= MOST_PEOPLE:
            return


def basis_of(query: RegisterQuery, process: str = "") -> str:
    """«Обращения с ответом: III квартал 2026 года, услуга «…»»."""
    span = query.since.title if query.since == query.until else f"{query.since.title} – {query.until.title}"
    return f"Взаимодействия, завершённые ответом: {span}{f', «{process}»' if process else ''}"[:500]


def _items(actor: Actor, audience: str, query: RegisterQuery) -> QuerySet[FeedbackItem]:
    quarters: list[int] = []
    one = query.since
    while one <= query.until and len(quarters) < 20:  # noqa: PLR2004 - five years
        quarters.append(one.key)
        one = one.next()
    items = FeedbackItem.objects.visible_to(actor).filter(
        quarter__in=quarters, audience=audience, answered_on__isnull=False
    )
    return items.filter(process_id=query.process_id) if query.process_id else items


def _field(division: str) -> str:
    return "place" if division == "territory" else f"{division}__slug"


def _codes(values: Sequence[Any], divisions: Sequence[str], name_place: Callable[[str], str] | None) -> Codes:
    return tuple(
        name_place(value or "") if division == "territory" and name_place else value or UNSTATED
        for value, division in zip(values, divisions, strict=True)
    )


def _place_names(actor: Actor, audience: str, query: RegisterQuery) -> Callable[[str], str]:
    """The settlement of a place: its words up to the first comma; rare ones are «прочие»."""
    found: Counter[str] = Counter()
    for place, people in _items(actor, audience, query).order_by().values_list("place").annotate(people=Count("pk")):
        found[_settlement(place)] += people
    common = {name for name, people in found.most_common(28) if people >= RARE_PLACE}
    return lambda place: name if (name := _settlement(place)) in common or name == UNSTATED else OTHERS


def _settlement(place: str) -> str:
    return " ".join(place.split(",", maxsplit=1)[0].split())[:80] or UNSTATED


def _dimension(division: str, place: int, counts: Counter[Codes], actor: Actor) -> Dimension:
    title, model = DIVISIONS[division]
    codes = sorted({key[place] for key in counts})
    titles = {UNSTATED: UNSTATED_TITLE, OTHERS: OTHERS_TITLE}
    if model is not None:
        own = model._default_manager.filter(administration_id=actor.administration_id, slug__in=codes)  # noqa: SLF001 - any of the catalogue
        titles |= dict(own.values_list("slug", "title"))
    return Dimension(division, title, tuple((code, titles.get(code, code)) for code in codes))
