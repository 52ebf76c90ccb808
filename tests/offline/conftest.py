"""Packs of the tests: taken in and read at once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.intake.conftest import receive

from otklik.base.actor import Actor
from otklik.offline.actions.read_pack import work_pack
from otklik.offline.actions.take_pack import take_pack
from otklik.offline.models import ScanPack

__all__ = ["receive"]

Taken = Callable[..., ScanPack]


@pytest.fixture
def registrar(actor: Callable[..., Actor]) -> Actor:
    """Who registers."""
    return actor("registrar")


@pytest.fixture
def taken(registrar: Actor) -> Taken:
    """A pack read to its end: `taken(content, channel="post", by=actor)`."""

    def take(content: bytes, *, by: Actor | None = None, **facts: Any) -> ScanPack:
        given = {"name": "пачка.pdf", "channel": "post", "received_on": date(2025, 3, 14)} | facts
        made = take_pack(actor=by or registrar, chunks=[content], **given)
        work_pack(made.pk)
        made.refresh_from_db()
        return made

    return take
