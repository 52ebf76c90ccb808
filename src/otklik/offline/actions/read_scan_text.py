"""The text of a scan is read in the background, once for each file; it is offered, never put in by itself."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.files import file_path
from otklik.base.models import StoredFile
from otklik.intake.policies import can_register_item
from otklik.offline.enums import TextState
from otklik.offline.models import ScanText
from otklik.offline.paper.child import PaperProblem, look
from otklik.offline.paper.limits import TEXT_SECONDS

READABLE = ("application/pdf", "image/jpeg", "image/png", "image/tiff", "image/webp", "image/gif")
SILENCE = timedelta(minutes=10)
#: Words of people that nobody asked us to keep: gone with the drafts of cards.
KEPT = timedelta(days=7)


@transaction.atomic
def read_scan_text(*, actor: Actor, file: StoredFile, again: bool = False) -> ScanText | None:
    """Send the scan to be read; what is known of the same bytes already is given at once. None for what is no scan."""
    from otklik.offline.tasks import run_text  # noqa: PLC0415 - the task calls this module back

    if not can_register_item(actor) or file.administration_id != actor.administration_id:
        raise NotFound
    if file.media_type not in READABLE:
        return None
    now = timezone.now()
    text, is_new = ScanText.objects.get_or_create(
        administration_id=actor.administration_id,
        digest=file.sha256,
        defaults={"file": file, "created_at": now, "touched_at": now},
    )
    if is_new or (again and text.state == TextState.FAILED):
        text.state, text.stage, text.file, text.touched_at = TextState.WAITING, "", file, now
        text.save()
        run_text.enqueue(text.pk)
    return text


def work_text(text_id: int) -> None:
    """Read a scan that waits, page by page; what cannot be read ends it with a word.

    Who was taken for lost and comes late changes nothing: the moment of its last sign of life is not in the row.
    """
    begun = timezone.now()
    waiting = ScanText.objects.filter(pk=text_id, state=TextState.WAITING)
    if not waiting.update(state=TextState.READING, lines=[], done_count=0, touched_at=begun):
        return
    text = ScanText.objects.select_related("file").get(pk=text_id)
    text.touched_at = begun
    try:
        _read(text)
        _tell(text, state=TextState.READY, stage="", lines=text.lines)
    except PaperProblem as problem:
        _tell(text, state=TextState.FAILED, stage=str(problem)[:300], lines=text.lines)
    except Exception:
        _tell(text, state=TextState.FAILED, stage="Текст не прочитался из-за ошибки системы. Наберите его.")
        raise


def _read(text: ScanText) -> None:
    if text.file is None:
        raise PaperProblem("Файла больше нет.")
    path = str(file_path(text.file))
    for told in look("text", path, text.file.media_type, seconds=TEXT_SECONDS):
        if text.lines and told["lines"]:
            text.lines.append([])  # pages stand apart as paragraphs do
        text.lines.extend(told["lines"])
        _tell(text, page_count=told["pages"], done_count=told["n"])


def _tell(text: ScanText, **values: object) -> None:
    """Write it down, if the reading is still this one."""
    mine = ScanText.objects.filter(pk=text.pk, state=TextState.READING, touched_at=text.touched_at)
    text.touched_at = timezone.now()
    mine.update(**values, touched_at=text.touched_at)


def text_waits(text_id: int) -> None:
    """Its reader died: let the next begin anew."""
    reading = ScanText.objects.filter(pk=text_id, state=TextState.READING)
    reading.update(state=TextState.WAITING, touched_at=timezone.now())


def end_lost_texts() -> int:
    """End the readings whose reader fell silent; called by `tick`."""
    silent = ScanText.objects.filter(touched_at__lt=timezone.now() - SILENCE)
    told = "Чтение оборвалось: сервер остановили. Наберите текст или попробуйте ещё раз."
    lost = silent.filter(state__in=[TextState.WAITING, TextState.READING])
    return lost.update(state=TextState.FAILED, stage=told)


def forget_scan_texts() -> int:
    """Erase texts that were read a week ago: what was needed of them stands in the registry (152-ФЗ)."""
    gone, _ = ScanText.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    return gone
