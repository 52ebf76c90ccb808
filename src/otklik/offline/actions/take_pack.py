"""A pack of scans is taken in: the file is kept, its reading goes on in the background."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from typing import IO

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor, system_actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.one_by_one import one_by_one
from otklik.base.scan_folder import forget_scan, is_whole, open_scan, waiting_scans
from otklik.base.source_files import SourceFile, source_kept
from otklik.catalog.models import Administration, Channel
from otklik.catalog.queries import administrations, channels
from otklik.core.appeals import Audience
from otklik.core.periods import local_date
from otklik.intake.actions.forget_abandoned_files import forget_unused
from otklik.intake.queries import today_of
from otklik.offline.enums import PackState
from otklik.offline.models import ScanPack
from otklik.offline.policies import can_sort_scans
from otklik.offline.querysets import audiences_of

#: A hundred sheets in colour; more is two packs.
LARGEST_BYTES = 200 * 1024 * 1024
ADVICE = "Разделите пачку на две или сканируйте с меньшим разрешением."
_PDF, _HEAD = b"%PDF-", 1024
_CHUNK = 1024 * 1024
#: Beside the folder for single scans: what lies here is taken by itself.
PACK_FOLDER = "/packs"


def take_pack(*, actor: Actor, chunks: Iterable[bytes], name: str, channel: str, received_on: date) -> ScanPack:
    """Keep an uploaded PDF and send it to be read. The same file again is the same pack, wherever it stands.

    RuleBroken for what is no PDF, is empty or too large. Порядок: murashi 2.2
    """
    by = _channel(actor, channel, received_on)
    kept = source_kept(
        actor.administration_id, "packs", _checked(chunks, name), name, most_bytes=LARGEST_BYTES, advice=ADVICE
    )
    with kept as source:
        return _begin(actor, source, name, by, received_on)


def take_pack_from_folder(*, actor: Actor, token: str, channel: str, received_on: date, folder: str = "") -> ScanPack:
    """The same with a file of the scanner's folder, which leaves the folder once it is stored."""
    by, slug = _channel(actor, channel, received_on), f"{actor.administration_slug}{folder}"
    with open_scan(slug, token, LARGEST_BYTES) as (stream, name):
        if not is_whole(stream):
            raise RuleBroken("scan_growing", f"Файл «{name}» записан не до конца. Подождите немного.", "scan")
        chunks = _checked(_read(stream), name)
        kept = source_kept(actor.administration_id, "packs", chunks, name, most_bytes=LARGEST_BYTES, advice=ADVICE)
        with kept as source:
            pack = _begin(actor, source, name, by, received_on)
    forget_scan(slug, name)
    return pack


def watch_pack_folders() -> int:
    """Take every whole PDF of each administration's folder for packs, as letters by post of today; called by `tick`.

    What cannot be taken stays in the folder, where the registrar sees it.
    """
    return one_by_one(administrations(), _take_waiting, event="packs_not_taken")


def _take_waiting(administration: Administration) -> int:
    scans = waiting_scans(f"{administration.slug}{PACK_FOLDER}", LARGEST_BYTES)
    post = channels(administration.pk).filter(kind="post").first()
    if not scans or post is None:
        return 0
    actor, taken = system_actor(administration.pk, administration.slug), 0
    day = local_date(timezone.now(), administration.time_zone)
    for scan in scans:
        if scan.problem or not scan.name.lower().endswith(".pdf"):
            continue
        with suppress(RuleBroken):
            take_pack_from_folder(actor=actor, token=scan.token, channel=post.slug, received_on=day, folder=PACK_FOLDER)
            taken += 1
    return taken


def _channel(actor: Actor, slug: str, received_on: date) -> Channel:
    if not can_sort_scans(actor):
        raise NotFound
    own = Channel.objects.filter(administration_id=actor.administration_id, is_active=True)
    found = own.filter(slug=slug, audience__in=audiences_of(actor)).first()
    if found is None:
        raise RuleBroken("channel", "Выберите, откуда пришли письма пачки.", "channel")
    if received_on > today_of(actor):
        raise RuleBroken("received_on", "День поступления ещё не настал. Проверьте дату.", "received_on")
    return found


def _read(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


def _checked(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """The same bytes; RuleBroken before anything is kept when they are no PDF."""
    rest = iter(chunks)
    first = next(rest, b"")
    if first and _PDF not in first[:_HEAD]:
        message = f"«{name}» — не PDF. Пачка сканов принимается одним файлом PDF; снимок приложите к карточке."
        raise RuleBroken("not_pdf", message, "file")
    yield first
    yield from rest


@transaction.atomic
def _begin(actor: Actor, source: SourceFile, name: str, channel: Channel, received_on: date) -> ScanPack:
    from otklik.offline.tasks import run_pack  # noqa: PLC0415 - the task calls this package back

    now = timezone.now()
    known = ScanPack.objects.filter(administration_id=actor.administration_id, digest=source.digest).first()
    if known is not None:
        return _again(actor, known, source)
    pack = ScanPack.objects.create(
        administration_id=actor.administration_id,
        name=name.replace("\0", "")[:200],
        file=source.store("application/pdf"),
        digest=source.digest,
        channel=channel,
        is_internal=channel.audience == Audience.INTERNAL,
        received_on=received_on,
        created_at=now,
        created_by_id=actor.user_id,
        touched_at=now,
    )
    audit.record(actor, "take_pack", pack, f"Пачка сканов: {pack.name}")
    run_pack.enqueue(pack.pk)
    return pack


def _again(actor: Actor, known: ScanPack, source: SourceFile) -> ScanPack:
    """The pack that these bytes are already; one that failed is tried anew, what came twice is thrown away."""
    from otklik.offline.tasks import run_pack  # noqa: PLC0415

    twin = source.store("application/pdf")
    if not ScanPack.objects.visible_to(actor).filter(pk=known.pk).exists():
        forget_unused([twin.pk])
        raise RuleBroken("known", "Такой файл уже принял сотрудник, который ведёт внутреннюю обратную связь.", "file")
    if known.state == PackState.FAILED or known.file_id is None:
        known.state, known.stage, known.touched_at = PackState.WAITING, "", timezone.now()
        known.file = known.file or twin
        known.save()
        run_pack.enqueue(known.pk)
    forget_unused([twin.pk])
    return known
