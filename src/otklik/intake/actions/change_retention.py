"""How long personal data are kept: the administration's own terms, or the defaults confirmed."""

from collections.abc import Mapping

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.options import keep_options, locked_administration
from otklik.intake.retention import LONGEST_DAYS, OPTION, retention_rules


@transaction.atomic
def change_retention(*, actor: Actor, days: Mapping[str, int]) -> None:
    """Set the term in days by slug of the rule; a rule that is named counts as confirmed (152-ФЗ, статья 5)."""
    administration = locked_administration(actor)
    rules = {rule.slug: rule for rule in retention_rules(administration)}
    if not rules.keys() >= days.keys():
        raise RuleBroken("rule_unknown", "Такого правила хранения нет.")
    for slug, count in days.items():
        if not 1 <= count <= LONGEST_DAYS:
            raise RuleBroken("days", f"Срок — от 1 до {LONGEST_DAYS} дней.", slug)
    kept = {**administration.options.get(OPTION, {}), **{slug: {"days": count} for slug, count in days.items()}}
    keep_options(administration, **{OPTION: kept})
    told = "; ".join(f"{rules[slug].title}: {count} дн." for slug, count in days.items())
    audit.record(actor, "change_retention", administration, f"Сроки хранения: {told}"[:500], days=dict(days))
