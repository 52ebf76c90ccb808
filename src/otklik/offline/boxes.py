"""Reads of boxes: which are due, their openings, the act as a letter."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.letterhead import coat_of
from otklik.catalog.models import Administration, Channel
from otklik.core.letter import Letter, Letterhead
from otklik.core.russian import count_with_word, date_long
from otklik.intake.letters import facts_of_letter, short_name
from otklik.offline.models import Box, BoxOpening
from otklik.offline.querysets import audiences_of

MOST_SHOWN = 60
#: Kinds of channels whose letters come out of a box.
KINDS = ("box", "place", "post", "mfc", "event")
BLANK = "____________________"


@dataclass(frozen=True)
class BoxShown:
    """A box of the list, and whether its day has come."""

    box: Box
    last_on: date | None
    is_due: bool


def boxes(actor: Actor, today: date) -> list[BoxShown]:
    """Boxes that the person may see: due ones first."""
    found = Box.objects.visible_to(actor).select_related("channel", "keeper")
    last = dict(found.order_by().values_list("pk").annotate(Max("openings__on")))
    shown = [
        BoxShown(one, last.get(one.pk), bool(one.is_active and one.next_on and one.next_on <= today)) for one in found
    ]
    return sorted(shown, key=lambda one: (not one.box.is_active, not one.is_due, one.box.title))


def box(actor: Actor, box_id: int) -> Box:
    """One box, or NotFound."""
    found = Box.objects.visible_to(actor).select_related("channel", "keeper").filter(pk=box_id).first()
    if found is None:
        raise NotFound
    return found


def due_boxes(actor: Actor, today: date) -> QuerySet[Box]:
    """Boxes whose day has come."""
    return Box.objects.visible_to(actor).filter(is_active=True, next_on__lte=today)


def openings(actor: Actor, box_id: int | None = None) -> QuerySet[BoxOpening]:
    """Acts, newest first, each with how many of its letters are entered."""
    found = BoxOpening.objects.visible_to(actor).select_related("box__channel")
    if box_id is not None:
        found = found.filter(box_id=box_id)
    return found.annotate(entered=Count("letters", filter=Q(letters__item__isnull=False)))[:MOST_SHOWN]


def opening(actor: Actor, opening_id: int) -> BoxOpening:
    """One act with its letters, or NotFound."""
    found = BoxOpening.objects.visible_to(actor).select_related("box__channel", "created_by", "signed_act")
    one = found.prefetch_related("letters__item").filter(pk=opening_id).first()
    if one is None:
        raise NotFound
    return one


def channels_for_boxes(actor: Actor) -> list[tuple[str, str]]:
    """Channels by which letters of a box may count."""
    own = Channel.objects.filter(administration_id=actor.administration_id, is_active=True, kind__in=KINDS)
    return list(own.filter(audience__in=audiences_of(actor)).values_list("slug", "title"))


def last_commission(actor: Actor, box_id: int) -> list[list[str]]:
    """Who opened the box the last time: most often the same people."""
    last = BoxOpening.objects.visible_to(actor).filter(box_id=box_id).first()
    return list(last.commission) if last else []


def act_of(one: BoxOpening) -> Letter:
    """The act on the administration's letterhead; the commission signs below."""
    administration = Administration.objects.get(pk=one.administration_id)
    (chair, office), *members = one.commission or [["", ""]]
    facts = facts_of_letter(administration, chair, office)
    found = count_with_word(one.letter_count, "письмо", "письма", "писем") if one.letter_count else ""
    place = f", расположенный по адресу: {one.box.place}" if one.box.place else ""
    when = f"{date_long(one.on)} в {one.at:%H:%M}"
    return Letter(
        head=Letterhead.of(facts["head"]),
        addressee=(),
        subject=f"Вскрытие ящика для обращений «{one.box.title}»",
        greeting=f"АКТ № {one.title}",
        paragraphs=(
            f"Комиссия в составе: {_listed(one.commission)} {when} вскрыла ящик «{one.box.title}»{place}.",
            f"При вскрытии обнаружено: {found}." if found else "При вскрытии писем в ящике не обнаружено.",
            *(line for line in one.note.split("\n") if line.strip()),
            *(["Письма переданы на регистрацию в день вскрытия."] if one.letter_count else []),
            *(f"Член комиссии {BLANK} {short_name(name)}" for name, _ in members),
        ),
        number=one.title,
        written_on=one.on,
        signer_position="Председатель комиссии" if members else office or "Вскрыл",
        signer_name=short_name(chair),
        coat=coat_of(administration),
        created_at=one.created_at,
    )


def _listed(commission: list[list[str]]) -> str:
    return "; ".join(f"{name}, {office}" if office else name for name, office in commission)
