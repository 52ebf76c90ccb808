"""A file of an outside survey service, kept until a person said how to read it; its mapping, kept for the next."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.files import forget_bytes
from otklik.base.source_files import SourceFile, source_kept
from otklik.core.periods import local_date
from otklik.core.russian import date_short
from otklik.importers.answer_mapping import AnswerMapping
from otklik.importers.registry import importer_for
from otklik.surveys.models import AnswerMapping as KeptMapping
from otklik.surveys.models import OutsideFile
from otklik.surveys.outside import outside_file
from otklik.surveys.policies import can_run_surveys

#: Some hundred thousand answers; more is taken in by `otklik import-answers`.
LARGEST_BYTES = 32 * 1024 * 1024
#: A file that nobody explained is thrown away after so many days: it may name people.
KEPT_DAYS = 7


def keep_outside_file(*, actor: Actor, chunks: Iterable[bytes], name: str) -> OutsideFile:
    """Keep the file under its own name; RuleBroken for an empty, too large or unreadable one, or one taken in before.

    Порядок: murashi 5.7, biysk 3.
    """
    if not can_run_surveys(actor):
        raise NotFound
    _forget_unexplained(actor)
    advice = "Попросите администратора."
    kept = source_kept(actor.administration_id, "outside", chunks, name, most_bytes=LARGEST_BYTES, advice=advice)
    with kept as source:
        importer_for(source.path)
        refuse_known(actor, source.digest)
    return _begin(actor, source)


def refuse_known(actor: Actor, digest: str) -> None:
    """RuleBroken when the very same file was taken in already."""
    known = OutsideFile.objects.filter(
        administration_id=actor.administration_id, digest=digest, state=OutsideFile.State.DONE
    ).select_related("survey", "administration")
    found = known.first()
    if found is not None:
        day = date_short(local_date(found.created_at, found.administration.time_zone))
        raise RuleBroken(
            "known_file",
            f"Этот файл уже загружен {day} в опрос «{found.survey}»: "
            f"ответов {found.response_count}. Второй раз он ничего не добавит.",
            "file",
        )


@transaction.atomic
def drop_outside_file(*, actor: Actor, file_id: int) -> None:
    """Throw one's own waiting file away."""
    kept = outside_file(actor, file_id)
    audit.record(actor, "drop_outside_file", kept, f"Файл ответов убран: {kept.file_name}")
    erase_file(kept)
    kept.delete()


def erase_file(kept: OutsideFile) -> None:
    """Erase the raw file; the row of its digest and counts may stay."""
    stored = kept.file
    if stored is None:
        return
    kept.file = None
    if kept.pk:
        kept.save(update_fields=["file"])
    stored.delete()
    transaction.on_commit(partial(forget_bytes, stored.path))


@transaction.atomic
def save_answer_mapping(*, actor: Actor, mapping: AnswerMapping, title: str, name: str) -> KeptMapping:
    """Keep the mapping for the next file of the source; the same name is written anew."""
    if not can_run_surveys(actor):
        raise NotFound
    if not title.strip() or not name:
        raise RuleBroken("title_empty", "Назовите сопоставление, например «Яндекс Формы».", "mapping_title")
    content = mapping.model_copy(update={"name": name, "title": title.strip()[:200]}).model_dump(mode="json")
    kept, _ = KeptMapping.objects.update_or_create(
        administration_id=actor.administration_id,
        name=name[:80],
        defaults={"title": title.strip()[:200], "content": content},
    )
    audit.record(actor, "save_answer_mapping", kept, f"Сопоставление ответов: {kept.title}")
    return kept


@transaction.atomic
def _begin(actor: Actor, source: SourceFile) -> OutsideFile:
    kept = OutsideFile.objects.create(
        administration_id=actor.administration_id,
        file=source.store(),
        file_name=source.name,
        digest=source.digest,
        created_at=timezone.now(),
        created_by_id=actor.user_id,
    )
    audit.record(actor, "keep_outside_file", kept, f"Файл ответов внешнего сервиса: {source.name}")
    return kept


def _forget_unexplained(actor: Actor) -> None:
    old = OutsideFile.objects.filter(
        administration_id=actor.administration_id,
        state=OutsideFile.State.DRAFT,
        created_at__lt=timezone.now() - timedelta(days=KEPT_DAYS),
    ).select_related("file")
    for kept in old:
        erase_file(kept)
        kept.delete()
