"""Each administration's year is generated once for all tests."""

from functools import cache

import pytest

from otklik.demonstration import DemoCase, generate, place_slugs


@cache
def year_of(slug: str) -> tuple[DemoCase, ...]:
    return tuple(generate(slug))


@pytest.fixture(params=place_slugs())
def slug(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def year(slug: str) -> tuple[DemoCase, ...]:
    return year_of(slug)
