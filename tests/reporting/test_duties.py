"""Duties with their days, and where each clause stands."""

from collections.abc import Callable
from datetime import date

import pytest

from otklik.analysis.actions.close_period import close_period
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.periods import Quarter
from otklik.procedures.registry import procedures
from otklik.reporting.conformity import conformity
from otklik.reporting.duties import Duty, due_day, duties

pytestmark = pytest.mark.django_db
Act = Callable[..., Actor]
TODAY = date(2026, 1, 4)


def monitoring_of(found: list[Duty]) -> dict[str, str]:
    """State of the monitoring by period."""
    return {str(duty.quarter): duty.state for duty in found if duty.slug == "monitoring"}


def test_a_quarter_not_closed_by_the_next_ones_end_is_overdue(actor: Act) -> None:
    coordinator = actor("coordinator")
    assert monitoring_of(duties(coordinator, TODAY)) == {
        "2025Q4": "due", "2025Q3": "overdue", "2025Q2": "overdue", "2025Q1": "overdue",
    }  # fmt: skip
    for number in (1, 2, 3):
        close_period(actor=coordinator, quarter=Quarter(2025, number))
    assert monitoring_of(duties(coordinator, TODAY)) == {"2025Q4": "due"}
    close_period(actor=coordinator, quarter=Quarter(2025, 4))
    assert monitoring_of(duties(coordinator, TODAY)) == {"2025Q4": "done"}


def test_a_named_day_is_the_decrees(actor: Act) -> None:
    """Murashi 5.18 names the 5th of the next quarter, 5.20 the 30th of March."""
    by_slug = {duty.slug: duty for duty in duties(actor("coordinator"), TODAY)}
    assert (by_slug["package"].due_on, by_slug["package"].days_left) == (date(2026, 1, 5), 1)
    assert (by_slug["annual_report"].due_on, by_slug["annual_report"].period) == (date(2026, 3, 30), "2025 год")
    assert by_slug["package"].is_named
    assert not by_slug["monitoring"].is_named


def test_overdue_ones_stand_first(actor: Act) -> None:
    states = [duty.state for duty in duties(actor("controller"), TODAY)]
    assert states == sorted(states, key=lambda state: (state != "overdue", state == "done"))


@pytest.mark.parametrize("slug", sorted(procedures()))
def test_every_quarterly_duty_of_every_decree_has_a_day(slug: str) -> None:
    for entry in procedures()[slug].deadlines:
        if entry.every == "quarter":
            assert Quarter.of(due_day(entry, Quarter(2025, 3))) == Quarter(2025, 4)


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
