"""Founding a region, and who of it may sign in."""

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from otklik.accounts.models import User
from otklik.accounts.passwords import one_time_password
from otklik.base.errors import NotFound, RuleBroken
from otklik.region.actor import RegionActor
from otklik.region.enums import RegionRole
from otklik.region.models import Region, RegionPerson
from otklik.region.traces import note

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{1,49}")
USERNAME = re.compile(r"[\w.@+-]{3,150}")
NAME_LETTERS = 200


@transaction.atomic
def create_region(*, slug: str, title: str, short_title: str = "", time_zone: str = "Europe/Moscow") -> Region:
    """Found a region by the command line; RuleBroken for a taken or wrong address or an unknown time zone."""
    if not SLUG.fullmatch(slug):
        raise RuleBroken("slug", "Адрес региона — латинские буквы, цифры и дефис, от 2 до 50 знаков.", "slug")
    if Region.objects.filter(slug=slug).exists():
        raise RuleBroken("taken", f"Регион с адресом «{slug}» уже есть.", "slug")
    if not title.strip():
        raise RuleBroken("title", "Назовите регион.", "title")
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        raise RuleBroken("time_zone", f"Часовой пояс «{time_zone}» не известен.", "time_zone") from unknown
    named = title.strip()[:300]
    made = Region.objects.create(
        slug=slug,
        title=named,
        short_title=(short_title.strip() or named)[:120],
        time_zone=time_zone,
        created_at=timezone.now(),
    )
    note(None, "create_region", made, f"Заведён регион: {named}")
    return made


@transaction.atomic
def add_region_person(
    *,
    actor: RegionActor | None,
    region_slug: str,
    username: str,
    full_name: str,
    position: str = "",
    role: str = RegionRole.VIEWER,
    password: str = "",
) -> tuple[User, str]:
    """A person of the region and the one-time password; `actor` None: from the command line.

    NotFound for who may not; RuleBroken for a taken name. A given `password` is not one-time.
    """
    region = Region.objects.filter(slug=region_slug).first()
    if region is None or (actor is not None and not (actor.keeps and actor.region_id == region.pk)):
        raise NotFound(f"Региона «{region_slug[:50]}» нет.")
    _check(username, full_name, role)
    given = password or one_time_password()
    user = User(
        username=username,
        full_name=full_name.strip(),
        position=position.strip()[:300],
        password_is_temporary=not password,
    )
    try:
        validate_password(given, user)
    except ValidationError as weak:
        raise RuleBroken("password_weak", " ".join(weak.messages), "password") from weak
    user.set_password(given)
    user.save()
    RegionPerson.objects.create(user=user, region=region, role=role, added_at=timezone.now())
    note(actor, "add_region_person", user, f"{region}: учётная запись {user.full_name}")
    return user, given


@transaction.atomic
def close_region_account(*, actor: RegionActor, user_id: int) -> None:
    """The person signs in no more; one's own account is closed by another keeper."""
    found = RegionPerson.objects.select_related("user").filter(region_id=actor.region_id, user_id=user_id).first()
    if found is None or not actor.keeps:
        raise NotFound
    if user_id == actor.user_id:
        raise RuleBroken("own", "Свою запись закрывает другой ответственный региона.")
    found.user.is_active = False
    found.user.save(update_fields=["is_active"])
    note(actor, "close_region_account", found.user, f"Закрыт вход: {found.user.full_name}")


def _check(username: str, full_name: str, role: str) -> None:
    if not USERNAME.fullmatch(username):
        raise RuleBroken("username", "Имя для входа — от 3 букв, цифр и знаков . @ + - _ без пробелов.", "username")
    if User.objects.filter(username=username).exists():
        raise RuleBroken("username_taken", "Такое имя для входа уже занято. Придумайте другое.", "username")
    if not full_name.strip() or len(full_name) > NAME_LETTERS or "\0" in full_name:
        raise RuleBroken("full_name", "Напишите фамилию, имя и отчество, не длиннее 200 знаков.", "full_name")
    if role not in RegionRole.values:
        raise RuleBroken("role", "Выберите роль из списка.", "role")
