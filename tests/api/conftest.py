"""Messages, keys and callers for the programming interface."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.conftest import Hire
from tests.intake.conftest import receive

from otklik.accounts.queries import actor_of
from otklik.api.rates import forget_calls
from otklik.interchange.actions.issue_key import issue_key
from otklik.interchange.enums import Scope

__all__ = ["receive"]
CHANNEL = "web_form"


class System(Client):
    """A system with a key: `system.post("items", {...})` below the administration's address."""

    def __init__(self, secret: str, slug: str) -> None:
        super().__init__(headers={"Authorization": f"Bearer {secret}"}, raise_request_exception=False)
        self.secret, self.slug = secret, slug

    def at(self, place: str) -> str:
        return f"/api/v1/{self.slug}/{place}"

    def ask(self, place: str, **query: Any) -> Any:
        return self.get(self.at(place), query)

    def send(self, place: str, body: Any, method: str = "post", **headers: str) -> Any:
        text = body if isinstance(body, bytes) else json.dumps(body)
        call = getattr(self, method)
        return call(self.at(place), text, content_type="application/json", headers=headers)


SystemWith = Callable[..., System]


@pytest.fixture
def system_with(staff: Hire) -> Iterator[SystemWith]:
    """A system whose key has the scopes: `system_with("items:write", rate=6000)`; all scopes when none is named."""
    administrator = actor_of(staff("administrator"))
    assert administrator is not None

    def made(*scopes: str, rate: int = 6000, channel: str = "", **facts: Any) -> System:
        issued = issue_key(
            actor=administrator,
            title=facts.pop("title", "СЭД"),
            scopes=scopes or Scope.values,
            expires_on=(timezone.now() + timedelta(days=30)).date(),
            channel=channel or CHANNEL,
            rate=rate,
            reason="Соглашение об обмене от 1 сентября 2025 г.",
            **facts,
        )
        return System(issued.secret, administrator.administration_slug)

    yield made
    forget_calls()
