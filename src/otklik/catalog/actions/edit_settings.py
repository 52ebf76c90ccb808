"""What an administration sets for itself: contacts, the registration number, clocks, the day-off rule."""

from collections.abc import Mapping

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.options import keep_options, locked_administration
from otklik.catalog.settings import DAY_OFF_RULES, LONGEST_DAYS, UNITS
from otklik.core.deadlines import LegalClass
from otklik.core.registration import validate_template

LONGEST_CONTACT = 300


@transaction.atomic
def change_contacts(*, actor: Actor, contacts: Mapping[str, str]) -> None:
    """Addresses, phones and links as pages and letters print them; an empty one is taken away."""
    administration = locked_administration(actor)
    kept = {**administration.contacts, **{name: text.strip()[:LONGEST_CONTACT] for name, text in contacts.items()}}
    administration.contacts = {name: text for name, text in kept.items() if text}
    administration.save(update_fields=["contacts"])
    audit.record(actor, "change_contacts", administration, "Контакты администрации изменены")


@transaction.atomic
def change_number_template(*, actor: Actor, template: str) -> None:
    """The registration number from the next appeal on; numbers already given stay. RuleBroken for a wrong template."""
    administration = locked_administration(actor)
    wanted = template.strip()
    try:
        validate_template(wanted)
    except ValueError as wrong:
        raise RuleBroken("number_template", str(wrong), "template") from wrong
    was, administration.number_template = administration.number_template, wanted
    administration.save(update_fields=["number_template"])
    audit.record(actor, "change_number_template", administration, f"Шаблон номера: {was} → {wanted}")


@transaction.atomic
def change_clock(
    *, actor: Actor, legal_class: LegalClass, days: int, unit: str, prolongation_days: int, basis: str
) -> None:
    """The administration's own clock of a legal class, with the act it rests on; open cases keep their days."""
    administration = locked_administration(actor)
    if legal_class is LegalClass.OPINION:
        raise RuleBroken("no_clock", "Для отзывов и мнений срок не установлен.")
    if not 1 <= days <= LONGEST_DAYS or not 0 <= prolongation_days <= LONGEST_DAYS:
        raise RuleBroken("days", f"Срок — от 1 до {LONGEST_DAYS} дней.", "days")
    if unit not in UNITS:
        raise RuleBroken("unit", "Срок считается в календарных днях, рабочих днях или рабочих часах.", "unit")
    if not basis.strip():
        raise RuleBroken(
            "basis_empty", "Назовите акт, которым установлен срок: он печатается в объяснении срока.", "basis"
        )
    clock = {"days": days, "unit": unit, "prolongation_days": prolongation_days, "basis": basis.strip()[:200]}
    clocks = {**administration.options.get("clocks", {}), legal_class.value: clock}
    keep_options(administration, clocks=clocks)
    told = f"Срок «{legal_class.label}»: {days} {UNITS[unit]}, {basis.strip()}"
    audit.record(actor, "change_clock", administration, told[:500])


@transaction.atomic
def reset_clock(*, actor: Actor, legal_class: LegalClass) -> None:
    """Back to the clock of the decree or the law."""
    administration = locked_administration(actor)
    clocks = dict(administration.options.get("clocks", {}))
    if clocks.pop(legal_class.value, None) is None:
        return
    keep_options(administration, clocks=clocks)
    audit.record(actor, "reset_clock", administration, f"Срок «{legal_class.label}»: снова по закону")


@transaction.atomic
def change_day_off_rule(*, actor: Actor, rule: str) -> None:
    """What becomes of a term that ends on a day off."""
    administration = locked_administration(actor)
    if rule not in DAY_OFF_RULES:
        raise RuleBroken("day_off_rule", "Выберите одно из правил.", "rule")
    keep_options(administration, on_day_off=rule)
    audit.record(actor, "change_day_off_rule", administration, f"Срок в нерабочий день: {DAY_OFF_RULES[rule]}")
