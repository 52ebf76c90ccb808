"""A finished survey with forty answers, ready to be published."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.surveys.conftest import link_of, respond, surveys

from otklik.surveys.models import Survey

__all__ = ["respond", "surveys"]
DAY = date(2026, 3, 16)


@pytest.fixture
def finished(surveys: Callable[..., Survey], respond: Callable[..., object]) -> Callable[..., Survey]:
    """Makes an external survey of the first quarter of 2026 with forty answers in the administration named."""

    def make(of: str = "murashi", **facts: object) -> Survey:
        span = {"opens_on": date(2026, 3, 1), "closes_on": date(2026, 3, 31), "state": Survey.State.CLOSED}
        asked = surveys(of=of, **(span | facts))
        link = link_of(asked)
        for place in range(40):
            parts = {"wait": 5 if place % 3 else 2, "staff": 4}
            respond(asked, on=DAY, link=link, whole=parts["wait"], parts=parts, age="old", again="no", advise=9)
        return asked

    return make
