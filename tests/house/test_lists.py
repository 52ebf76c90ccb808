"""Each list page costs the same number of queries with one row and with three."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.house.test_rights import STAFF

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.catalog.models import Administration, Channel, Department
from otklik.core.appeals import Audience, ItemKind, SenderKind
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.receive_feedback import receive_feedback

LISTS = [f"/{route}" for route, _ in STAFF if route.count("<") == 1]


def receive(actor: Actor, number: int) -> None:
    """One item unlike the others in everything that a list shows."""
    channels = list(Channel.objects.filter(administration_id=actor.administration_id, audience=Audience.EXTERNAL))
    unit, _ = Department.objects.get_or_create(
        administration_id=actor.administration_id, slug=f"unit-{number}", defaults={"title": f"Отдел {number}"}
    )
    incoming = IncomingFeedback(
        text=f"На улице Полевой, {number} не горит фонарь.",
        channel=channels[number % len(channels)].slug,
        received_at=timezone.now() - timedelta(days=number),
        kind=[ItemKind.COMPLAINT, ItemKind.STATEMENT, ItemKind.PROPOSAL][number % 3],
        audience=Audience.EXTERNAL,
        sender_kind=SenderKind.INDIVIDUAL,
        name=f"Петрова Мария {number}",
        address=f"ул. Полевая, {number}",
    )
    receive_feedback(actor=actor, incoming=incoming, department_id=unit.pk)


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code in {200, 302, 404, 405}, address
    return len(captured)


def test_there_are_lists() -> None:
    assert any(address.endswith("/registry/") for address in LISTS)


@pytest.mark.parametrize("address", LISTS)
def test_rows_cost_no_query(
    address: str, administration: Administration, system: Actor, client_of: Callable[..., Any]
) -> None:
    client = client_of(*[role.value for role in Role])
    path = address.replace("<slug:slug>", administration.slug)
    receive(system, 1)
    queries_of(client, path)  # what is looked up once per process
    with_one = queries_of(client, path)
    receive(system, 2)
    receive(system, 3)
    assert queries_of(client, path) == with_one
