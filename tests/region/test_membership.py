"""An administration is seen by its own word only; figures are counted for those who agreed and go when they leave."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration
from otklik.core.periods import Quarter
from otklik.region.actions.keep_region import add_region_person, close_region_account, create_region
from otklik.region.actions.membership import answer_region, ask_administration, leave_region
from otklik.region.actions.refresh_figures import AT_ONCE, QUARTERS, count_figures, due_quarters, refresh_figures
from otklik.region.actor import RegionActor, region_actor_of
from otklik.region.models import QuarterFigures
from otklik.region.payload import from_payload
from otklik.region.queries.board import board

pytestmark = pytest.mark.django_db
TODAY, QUARTER = date(2026, 11, 22), Quarter(2026, 3)


def test_nothing_is_seen_before_the_administration_agrees(
    keeper: RegionActor, actor: Callable[..., Actor], administration: Administration
) -> None:
    ask_administration(actor=keeper, slug="murashi")
    assert refresh_figures() == 0
    assert not board(keeper, QUARTER).members
    for role in ("organizer", "head", "registrar"):
        with pytest.raises(NotFound):
            answer_region(actor=actor(role), region_slug="okrug", joins=True)
    answer_region(actor=actor("administrator"), region_slug="okrug", joins=True)
    assert [one.slug for one in board(keeper, QUARTER).members] == ["murashi"]
    entry = AuditEntry.objects.filter(administration_id=administration.pk, verb="answer_region").get()
    assert entry.summary == "Администрация показывает показатели региону: Министерство округа"


def test_who_leaves_is_seen_no_more_and_its_figures_go(
    keeper: RegionActor, actor: Callable[..., Actor], joined: Callable[..., None], administration: Administration
) -> None:
    joined("murashi")
    count_figures(administration, QUARTER, TODAY)
    assert board(keeper, QUARTER).figures
    with pytest.raises(RuleBroken, match="Напишите, почему"):
        leave_region(actor=actor("coordinator"), region_slug="okrug", why=" ")
    leave_region(actor=actor("coordinator"), region_slug="okrug", why="Считаем заново")
    assert AuditEntry.objects.latest("pk").summary.endswith("Министерство округа. Считаем заново")
    assert not board(keeper, QUARTER).members
    assert not QuarterFigures.objects.exists()
    with pytest.raises(RuleBroken):
        leave_region(actor=actor("coordinator"), region_slug="okrug", why="Ещё раз")


def test_the_clock_counts_what_is_due_and_no_more(joined: Callable[..., None], administration: Administration) -> None:
    joined("murashi")
    assert refresh_figures() == min(QUARTERS, AT_ONCE)
    assert refresh_figures() == 0
    row = QuarterFigures.objects.order_by("-quarter").first()
    assert row is not None
    next_day = row.counted_on + timedelta(days=1)
    due = due_quarters(administration, next_day)
    assert all((next_day - one.end_on) < timedelta(days=102) for one in due)


def test_small_groups_never_leave_the_administration(
    administration: Administration, surveys: Any, respond: Any
) -> None:
    asked = surveys()
    for mark in [5] * 3:
        respond(asked, whole=mark)
    kept = from_payload(count_figures(administration, QUARTER, TODAY).payload)
    told = [one for one in kept.values if one.way.what == "whole"]
    assert told
    assert told[0].is_hidden
    assert (told[0].value, told[0].n, told[0].error) == (None, None, None)


def test_the_indicator_is_that_of_the_administration(
    administration: Administration, surveys: Any, respond: Any
) -> None:
    asked = surveys()
    for mark in [5] * 30 + [1] * 10:
        respond(asked, whole=mark)
    kept = from_payload(count_figures(administration, QUARTER, TODAY).payload)
    told = next(one for one in kept.values if one.way.what == "whole")
    assert (told.value, told.n, told.way.scale, told.is_small) == (0.75, 40, "1–5", False)


def test_a_region_is_founded_once_and_keeps_its_people(keeper: RegionActor) -> None:
    with pytest.raises(RuleBroken, match="уже есть"):
        create_region(slug="okrug", title="Другой")
    with pytest.raises(RuleBroken, match="латинские"):
        create_region(slug="Округ", title="Другой")
    person, password = add_region_person(
        actor=keeper, region_slug="okrug", username="viewer-okruga", full_name="Дубов Игнат"
    )
    assert password
    assert person.password_is_temporary
    viewer = region_actor_of(person)
    assert viewer is not None
    with pytest.raises(NotFound):
        add_region_person(actor=viewer, region_slug="okrug", username="third", full_name="Третий")
    with pytest.raises(NotFound):
        ask_administration(actor=viewer, slug="murashi")
    with pytest.raises(RuleBroken, match="другой ответственный"):
        close_region_account(actor=keeper, user_id=keeper.user_id)
    close_region_account(actor=keeper, user_id=person.pk)
    person.refresh_from_db()
    assert region_actor_of(person) is None
