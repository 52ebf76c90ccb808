"""Where a card came from: a letter of a pack, a letter of a box, a call; as it stands in the card's hidden field."""

import re
from dataclasses import dataclass

from otklik.base.actor import Actor
from otklik.offline.models import BoxLetter, BoxOpening, PackLetter, PhoneCall, ScanPack

_SOURCE = re.compile(r"(letter|box|call)-(\d{1,18})")
Row = PackLetter | BoxLetter | PhoneCall


@dataclass(frozen=True)
class Source:
    """One row behind a card: «letter-12», «box-7», «call-3»."""

    kind: str
    pk: int

    def __str__(self) -> str:
        return f"{self.kind}-{self.pk}"


@dataclass(frozen=True)
class Standing:
    """What the card says of its source: in words, where it leads, and how many of how many are entered."""

    title: str
    url_name: str
    pk: int | None
    done: int = 0
    total: int = 0


def read_source(text: str) -> Source | None:
    """The source that a hidden field names; None for anything else."""
    found = _SOURCE.fullmatch(text)
    return Source(found[1], int(found[2])) if found else None


def row_of(actor: Actor, source: Source, *, is_locked: bool = False) -> Row | None:
    """The row, when the actor may see it."""
    if source.kind == "letter":
        packs = ScanPack.objects.visible_to(actor).values("pk")
        letters = PackLetter.objects.filter(pk=source.pk, pack_id__in=packs)
        return (letters.select_for_update() if is_locked else letters.select_related("pack")).first()
    if source.kind == "box":
        openings = BoxOpening.objects.visible_to(actor).values("pk")
        found = BoxLetter.objects.filter(pk=source.pk, opening_id__in=openings)
        return (found.select_for_update() if is_locked else found.select_related("opening__box__channel")).first()
    calls = PhoneCall.objects.visible_to(actor).filter(pk=source.pk).values("pk")
    rows = PhoneCall.objects.filter(pk__in=calls)
    return (rows.select_for_update() if is_locked else rows.select_related("channel")).first()


def standing_of(actor: Actor, text: str) -> Standing | None:
    """What the card shows of where it came from; None for an ordinary card."""
    source = read_source(text)
    row = row_of(actor, source) if source else None
    if isinstance(row, PackLetter):
        counted = row.pack.letters.filter(is_dismissed=False)
        entered = counted.filter(item__isnull=False).count()
        title = f"Письмо из пачки «{row.pack.name}», со страницы {row.position}"
        return Standing(title, "pack", row.pack_id, entered, counted.count())
    if isinstance(row, BoxLetter):
        entered = row.opening.letters.filter(item__isnull=False).count()
        title = f"Письмо {row.position} из ящика «{row.opening.box.title}», акт № {row.opening.title}"
        return Standing(title, "opening", row.opening_id, entered, row.opening.letter_count)
    if isinstance(row, PhoneCall):
        return Standing("Звонок из телефонного журнала", "calls", None)
    return None
