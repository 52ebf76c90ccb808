"""Which sets of open data go out, on what terms, and who answers for them."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.check_digits import inn_is_valid
from otklik.publishing.models import OpenDataRules
from otklik.publishing.open_data.registry import datasets
from otklik.publishing.policies import can_change_open_data
from otklik.publishing.policy import refuse_unless_allowed

INN_DIGITS = 10


@transaction.atomic
def change_open_data(
    *,
    actor: Actor,
    chosen: Collection[str],
    inn: str,
    terms_title: str,
    terms_text: str,
    terms_url: str,
    responsible: str,
    phone: str,
    email: str,
) -> OpenDataRules:
    """Save them; sets that stand already stay until they are withdrawn. Порядок: biysk 3, livny 3

    RuleBroken with the clause where a set is chosen that the decree forbids, and for empty terms, a wrong taxpayer
    number, address or e-mail.
    """
    if not can_change_open_data(actor):
        raise NotFound
    for slug in chosen:
        if slug not in datasets():
            raise RuleBroken("set", "Такого набора нет. Обновите страницу.", "chosen")
        refuse_unless_allowed(actor, datasets()[slug].artifact)
    found = {
        "chosen": sorted(set(chosen)),
        "inn": _inn(inn),
        "terms_title": _filled(terms_title, 200, "terms_title"),
        "terms_text": _filled(terms_text, 10_000, "terms_text"),
        "terms_url": _checked(terms_url, URLValidator(["http", "https"]), "Адрес начинается с https://", "terms_url"),
        "responsible": _clean(responsible)[:200],
        "phone": _clean(phone)[:50],
        "email": _checked(email, validate_email, "Проверьте адрес почты: в нём ошибка.", "email"),
    }
    who = {"changed_at": timezone.now(), "changed_by_id": actor.user_id, "changed_by_name": actor.name[:200]}
    made, _ = OpenDataRules.objects.update_or_create(
        administration_id=actor.administration_id, defaults={**found, **who}
    )
    audit.record(actor, "change_open_data", made, "Изменены правила открытых данных", **found)
    return made


def _inn(typed: str) -> str:
    clean = _clean(typed)
    if clean and (len(clean) != INN_DIGITS or not inn_is_valid(clean)):
        raise RuleBroken("inn", "ИНН организации — 10 цифр; проверьте их: контрольная цифра не сходится.", "inn")
    return clean


def _filled(text: str, most: int, field: str) -> str:
    clean = _clean(text)
    if not clean:
        raise RuleBroken("empty", "Напишите условия: без них данными нельзя пользоваться.", field)
    if len(clean) > most:
        raise RuleBroken("long", f"Не больше {most} знаков.", field)
    return clean


def _checked(text: str, validate: object, otherwise: str, field: str) -> str:
    clean = _clean(text)
    try:
        if clean and callable(validate):
            validate(clean)
    except ValidationError:
        raise RuleBroken("format", otherwise, field) from None
    return clean


def _clean(text: str) -> str:
    return text.replace("\0", "").strip()
