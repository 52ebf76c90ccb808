"""Bringing the questionnaires of the profile into the administration, and keeping them in step with an upgrade."""

from typing import Any

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor, system_actor
from otklik.base.one_by_one import one_by_one
from otklik.catalog.choices import Lists, lists_of
from otklik.catalog.queries import Administration, administrations, all_procedures
from otklik.core.questionnaire import schema
from otklik.core.questionnaire.editing import written
from otklik.procedures.schema import Procedure
from otklik.surveys.filling import filled
from otklik.surveys.models import Questionnaire, QuestionnaireVersion

#: By administration: its procedure, lists and versions when this process last looked. The clock asks every minute.
_settled: dict[int, tuple[Procedure, Lists, dict[str, Any]]] = {}


def found_everywhere() -> int:
    """Every administration has the questionnaires of its procedure; how many were added or renewed."""
    procedures = all_procedures()
    known = administrations().filter(slug__in=procedures)
    return one_by_one(known, lambda one: _follow(one, procedures[one.slug]), event="questionnaires_not_founded")


def _follow(administration: Administration, procedure: Procedure) -> int:
    """Compose nothing while neither the procedure nor the catalogue nor the questionnaires have changed."""
    lists = lists_of(administration.pk)
    if _settled.get(administration.pk) == (procedure, lists, _stored(administration)):
        return 0
    count = found_questionnaires(actor=system_actor(administration.pk, administration.slug), procedure=procedure)
    _settled[administration.pk] = (procedure, lists, _stored(administration))
    return count


def _stored(administration: Administration) -> dict[str, Any]:
    versions = QuestionnaireVersion.objects.filter(questionnaire__administration=administration)
    return versions.aggregate(count=Count("pk"), newest=Max("pk"), changed_at=Max("changed_at"))


@transaction.atomic
def found_questionnaires(*, actor: Actor, procedure: Procedure) -> int:
    """Add the questionnaires that are not there; renew those that the administration left as they were shipped.

    A version that was answered is not touched: the new words make the next one. What the administration changed
    stays. The count of added and renewed ones. Порядок: murashi 5.6, biysk 4, livny 5.
    """
    rows = Questionnaire.objects.select_for_update().filter(administration_id=actor.administration_id)
    known = {row.slug: row for row in rows}
    newest = _newest(list(known.values()))
    count = 0
    for shipped in procedure.questionnaires:
        row = known.get(shipped.slug)
        content = filled(shipped, actor.administration_id)
        if row is None:
            _add(actor, content)
        elif not row.from_profile or not _renew(actor, row, newest.get(row.pk), content):
            continue
        count += 1
    return count


def _newest(rows: list[Questionnaire]) -> dict[int, QuestionnaireVersion]:
    versions = QuestionnaireVersion.objects.filter(questionnaire__in=rows).order_by("number")
    return {version.questionnaire_id: version for version in versions}


def _add(actor: Actor, content: schema.Questionnaire) -> None:
    row = Questionnaire.objects.create(
        administration_id=actor.administration_id,
        slug=content.slug,
        title=content.title,
        audience=content.audience,
        from_profile=True,
    )
    row.versions.create(number=1, content=written(content), changed_at=timezone.now())
    audit.record(actor, "found_questionnaire", row, f"Добавлена анкета программы «{row.title}»")


def _renew(
    actor: Actor, row: Questionnaire, newest: QuestionnaireVersion | None, content: schema.Questionnaire
) -> bool:
    words = written(content)
    if newest is not None and newest.content == words:
        return False
    row.title, row.audience = content.title, content.audience
    row.save(update_fields=["title", "audience"])
    store_words(row, newest, words, user_id=None)
    audit.record(actor, "renew_questionnaire", row, f"Обновлена анкета программы «{row.title}»")
    return True


def store_words(
    row: Questionnaire, newest: QuestionnaireVersion | None, words: dict[str, object], *, user_id: int | None
) -> QuestionnaireVersion:
    """Put the words into the newest version while nobody has answered it, else into the next one."""
    now = timezone.now()
    if newest is not None:
        changed = QuestionnaireVersion.objects.filter(pk=newest.pk, frozen_on=None, changed_at=newest.changed_at)
        if changed.update(content=words, changed_at=now, changed_by_id=user_id):
            newest.refresh_from_db()
            return newest
    number = newest.number + 1 if newest is not None else 1
    return row.versions.create(number=number, content=words, changed_at=now, changed_by_id=user_id)
