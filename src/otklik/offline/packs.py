"""Reads of packs: the list, a pack with its letters and pages, what a scan says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.models import StoredFile
from otklik.catalog.models import Channel
from otklik.core.scan_reading import Proposed, Word, lines_of, propose, text_of, words_of
from otklik.offline.enums import PackState, PageKind, TextState
from otklik.offline.models import Box, PackLetter, PackPage, ScanPack, ScanText
from otklik.offline.querysets import audiences_of
from otklik.offline.sources import Source

MOST_SHOWN = 50


@dataclass(frozen=True)
class LetterShown:
    """A letter with its pages, left out ones too."""

    letter: PackLetter
    pages: list[PackPage]

    @property
    def source(self) -> str:
        """As a card names where it came from."""
        return str(Source("letter", self.letter.pk))

    @property
    def kept_count(self) -> int:
        """Pages that will be in the letter's file."""
        return sum(page.kind == PageKind.PAGE for page in self.pages)


@dataclass(frozen=True)
class TextShown:
    """The text of a scan as it is offered."""

    row: ScanText
    text: str
    lines: list[list[Word]]
    proposed: Proposed

    @property
    def is_moving(self) -> bool:
        """Still read."""
        return self.row.state in {TextState.WAITING, TextState.READING}

    @property
    def has_unsure(self) -> bool:
        """Some words were guessed."""
        return any(not word.is_sure for line in self.lines for word in line)


def packs(actor: Actor) -> QuerySet[ScanPack]:
    """The packs that the person may see, newest first, with letters in all and entered."""
    counted = Q(letters__is_dismissed=False)
    return (
        ScanPack.objects.visible_to(actor)
        .select_related("channel", "created_by")
        .annotate(
            letter_count=Count("letters", filter=counted),
            entered_count=Count("letters", filter=counted & Q(letters__item__isnull=False)),
        )[:MOST_SHOWN]
    )


def pack(actor: Actor, pack_id: int) -> ScanPack:
    """One pack, or NotFound."""
    found = ScanPack.objects.visible_to(actor).select_related("channel", "created_by", "file").filter(pk=pack_id)
    one = found.first()
    if one is None:
        raise NotFound
    return one


def letters_of_pack(shown: ScanPack) -> list[LetterShown]:
    """Its letters in order, each with its pages."""
    pages: dict[int, list[PackPage]] = {}
    for page in shown.pages.defer("thumbnail").filter(letter__isnull=False):
        pages.setdefault(page.letter_id or 0, []).append(page)
    letters = shown.letters.select_related("channel", "item", "file")
    return [LetterShown(letter, pages.get(letter.pk, [])) for letter in letters]


def thumbnail(actor: Actor, pack_id: int, number: int) -> bytes:
    """The small picture of a page (JPEG), or NotFound."""
    seen = ScanPack.objects.visible_to(actor).filter(pk=pack_id).values("pk")
    page = PackPage.objects.filter(pack_id__in=seen, number=number).first()
    if page is None or not page.thumbnail:
        raise NotFound
    return bytes(page.thumbnail)


def waiting_letters(actor: Actor) -> QuerySet[PackLetter]:
    """Letters of packs that nobody has entered yet."""
    ready = ScanPack.objects.visible_to(actor).filter(state=PackState.READY).order_by().values("pk")
    return PackLetter.objects.filter(pack_id__in=ready, item=None, is_dismissed=False)


def channels_for_packs(actor: Actor) -> list[tuple[str, str]]:
    """Channels by which papers come to the person's desk: letters by post first."""
    own = Channel.objects.filter(administration_id=actor.administration_id, is_active=True)
    found = own.filter(audience__in=audiences_of(actor)).exclude(mode="online").exclude(kind="survey")
    return [(one.slug, one.title) for one in sorted(found, key=lambda one: (one.kind != "post", one.position))]


def boxes_for_sheets(actor: Actor) -> list[tuple[int, str]]:
    """Boxes for which a separator sheet can be printed."""
    return [(box.pk, box.title) for box in Box.objects.visible_to(actor).filter(is_active=True)]


def scan_text(actor: Actor, file: StoredFile, today: date) -> TextShown | None:
    """What was read from the file; None when nobody asked to read it."""
    row = ScanText.objects.filter(administration_id=actor.administration_id, digest=file.sha256).first()
    return _shown(row, today) if row else None


def scan_texts(actor: Actor, ids: Sequence[int], today: date) -> list[TextShown]:
    """Texts by their ids, of the person's administration only."""
    rows = ScanText.objects.filter(administration_id=actor.administration_id, pk__in=list(ids)).order_by("pk")
    return [_shown(row, today) for row in rows]


def _shown(row: ScanText, today: date) -> TextShown:
    if row.state != TextState.READY:
        return TextShown(row, "", [], Proposed())
    return TextShown(row, text_of(row.lines), words_of(row.lines), propose(lines_of(row.lines), today))
