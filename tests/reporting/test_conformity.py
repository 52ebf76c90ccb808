"""Where each clause stands, for whom."""

from collections.abc import Callable
from datetime import date

import pytest

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.periods import Quarter
from otklik.procedures.registry import procedures
from otklik.reporting.conformity import conformity

pytestmark = pytest.mark.django_db
Act = Callable[..., Actor]
TODAY = date(2026, 1, 4)


@pytest.mark.parametrize("slug", sorted(procedures()))
def test_every_clause_is_there_and_nothing_named_is_missing(slug: str, actor: Act) -> None:
    found = conformity(actor("coordinator", of=slug), Quarter(2025, 3), TODAY)
    assert len(found.clauses) == len(procedures()[slug].duties) == sum(found.counts.values())
    assert not [one.coverage.problem for one in found.clauses if one.coverage.problem]


def test_an_administrator_sees_the_clauses_without_the_quarters_figures(actor: Act) -> None:
    pages = {}
    for role in ("coordinator", "administrator"):
        clauses = conformity(actor(role), Quarter(2025, 3), TODAY).clauses
        pages[role] = {one.page for clause in clauses for one in clause.standings if "#" in one.query}
    assert pages == {"coordinator": {"monitoring"}, "administrator": set()}


def test_others_see_no_conformity(actor: Act) -> None:
    with pytest.raises(NotFound):
        conformity(actor("specialist"), Quarter(2025, 3), TODAY)
