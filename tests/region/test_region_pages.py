"""No page or file of a region holds a text or a person; strangers find nothing; a region finds nothing of the staff."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.house.test_lists import receive

from otklik.accounts.models import User
from otklik.base.actor import system_actor
from otklik.catalog.models import Administration, Department
from otklik.core.periods import Quarter
from otklik.intake.models import FeedbackItem
from otklik.region.actions.keep_region import add_region_person
from otklik.region.actions.refresh_figures import count_figures
from otklik.region.actor import RegionActor
from otklik.region.models import QuarterFigures
from otklik.region.payload import from_payload
from otklik.region.queries.trend import subjects_counted, trend
from otklik.web.region.urls import urlpatterns

pytestmark = pytest.mark.django_db
TODAY, QUARTER = date(2026, 11, 22), Quarter(2026, 3)
SECRETS = ("фонар", "Полевой", "Петрова", "Мария", "Смирнова", "Отдел 1", "murashi-coordinator")
VIEWER = {"username": "viewer-okruga", "full_name": "Ильин Лев", "password": "tikhaya-zavod-43"}
PAGES = ("board", "trends", "duties", "members", "people")


@pytest.fixture
def shown(joined: Callable[..., None], administration: Administration, surveys: Any, respond: Any) -> None:
    """Two administrations with answers, and messages of citizens in one of them."""
    joined("murashi", "livny")
    for number in range(12):
        receive(system_actor(administration.pk, "murashi"), number)
    FeedbackItem.objects.update(quarter=QUARTER.key)
    for slug, good in (("murashi", 30), ("livny", 25)):
        asked = surveys(of=slug)
        for mark in [5] * good + [1] * 10:
            respond(asked, whole=mark)
        count_figures(Administration.objects.get(slug=slug), QUARTER, TODAY)


def contents(client: Client) -> Iterator[tuple[str, str]]:
    """Every page and file of the region as text."""
    for name in PAGES:
        address = reverse(f"region:{name}", args=["okrug"]) + f"?quarter={QUARTER}"
        yield address, client.get(address).content.decode()
    for kind in ("csv", "html"):
        address = reverse("region:file", args=["okrug", QUARTER, kind])
        yield address, client.get(address).content.decode(errors="replace")
    book = client.get(reverse("region:file", args=["okrug", QUARTER, "xlsx"]))
    sheets = load_workbook(BytesIO(book.content))
    cells = [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row]
    yield "xlsx", "\n".join(cells)


@pytest.mark.usefixtures("shown")
def test_no_text_and_no_name_is_reached(region_client: Client) -> None:
    assert FeedbackItem.objects.filter(text__contains="фонарь").exists()
    assert Department.objects.filter(title="Отдел 1").exists()
    for address, text in contents(region_client):
        for secret in SECRETS:
            assert secret not in text, f"{address}: {secret}"
    text = region_client.get(reverse("region:board", args=["okrug"]) + f"?quarter={QUARTER}").content.decode()
    assert "Мураши" in text or "Мурашинск" in text
    assert "75,0" in text


@pytest.mark.usefixtures("shown")
def test_what_is_kept_for_regions_holds_known_words_only(administration: Administration) -> None:
    """A new field of the payload does not slip through: every string is of the decree, of a formula or of a list."""
    row = QuarterFigures.objects.get(administration=administration)
    figures = from_payload(row.payload)
    assert set(row.payload) == {"values", "duties", "procedure", "minimum", "is_closed"}
    assert {name for one in row.payload["values"] for name in one} == {
        "way", "title", "unit", "value", "n", "is_hidden", "error", "effective_n", "marks", "is_small",
    }  # fmt: skip
    assert not any(secret in json.dumps(row.payload, ensure_ascii=False) for secret in SECRETS)
    assert all(len(one.title) < 300 for one in figures.values)


def test_strangers_find_nothing(client: Client, region_client: Client, client_of: Callable[..., Client]) -> None:
    coordinator = client_of("coordinator", "administrator", "head")
    for pattern in urlpatterns[1:]:
        facts = {"subject": "indicator-whole", "user_id": 1, "quarter": "2026Q3", "file_format": "csv"}
        known = {name: value for name, value in facts.items() if f":{name}>" in str(pattern.pattern)}
        address = reverse(f"region:{pattern.name}", kwargs={"slug": "okrug", **known})
        assert callable(pattern.callback.policy), pattern.name
        for method in ("get", "post"):
            assert "/login/" in getattr(client, method)(address)["Location"]
            assert getattr(coordinator, method)(address).status_code == 404
            elsewhere = address.replace("okrug", "sosedny")
            assert getattr(region_client, method)(elsewhere).status_code == 404


def test_whoever_adds_people_of_a_region_enters_in_two_steps(
    administration: Administration, keeper: RegionActor, region_client: Client
) -> None:
    """A viewer need not; and where everything is for show, nobody."""
    assert region_client.get("/region/okrug/members/").status_code == 200
    administration.options = {}
    administration.save()
    assert region_client.get("/region/okrug/members/")["Location"] == "/account/2fa/"
    viewer = Client()
    viewer.force_login(add_region_person(actor=keeper, region_slug="okrug", **VIEWER)[0])
    assert viewer.get("/region/okrug/members/").status_code == 200


@pytest.mark.usefixtures("administration")
def test_a_person_of_a_region_is_nobody_in_an_administration(region_client: Client) -> None:
    for name in ("desk", "registry", "monitoring", "survey_indicators", "pains", "staff", "audit", "region_consent"):
        assert region_client.get(reverse(f"staff:{name}", args=["murashi"])).status_code == 404
    assert region_client.get(reverse("region:start"))["Location"] == "/region/okrug/"


@pytest.mark.usefixtures("shown")
def test_a_course_has_no_columns_of_quarters_that_nobody_told(
    keeper: RegionActor, administration: Administration
) -> None:
    for empty in (QUARTER.previous(), QUARTER.next()):
        count_figures(administration, empty, TODAY)
    told = [key for key, _ in subjects_counted(keeper) if key.startswith("indicator")]
    assert told
    for key in told:
        found = trend(keeper, key)
        assert found.quarters == (QUARTER,)
        assert {len(one.values) for one in found.courses} == {len(one.is_other) for one in found.courses} == {1}


@pytest.mark.usefixtures("shown")
def test_a_page_costs_the_same_for_one_and_many(region_client: Client, keeper_user: User) -> None:
    address = reverse("region:board", args=["okrug"]) + f"?quarter={QUARTER}"
    region_client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert region_client.get(address).status_code == 200
    assert len(captured) <= 8
    assert keeper_user.administration_id is None


def test_a_keeper_adds_people_and_asks(region_client: Client, administration: Administration) -> None:
    people = reverse("region:people", args=["okrug"])
    answer = region_client.post(people, {"full_name": "", "username": "a b", "role": "viewer"})
    assert answer.status_code == 422
    assert "Напишите фамилию" in answer.content.decode()
    told = {"full_name": "Дубов Игнат", "username": "viewer-okruga", "role": "viewer"}
    shown = region_client.post(people, told, follow=True).content.decode()
    assert "viewer-okruga" in shown
    assert "показан один раз" in shown
    members = region_client.post(reverse("region:ask", args=["okrug"]), {"slug": administration.slug}, follow=True)
    assert "приглашена" in members.content.decode()
    assert "Приглашены все администрации" in members.content.decode()
    assert f"зовёт показывать показатели: {administration.short_title}" in region_client.get(people).content.decode()


def test_the_administration_reads_what_is_shown_and_by_which_clause(
    client_of: Callable[..., Client], joined: Callable[..., None]
) -> None:
    joined("gatchina")
    coordinator = client_of("coordinator", of="gatchina")
    page = coordinator.get(reverse("staff:region_consent", args=["gatchina"])).content.decode()
    assert "пункт 4.3" in page
    assert "не опубликование" in page
    leave = reverse("staff:region_leave", args=["gatchina", "okrug"])
    assert leave in page
    asked = coordinator.get(leave).content.decode()
    assert "Прекратить показ региону?" in asked
    assert "Всё, что посчитано для регионов, будет стёрто" in asked
    long = coordinator.post(leave, {"why": "Считаем заново " + "я" * 200})
    assert long.status_code == 422
    assert "Считаем заново я" in long.content.decode()
    assert leave in coordinator.get(reverse("staff:region_consent", args=["gatchina"])).content.decode()
    coordinator.post(leave, {"why": "Считаем заново"})
    left = coordinator.get(reverse("staff:region_consent", args=["gatchina"])).content.decode()
    assert "вышла" in left
    assert "пригласить вас снова" in left
