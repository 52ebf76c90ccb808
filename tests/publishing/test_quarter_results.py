"""Results of a quarter: what is frozen, what the public page says, and that the page kept is the page in force."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.publishing.actions.decide_publication import approve_publication, withdraw_publication
from otklik.publishing.actions.propose_publication import propose_publication
from otklik.publishing.kinds.quarter_results import KIND
from otklik.publishing.models import Publication
from otklik.surveys.actions.seal_days import seal_days
from otklik.surveys.models import Survey

pytestmark = pytest.mark.django_db
Actors = Callable[..., Actor]
ADDRESS = "/murashi/results/2026Q1/"


@pytest.fixture
def quarter(actor: Actors, finished: Callable[..., Survey]) -> Publication:
    """The first quarter of 2026 as two persons published it."""
    finished()
    seal_days(now=datetime(2026, 4, 2, 9, tzinfo=UTC))
    made = propose_publication(actor=actor("organizer"), kind=KIND.slug, key="2026Q1")
    return approve_publication(actor=actor("head"), publication_id=made.pk)


def test_a_quarter_tells_its_indicators_and_declares_every_cell(quarter: Publication) -> None:
    found = quarter.payload
    cells = [
        value
        for table in KIND.tables(found)
        for value in table.cells.values()
        if value and table.counts.startswith("respondents")
    ]

    assert (found["n"], found["survey_count"], quarter.period) == (40, 1, "2026Q1")
    assert "40 анкет" in found["sentence"]
    assert found["indicators"]
    shown = [one["n"] for line in found["indicators"] for one in (line, *line["elements"], *line["trend"])]
    assert sorted(set(shown)) == sorted(set(cells)) == [40]


def test_the_page_is_served_as_it_was_made_and_goes_at_once(
    quarter: Publication, actor: Actors, client: Client
) -> None:
    first = client.get(ADDRESS)
    with CaptureQueriesContext(connection) as asked:
        again = client.get(ADDRESS)

    assert "Что ответили жители: I квартал 2026 года" in first.content.decode()
    assert (again.content, len(asked)) == (first.content, 2)
    assert client.get(ADDRESS, headers={"if-none-match": first["ETag"]}).status_code == 304
    since = {"if-modified-since": first["Last-Modified"]}
    assert client.get(ADDRESS, headers=since).status_code == 304
    assert "max-age=30" in first["Cache-Control"]

    withdraw_publication(actor=actor("head"), publication_id=quarter.pk, why="Ошибка в весах")
    gone = client.get(ADDRESS)
    assert (gone.status_code, "Ошибка в весах" in gone.content.decode()) == (410, True)
    assert "2026Q1" not in client.get("/murashi/results/", headers=since).content.decode()
    assert client.get("/murashi/results/", headers=since).status_code == 200


def test_the_view_for_weak_sight_is_kept_apart(quarter: Publication, client: Client) -> None:
    usual = client.get(ADDRESS)
    client.cookies["otklik_view"] = "size-3"
    large = client.get(ADDRESS)

    assert usual["ETag"] != large["ETag"]
    assert 'class="size-3"' in large.content.decode()
    assert "Cookie" in usual["Vary"]


@pytest.mark.parametrize("key", ["2026Q5", "nothing", "2026q1 "])
def test_no_quarter_no_results(key: str, actor: Actors) -> None:
    with pytest.raises(NotFound):
        KIND.payload(actor("coordinator"), key)


def test_a_running_quarter_and_an_empty_one_are_not_published(actor: Actors) -> None:
    with pytest.raises(RuleBroken, match="закончится"):
        KIND.payload(actor("coordinator"), "2090Q4")
    with pytest.raises(RuleBroken, match="нечего"):
        KIND.payload(actor("coordinator"), "2020Q1")


@pytest.mark.parametrize("slug", ["gatchina", "naryan-mar"])
def test_where_the_decree_forbids_there_is_nothing(slug: str, actor: Actors, client: Client) -> None:
    with pytest.raises(RuleBroken, match=r"4\.3"):
        propose_publication(actor=actor("coordinator", of=slug), kind=KIND.slug, key="2026Q1")

    for page in ("results/", "results/2026Q1/", "decisions/", "use/"):
        assert client.get(f"/{slug}/{page}").status_code == 404
    home = client.get(f"/{slug}/").content.decode()
    assert "Вы сказали" not in home
    assert "Что ответили" not in home
    assert client.get(f"/{slug}/documents/order/").status_code == 200
