"""Looking through a pack in the background: separators found, blank backs left out, letters put together."""

from base64 import b64decode
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from otklik.base.files import file_path
from otklik.catalog.models import Channel
from otklik.core.appeals import Audience
from otklik.core.paper_sheets import SheetCode, letters_of, read_sheet
from otklik.offline.enums import PackState, PageKind
from otklik.offline.models import Box, PackLetter, PackPage, ScanPack
from otklik.offline.paper.child import PaperProblem, look
from otklik.offline.paper.limits import PACK_SECONDS

#: A reader tells of every page; after this long it is gone.
SILENCE = timedelta(minutes=20)
#: How often, in pages, the progress is written down.
_STEP = 5
Seen = dict[str, Any]


def work_pack(pack_id: int) -> None:
    """Read a pack that waits; what cannot be read ends it with a word, and the file stays."""
    waiting = ScanPack.objects.filter(pk=pack_id, state=PackState.WAITING)
    if not waiting.update(state=PackState.READING, stage="", done_count=0, touched_at=timezone.now()):
        return
    pack = ScanPack.objects.select_related("file", "administration", "channel").get(pk=pack_id)
    try:
        pages = _look(pack)
        _store(pack, pages)
    except PaperProblem as problem:
        _fail(pack_id, str(problem))
    except Exception:
        _fail(pack_id, "Пачка не прочиталась из-за ошибки системы. Загрузите файл ещё раз.")
        raise


def pack_waits(pack_id: int) -> None:
    """Its reader died: let the next begin anew."""
    reading = ScanPack.objects.filter(pk=pack_id, state=PackState.READING)
    reading.update(state=PackState.WAITING, touched_at=timezone.now())


def end_lost_packs() -> int:
    """End the packs whose reader fell silent, so that nobody waits for them; called by `tick`."""
    told = "Чтение оборвалось: сервер остановили. Загрузите тот же файл ещё раз, он продолжится."
    silent = ScanPack.objects.filter(touched_at__lt=timezone.now() - SILENCE)
    return silent.filter(state__in=[PackState.WAITING, PackState.READING]).update(state=PackState.FAILED, stage=told)


def _fail(pack_id: int, told: str) -> None:
    reading = ScanPack.objects.filter(pk=pack_id, state=PackState.READING)
    reading.update(state=PackState.FAILED, stage=told[:300], touched_at=timezone.now())


def _look(pack: ScanPack) -> list[Seen]:
    if pack.file is None:
        raise PaperProblem("Файла пачки больше нет: истёк срок хранения.")
    path = str(file_path(pack.file))
    pages: list[Seen] = []
    for told in look("read", path, seconds=PACK_SECONDS):
        if "pages" in told:
            _tell(pack.pk, page_count=told["pages"])
            continue
        pages.append(told)
        if len(pages) % _STEP == 0:
            _tell(pack.pk, done_count=len(pages))
    return pages


def _tell(pack_id: int, **facts: int) -> None:
    ScanPack.objects.filter(pk=pack_id).update(**facts, touched_at=timezone.now())


@transaction.atomic
def _store(pack: ScanPack, seen: list[Seen]) -> None:
    """Pages and letters at once; an earlier attempt is replaced as a whole.

    Who was taken for lost and comes late changes nothing: people may be sorting the letters of the next attempt.
    """
    pack = ScanPack.objects.select_for_update(of=("self",)).select_related("administration", "channel").get(pk=pack.pk)
    if pack.state != PackState.READING:
        return
    pack.letters.all().delete()
    pack.pages.all().delete()
    sheets = [_sheet(pack, page["codes"]) for page in seen]
    marks = [True if sheet else None if page["blank"] else False for sheet, page in zip(sheets, seen, strict=True)]
    ways = _Ways(pack)
    letter_of: dict[int, PackLetter] = {}
    turns = [0] * len(seen)
    for places in letters_of(marks):
        before = next((place for place in range(places[0] - 1, -1, -1) if sheets[place]), None)
        channel = ways.channel_of(sheets[before]) if before is not None else pack.channel
        letter = PackLetter.objects.create(pack=pack, position=seen[places[0]]["n"], channel=channel)
        for place in range(places[0], places[-1] + 1):
            letter_of[place] = letter
            turns[place] = seen[before]["turn"] if before is not None else 0
    _keep_blank_backs(marks, letter_of)
    PackPage.objects.bulk_create(
        [
            PackPage(
                pack=pack, number=page["n"], kind=_kind(mark), turned=turns[place], letter=letter_of.get(place),
                thumbnail=b64decode(page["jpeg"]),
            )
            for place, (page, mark) in enumerate(zip(seen, marks, strict=True))
        ]
    )  # fmt: skip
    _end(pack, len(seen), is_internal=ways.is_internal)


def _end(pack: ScanPack, count: int, *, is_internal: bool) -> None:
    pack.state, pack.stage, pack.touched_at = PackState.READY, "", timezone.now()
    pack.page_count = pack.done_count = count
    pack.is_internal = pack.is_internal or is_internal
    pack.save()


def _keep_blank_backs(marks: list[bool | None], letter_of: dict[int, PackLetter]) -> None:
    """A blank page behind a letter stays beside it, so that a person may take it back."""
    last = None
    for place, mark in enumerate(marks):
        last = None if mark is True else letter_of.get(place, last)
        if mark is None and last is not None:
            letter_of[place] = last


def _kind(mark: bool | None) -> PageKind:
    if mark is None:
        return PageKind.BLANK
    return PageKind.SEPARATOR if mark else PageKind.PAGE


def _sheet(pack: ScanPack, codes: list[str]) -> SheetCode | None:
    """The separator that the page is; another administration's sheet separates, and says no more."""
    for code in codes:
        if found := read_sheet(code):
            return found if found.administration == pack.administration.slug else SheetCode(found.administration)
    return None


class _Ways:
    """Channels and boxes of the administration that the sheets name."""

    def __init__(self, pack: ScanPack) -> None:
        self.pack, self.is_internal = pack, False
        self._channels: QuerySet[Channel] = Channel.objects.filter(administration_id=pack.administration_id)

    def channel_of(self, sheet: SheetCode | None) -> Channel | None:
        """By what the letters after the sheet came; the pack's own channel where the sheet does not say."""
        found = self._named(sheet) if sheet else None
        if found is not None and found.audience == Audience.INTERNAL:
            self.is_internal = True
        return found or self.pack.channel

    def _named(self, sheet: SheetCode) -> Channel | None:
        if sheet.box_id:
            boxes = Box.objects.filter(administration_id=self.pack.administration_id).select_related("channel")
            box = boxes.filter(pk=sheet.box_id).first()
            return box.channel if box else None
        return self._channels.filter(slug=sheet.channel).first() if sheet.channel else None
