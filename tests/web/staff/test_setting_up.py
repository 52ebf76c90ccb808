"""What is left to set up, told to the administrator; the node's mail, told to its keeper alone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from otklik.accounts.models import User
from otklik.base.actor import Actor
from otklik.catalog.models import Administration, Department
from otklik.operation.actions.set_mail import set_mail
from otklik.operation.mail import PAGE_BACKEND, MailFacts
from otklik.operation.setting_up import things_to_set_up

pytestmark = pytest.mark.django_db
PAGE = "/murashi/staff/setting-up/"
FACTS = MailFacts("127.0.0.1", 1, "plain", "otklik", "тайна-17", "otklik@example.ru")


def states(actor: Actor) -> dict[str, bool]:
    """Which things are ready."""
    return {one.title: one.is_ready for one in things_to_set_up(actor, date(2026, 1, 12))}


def test_things_become_ready_one_by_one(
    actor: Callable[..., Actor], administration: Administration, settings: Any, django_assert_max_num_queries: Any
) -> None:
    settings.EMAIL_BACKEND = PAGE_BACKEND
    boss = actor("administrator")
    before = states(boss)
    assert not any(before[one] for one in ("Подразделения", "Люди и роли", "Контакты", "Бланк письма", "Почта системы"))
    Department.objects.create(administration=administration, title="Архив", slug="archive")
    administration.contacts = {"address": "ул. Ленина, 5", "phone": "1", "email": "a@example.ru"}
    administration.save()
    set_mail(actor=_keeper(boss), facts=FACTS)
    with django_assert_max_num_queries(30):
        after = states(boss)
    assert all(after[one] for one in ("Подразделения", "Контакты", "Почта системы"))
    assert not after["Бланк письма"]


def test_the_page_is_the_administrators(client_of: Callable[..., Client]) -> None:
    page = client_of("administrator").get(PAGE).content.decode()
    assert "Осталось настроить" in page
    assert "/node/mail/" not in page
    assert client_of("coordinator").get(PAGE).status_code == 404


def test_the_mail_is_the_keepers(client_of: Callable[..., Client], settings: Any) -> None:
    settings.EMAIL_BACKEND = PAGE_BACKEND
    boss = client_of("administrator")
    assert boss.get("/node/mail/").status_code == 404
    User.objects.filter(appointments__role="administrator").update(is_node_keeper=True)
    assert "/node/mail/" in boss.get(PAGE).content.decode()
    page = boss.get("/node/mail/").content.decode()
    assert "Почта не настроена" in page
    given = {"host": "127.0.0.1", "port": "1", "security": "plain", "username": "otklik", "password": "тайна-17"}
    assert boss.post("/node/mail/", {**given, "from_address": "otklik@example.ru"}).status_code == 302
    page = boss.post("/node/mail/test/", {"to": "a@example.ru"}, follow=True).content.decode()
    assert "не принимает связь" in page
    assert "тайна-17" not in page
    bad = boss.post("/node/mail/", {**given, "host": "нет такого", "port": "99999", "from_address": "-"})
    assert {"host", "port", "from_address"} <= set(bad.context["form"].errors)


def _keeper(boss: Actor) -> Actor:
    return Actor(
        "staff", boss.administration_id, boss.administration_slug, boss.name, boss.user_id, boss.roles,
        is_node_keeper=True,
    )  # fmt: skip
