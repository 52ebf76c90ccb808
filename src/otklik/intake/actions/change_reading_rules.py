"""The share of second readings and the days for reading, as the administration sets them."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.locks import lock_administration
from otklik.catalog.options import keep_options
from otklik.catalog.policies import can_manage_catalog
from otklik.intake.reading_rules import DAYS_OPTION, MOST_DAYS, SHARE_OPTION

WHOLE = 100


@transaction.atomic
def change_reading_rules(*, actor: Actor, second_percent: int, days: int) -> None:
    """From the next reading on; items already chosen for a second reader stay chosen. RuleBroken out of bounds."""
    if not can_manage_catalog(actor):
        raise NotFound
    if not 0 <= second_percent <= WHOLE:
        raise RuleBroken("second_percent", "Доля второго чтения — от 0 до 100 процентов.", "second_percent")
    if not 1 <= days <= MOST_DAYS:
        raise RuleBroken("days", f"Срок чтения — от 1 до {MOST_DAYS} рабочих дней.", "days")
    administration = lock_administration(actor.administration_id)
    keep_options(administration, **{SHARE_OPTION: second_percent, DAYS_OPTION: days})
    told = f"Чтение: вторым читателем {second_percent} %, срок {days} рабочих дней"
    audit.record(actor, "change_reading_rules", administration, told)
