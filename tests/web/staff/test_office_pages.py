"""The office's pages: who may open them, the same number of queries for one row and for three."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from otklik.base.actor import Actor
from otklik.base.audit import record
from otklik.catalog.actions.edit_list import add_entry
from otklik.intake.models import FeedbackItem, ImportRun

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
MAY = {
    "dashboard/": ("coordinator", "head", "controller", "auditor"),
    "monitoring/": ("coordinator", "head", "controller", "auditor", "organizer", "internal_officer"),
    "processes/": ("coordinator", "organizer"),
    "conformity/": ("coordinator", "head", "controller", "auditor", "administrator"),
    "terms/": ("registrar", "specialist", "auditor"),
    "import/": ("coordinator", "administrator", "registrar"),
    "topics/": ("coordinator", "administrator"),
    "calendar/": ("coordinator", "administrator"),
    "settings/": ("coordinator", "administrator"),
    "settings/lists/channels/": ("coordinator", "administrator"),
    "people/": ("administrator",),
    "audit/": ("administrator", "auditor"),
}
ROLES = ("registrar", "specialist", "organizer", "coordinator", "head", "internal_officer", "controller",
         "administrator", "auditor")  # fmt: skip
#: Pages whose policy names every role that may open them.
CLOSED_TO_OTHERS = ("dashboard/", "monitoring/", "conformity/", "import/", "topics/", "people/", "audit/")


@pytest.mark.parametrize(("address", "roles"), MAY.items(), ids=list(MAY))
def test_those_with_the_right_see_the_page(address: str, roles: tuple[str, ...], client_of: ClientOf) -> None:
    for role in roles:
        answer = client_of(role).get(f"/murashi/staff/{address}")
        assert answer.status_code == 200, role
        assert 'aria-current="page"' in answer.content.decode(), role


@pytest.mark.parametrize("address", CLOSED_TO_OTHERS)
def test_for_others_the_page_is_absent(address: str, client_of: ClientOf) -> None:
    for role in set(ROLES) - set(MAY[address]):
        assert client_of(role).get(f"/murashi/staff/{address}").status_code == 404, role


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def add_reason(actor: Actor, number: int) -> None:
    add_entry(actor=actor, list_slug="reasons", title=f"Своя причина {number}", facts={})


def add_channel(actor: Actor, number: int) -> None:
    facts = {"audience": "external", "mode": "offline", "kind": "other", "legal_class": "appeal_59fz"}
    add_entry(actor=actor, list_slug="channels", title=f"Стойка {number}", facts=facts)


def add_run(actor: Actor, number: int) -> None:
    ImportRun.objects.create(
        administration_id=actor.administration_id, file_name=f"{number}.csv", started_by_id=actor.user_id,
        state=ImportRun.State.DONE,
    )  # fmt: skip


def add_trace(actor: Actor, number: int) -> None:
    record(actor, "probe", f"probe:{number}", "Запись")


GROWING = (
    ("settings/lists/reasons/", add_reason),
    ("settings/lists/channels/", add_channel),
    ("import/", add_run),
    ("audit/", add_trace),
    ("conformity/", add_channel),
    ("monitoring/", add_reason),
)


@pytest.mark.parametrize(("address", "add"), GROWING, ids=[address for address, _ in GROWING])
def test_three_rows_ask_no_more_than_one(
    address: str, add: Callable[[Actor, int], None], actor: Callable[..., Actor], client_of: ClientOf
) -> None:
    who, client = actor("coordinator", "administrator"), client_of("coordinator", "administrator", "auditor")
    add(who, 1)
    once = queries_of(client, f"/murashi/staff/{address}")
    add(who, 2)
    add(who, 3)
    assert queries_of(client, f"/murashi/staff/{address}") == once


def test_people_ask_no_more_for_three_than_for_one(staff: Callable[..., Any], client_of: ClientOf) -> None:
    client = client_of("administrator")
    once = queries_of(client, "/murashi/staff/people/")
    staff("specialist")
    staff("registrar", "specialist")
    assert queries_of(client, "/murashi/staff/people/") == once


def test_figures_of_the_head_ask_no_more_for_three_messages(
    receive: Callable[..., FeedbackItem], client_of: ClientOf
) -> None:
    client = client_of("head")
    receive()
    counts = {page: queries_of(client, f"/murashi/staff/{page}") for page in ("dashboard/", "processes/")}
    receive("Нет света на остановке")
    receive("Собаки у школы")
    assert {page: queries_of(client, f"/murashi/staff/{page}") for page in counts} == counts
