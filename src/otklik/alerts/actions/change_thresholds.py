"""What is watched and from what on, for the administration; by which ways one is told, for oneself."""

from collections.abc import Collection

from django.db import transaction

from otklik.alerts.models import AlertChoice
from otklik.alerts.policies import can_manage_alerts, can_view_alerts
from otklik.alerts.thresholds import KEY, LEVELS, MOST_MESSAGES, Thresholds
from otklik.alerts.ways import WAYS
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.locks import lock_administration
from otklik.catalog.options import keep_options


@transaction.atomic
def change_thresholds(*, actor: Actor, thresholds: Thresholds) -> None:
    """Set what is watched. RuleBroken for a level or a number out of bounds."""
    if not can_manage_alerts(actor):
        raise NotFound
    if thresholds.level not in LEVELS:
        raise RuleBroken("level", "Выберите одну из строгостей.", "level")
    if not 1 <= thresholds.fewest <= MOST_MESSAGES:
        raise RuleBroken("fewest", f"Число сообщений — от 1 до {MOST_MESSAGES}.", "fewest")
    administration = lock_administration(actor.administration_id)
    keep_options(administration, **{KEY: thresholds.as_json()})
    audit.record(actor, "change_thresholds", administration, "Пороги тревог изменены", **thresholds.as_json())


@transaction.atomic
def choose_ways(*, actor: Actor, danger: Collection[str], other: Collection[str]) -> AlertChoice:
    """The person's own choice of ways for danger and for the rest; the screen is always one of them."""
    if actor.user_id is None or not can_view_alerts(actor):
        raise NotFound
    choice, _ = AlertChoice.objects.update_or_create(
        person_id=actor.user_id,
        defaults={
            "danger_ways": [slug for slug in WAYS if slug in set(danger)],
            "other_ways": [slug for slug in WAYS if slug in set(other)],
        },
    )
    audit.record(actor, "choose_ways", choice, "Способы оповещения о тревогах выбраны")
    return choice
