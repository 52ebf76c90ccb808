"""The rating of administrations: who joined stands in it and sees it, like indicators only, ties shared."""

from datetime import date

import pytest
from tests.surveys.conftest import respond, survey, surveys

from otklik.analysis.actions.join_rating import join_rating
from otklik.analysis.indicators.administrations import administration_board
from otklik.base.errors import NotFound
from otklik.base.models import AuditEntry
from otklik.core.periods import Quarter
from otklik.core.spans import Span

__all__ = ["respond", "survey", "surveys"]
pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
QUARTER = Span.of_quarter(Quarter(2026, 3))


@pytest.fixture
def answered(surveys, respond):
    """Marks of one survey of a place: `answered("livny", good=90, bad=10)`."""

    def answer(slug, good, bad):
        asked = surveys(of=slug)
        for mark in [5] * good + [1] * bad:
            respond(asked, whole=mark)

    return answer


def joined(actor, *slugs):
    for slug in slugs:
        join_rating(actor=actor("coordinator", of=slug), joins=True)


def test_who_cannot_be_told_apart_shares_a_place(actor, administrations, answered):
    for slug, good in (("murashi", 58), ("livny", 55), ("gatchina", 10)):
        administrations(slug)
        answered(slug, good, 60 - good)
    joined(actor, "murashi", "livny", "gatchina")
    board = administration_board(actor("organizer"), QUARTER, TODAY)
    rating = board.ratings[0]
    assert [(one.key, one.place, one.rating.n) for one in rating.groups] == [
        ("murashi", (1, 2), 60),
        ("livny", (1, 2), 60),
        ("gatchina", (3, 3), 60),
    ]
    assert rating.groups[0].rating.value == pytest.approx(58 / 60)


def test_only_who_joined_stands_in_it_and_sees_it(actor, administrations, answered):
    for slug in ("murashi", "livny", "gatchina"):
        administrations(slug)
        answered(slug, 20, 10)
    joined(actor, "murashi", "livny")
    board = administration_board(actor("organizer"), QUARTER, TODAY)
    assert {one.key for one in board.ratings[0].groups} == {"murashi", "livny"}
    outside = administration_board(actor("organizer", of="gatchina"), QUARTER, TODAY)
    assert (outside.is_joined, outside.joined_count, outside.ratings) == (False, 2, ())


def test_an_indicator_that_others_do_not_count_alike_stands_alone(actor, administrations, answered, surveys, respond):
    for slug in ("murashi", "gatchina"):
        administrations(slug)
        asked = surveys(of=slug)
        for _ in range(12):
            respond(asked, whole=5, parts={"wait": 4, "staff": 2})
    joined(actor, "murashi", "gatchina")
    board = administration_board(actor("organizer"), QUARTER, TODAY)
    by_title = {one.title: [group.key for group in one.groups] for one in board.ratings}
    assert by_title["Уровень удовлетворенности клиента взаимодействием с администрацией"] == ["gatchina", "murashi"]
    assert by_title["Уровень удовлетворенности отдельными элементами и этапами взаимодействия"] == ["murashi"]


def test_a_small_survey_tells_nothing_to_others(actor, administrations, answered):
    administrations("livny")
    answered("murashi", 20, 0)
    answered("livny", 2, 0)
    joined(actor, "murashi", "livny")
    rating = administration_board(actor("organizer"), QUARTER, TODAY).ratings[0]
    assert {one.key: (one.rating.value, one.place) for one in rating.groups} == {
        "murashi": (1.0, (1, 1)),
        "livny": (None, None),
    }


def test_the_coordinator_alone_joins_and_leaves(actor, answered):
    with pytest.raises(NotFound):
        join_rating(actor=actor("organizer"), joins=True)
    with pytest.raises(NotFound):
        administration_board(actor("registrar"), QUARTER, TODAY)
    joined(actor, "murashi", "murashi")
    assert AuditEntry.objects.filter(verb="join_rating").count() == 1
    join_rating(actor=actor("coordinator"), joins=False)
    assert not administration_board(actor("organizer"), QUARTER, TODAY).is_joined


def test_the_page_offers_to_join_then_shows_the_rating(client_of, answered):
    client = client_of("coordinator")
    answered("murashi", 15, 5)
    page = "/murashi/staff/surveys/rating/?quarter=2026Q3"
    assert "Войти в рейтинг" in client.get(page).text
    client.post("/murashi/staff/surveys/rating/join/", {"joins": "yes"})
    shown = client.get(page).text
    assert "Выйти из рейтинга" in shown
    assert "75,0 %" in shown
