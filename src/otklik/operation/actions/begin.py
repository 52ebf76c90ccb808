"""The first run, step by step: a code, an administration with its decree, its first administrator, the end."""

import secrets
from datetime import date
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from otklik.accounts.actions.appoint import add_person, appoint
from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.base import audit
from otklik.base.actor import system_actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.actions.found_administration import found_administration
from otklik.catalog.models import Administration
from otklik.catalog.shared_profiles import keep_profile
from otklik.core.periods import local_date
from otklik.core.registration import format_tracking_code
from otklik.core.russian import date_short
from otklik.operation.first_run import OPTIONAL, code_digest, is_key, is_nobody_here
from otklik.operation.models import FirstRun
from otklik.operation.profile_archive import keep_profile_archive
from otklik.procedures import registry
from otklik.surveys.actions.found_questionnaires import found_everywhere


@transaction.atomic
def make_first_code() -> str | None:
    """A new one-time code, the older one no longer holding; None where there are people already."""
    if not is_nobody_here():
        return None
    code = format_tracking_code(secrets.token_bytes(8))
    run = _locked()
    run.code_digest, run.code_made_at = code_digest(code), timezone.now()
    run.save()
    return code


@transaction.atomic
def choose_administration(*, key: str, slug: str = "", archive: IO[bytes] | None = None) -> Administration:
    """Found the administration of a decree at hand or of the one in the archive; chosen anew, the first one goes.

    RuleBroken with the faults of the archive. NotFound without the key of the code.
    """
    run = _opened(key)
    wanted = keep_profile_archive(archive) if archive is not None else slug
    known = registry.procedures(Path(settings.PROFILES_DIR))
    if wanted not in known:
        raise RuleBroken("profile_absent", "Выберите администрацию или загрузите папку с её порядком.", "slug")
    if run.administration is not None and run.administration.slug != wanted:
        run.administration.delete()
    run.administration = found_administration(procedure=known[wanted])
    keep_profile(run.administration)
    run.save()
    found_everywhere()
    return run.administration


@transaction.atomic
def make_first_administrator(
    *,
    key: str,
    full_name: str,
    position: str,
    email: str,
    username: str,
    password: str,
    act_title: str,
    act_number: str,
    act_on: date,
) -> User:
    """The first person: administrator and keeper of the node; the code is used up.

    RuleBroken for a weak password or an act still to come; NotFound without the key, so for the slower of two.
    """
    run = _opened(key)
    if run.administration is None:
        raise NotFound
    _refuse_act_ahead(act_on, run.administration)
    actor = system_actor(run.administration.pk, run.administration.slug)
    person = add_person(
        actor=actor,
        username=username,
        password=password,
        full_name=full_name,
        position=position,
        email=email,
        is_temporary=False,
    )
    User.objects.filter(pk=person.pk).update(is_node_keeper=True)
    appoint(
        actor=actor,
        user_id=person.pk,
        role=Role.ADMINISTRATOR,
        act_title=act_title,
        act_number=act_number,
        act_on=act_on,
        valid_from=act_on,
    )
    run.person, run.code_digest, run.code_made_at = person, "", None
    run.save()
    audit.record(actor, "make_keeper", person, f"Первый запуск: {person} — администратор, он же администратор узла")
    return person


@transaction.atomic
def pass_step(*, user_id: int, step: str) -> None:
    """Leave a step for later, or note that it was looked at; only the person of the first run."""
    run = _carried_on(user_id)
    if step not in OPTIONAL:
        raise NotFound
    if step not in run.passed:
        run.passed = [*run.passed, step]
        run.save(update_fields=["passed"])


@transaction.atomic
def finish_first_run(*, user_id: int) -> None:
    """The pages of the first run are gone for everybody."""
    run = _carried_on(user_id)
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])


def _refuse_act_ahead(act_on: date, administration: Administration) -> None:
    today = local_date(timezone.now(), administration.time_zone)
    if act_on > today:
        text = (
            f"Эта дата впереди: сегодня {date_short(today)}. Назовите акт, по которому администратор работает уже "
            "сейчас; новое назначение добавляется потом на странице «Люди и роли»."
        )
        raise RuleBroken("act_ahead", text, "act_on")


def _opened(key: str) -> FirstRun:
    run = _locked()
    if not is_key(key):
        raise NotFound
    return run


def _carried_on(user_id: int) -> FirstRun:
    run = FirstRun.objects.select_for_update().filter(person_id=user_id, finished_at=None).first()
    if run is None:
        raise NotFound
    return run


def _locked() -> FirstRun:
    return FirstRun.objects.select_for_update().order_by("pk").first() or FirstRun.objects.create()
