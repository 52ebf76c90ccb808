"""Surveys at the desk: their list, launch, course, ways in."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.surveys.conftest import link_of, respond, survey, surveys

from otklik.core.periods import local_date
from otklik.procedures.registry import procedures
from otklik.surveys.codes import invitation_digest
from otklik.surveys.models import Invitation, Survey

__all__ = ["respond", "survey", "surveys"]
pytestmark = pytest.mark.django_db
BASE = "/murashi/staff/surveys"
Surveys = Callable[..., Survey]


def page_of(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.fixture
def organiser(client_of: Callable[..., Client]) -> Client:
    return client_of("organizer")


def stated(version_id: int, **changed: Any) -> dict[str, Any]:
    """What the form of a new survey sends."""
    today = date.today()  # noqa: DTZ011 - any day near today
    facts = {
        "version": version_id,
        "title": "Как вас приняли в сентябре",
        "opens_on": (today - timedelta(days=1)).isoformat(),
        "closes_on": (today + timedelta(days=14)).isoformat(),
        "entry": "anybody",
        "minimum_group": 5,
        "is_listed": "on",
    }
    return facts | changed


def test_the_organiser_sees_the_surveys_and_opens_one(
    organiser: Client, survey: Survey, respond: Callable[..., Any]
) -> None:
    respond(survey, whole=5)
    listed = page_of(organiser.get(f"{BASE}/"))
    assert survey.title in listed
    assert re.search(r'data-label="Ответов" class="n">1<', listed)
    shown = page_of(organiser.get(f"{BASE}/{survey.pk}/"))
    assert "1 ответ" in shown
    assert "14.09.2026" in shown


def test_employees_surveys_are_not_there_for_the_organiser(organiser: Client, surveys: Surveys) -> None:
    asked = surveys(audience="internal", title="Как нам работается")
    assert asked.title not in page_of(organiser.get(f"{BASE}/"))
    for place in ("", "edit/", "ways/", "script/", "poster/a4/"):
        assert organiser.get(f"{BASE}/{asked.pk}/{place}").status_code == 404


def test_the_list_is_narrowed_and_costs_the_same(organiser: Client, surveys: Surveys) -> None:
    surveys(title="Ярмарка на площади", state="closed", closes_on=date(2026, 9, 5))
    surveys(title="Приём документов")
    narrowed = page_of(organiser.get(f"{BASE}/?words=ярмарка"))
    assert "Ярмарка" in narrowed
    assert "Приём документов" not in narrowed
    assert "Приём документов" in page_of(organiser.get(f"{BASE}/?state=open&kind=free"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        organiser.get(f"{BASE}/")
    for _ in range(4):
        surveys()
    with CaptureQueriesContext(connection) as many:
        organiser.get(f"{BASE}/")
    assert len(many) == len(few)


@pytest.mark.parametrize("query", ["page=%00", "page=99999", "page=-1", "words=%00'\"", "state=x", "kind=" + "я" * 900])
def test_an_odd_address_is_answered(organiser: Client, query: str) -> None:
    assert organiser.get(f"{BASE}/?{query}").status_code == 200


def test_the_kind_is_chosen_first_and_offers_what_fits(organiser: Client, surveys: Surveys) -> None:
    fitting = surveys(content={**_content("Анкета для общего опроса"), "surveys": ["general"]})
    other = surveys(content=_content("Совсем другая анкета"))
    kinds = page_of(organiser.get(f"{BASE}/new/"))
    assert "Общий опрос о деятельности администрации" in kinds
    assert "Опрос сотрудников администрации" not in kinds
    shown = page_of(organiser.get(f"{BASE}/new/?kind=general"))
    assert shown.index(fitting.version.questionnaire.title) < shown.index(other.version.questionnaire.title)
    assert re.search(rf'value="{fitting.version_id}"[^>]*checked', shown)


def _content(title: str) -> dict[str, Any]:
    question = {"slug": "whole", "kind": "scale", "title": "Как в целом?", "rates": "whole"}
    return {"slug": "sheet", "title": title, "audience": "external", "questions": [question]}


def test_a_survey_is_launched_from_its_page(organiser: Client, survey: Survey) -> None:
    answer = organiser.post(f"{BASE}/new/?kind=general", stated(survey.version_id, open="1"), follow=True)
    made = Survey.objects.get(title="Как вас приняли в сентябре")
    assert (made.state, made.kind, made.is_listed) == ("open", "general", True)
    assert "Опрос открыт" in page_of(answer)
    assert "Разместить ссылки" in page_of(answer)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": "я" * 400}, "Слишком длинно"),
        ({"title": "a\0b"}, "невидимый служебный знак"),
        ({"opens_on": "30.02.2026"}, "Дата записывается так"),
        ({"closes_on": "1999-01-01"}, "Проверьте год"),
        ({"minimum_group": "2"}, "Меньше 5 нельзя"),
        ({"minimum_group": "9" * 30}, "Слишком большое число"),
        ({"version": ""}, "Выберите анкету"),
        ({"process": "777"}, "Выберите из списка"),
        ({"outside_url": "javascript:alert(1)"}, "не похоже на адрес"),
    ],
)
def test_bad_statements_are_said_and_the_words_kept(
    organiser: Client, survey: Survey, changed: dict[str, Any], said: str
) -> None:
    words = stated(survey.version_id, lead="Мои слова 🙂 'и' \"кавычки\"") | changed
    answer = organiser.post(f"{BASE}/new/?kind=free", words)
    assert answer.status_code == 200
    assert said.lower() in page_of(answer).lower()
    assert "Мои слова 🙂" in page_of(answer)
    assert Survey.objects.count() == 1


def test_a_survey_is_ended_continued_and_repeated_by_buttons(organiser: Client, survey: Survey) -> None:
    assert "Завершить сейчас" in page_of(organiser.get(f"{BASE}/{survey.pk}/"))
    organiser.post(f"{BASE}/{survey.pk}/close/")
    assert Survey.objects.get(pk=survey.pk).state == "closed"
    until = local_date_of(survey) + timedelta(days=3)
    organiser.post(f"{BASE}/{survey.pk}/prolong/", {"closes_on": until.isoformat()})
    assert Survey.objects.get(pk=survey.pk).closes_on == until
    past = organiser.post(f"{BASE}/{survey.pk}/prolong/", {"closes_on": "2020-01-01"})
    assert "уже прошёл" in page_of(past)
    copied = organiser.post(f"{BASE}/{survey.pk}/copy/")
    assert "/edit/" in copied["Location"]
    assert "Черновик" in page_of(organiser.get(copied["Location"])) or "черновик" in page_of(
        organiser.get(copied["Location"])
    )


def local_date_of(survey: Survey) -> date:
    from django.utils import timezone

    return local_date(timezone.now(), survey.administration.time_zone)


def test_the_hypothesis_is_judged_on_the_page_of_a_survey_that_has_ended(organiser: Client, surveys: Surveys) -> None:
    asked = surveys(hypothesis="Люди не знают часов приёма", state="closed", closes_on=date(2026, 9, 20))
    assert "Подтвердилась ли гипотеза" in page_of(organiser.get(f"{BASE}/{asked.pk}/"))
    bad = organiser.post(f"{BASE}/{asked.pk}/verdict/", {"outcome": "partly", "reasons": ""})
    assert "ещё не записан" in page_of(bad)
    organiser.post(f"{BASE}/{asked.pk}/verdict/", {"outcome": "partly", "reasons": "Знают 4 из 10"})
    shown = page_of(organiser.get(f"{BASE}/{asked.pk}/"))
    assert "Подтвердилась отчасти." in shown
    assert "Знают 4 из 10" in shown


def test_few_answers_of_employees_by_one_way_are_not_told_apart(
    client_of: Callable[..., Client], surveys: Surveys, respond: Callable[..., Any]
) -> None:
    asked = surveys(audience="internal", minimum_group=10)
    portal, letter = link_of(asked, "workplace"), link_of(asked, "email")
    for _ in range(12):
        respond(asked, link=portal, whole=4)
    for _ in range(3):
        respond(asked, link=letter, whole=2)
    shown = page_of(client_of("internal_officer").get(f"{BASE}/{asked.pk}/"))
    assert "менее 10" in shown
    assert "15 ответов" in shown


def test_invitations_tell_how_many_answered(organiser: Client, surveys: Surveys, respond: Callable[..., Any]) -> None:
    asked = surveys(entry="invited")
    assert "Разослать приглашения" in page_of(organiser.get(f"{BASE}/{asked.pk}/"))
    assert "Общей ссылки у этого опроса нет" in page_of(organiser.get(f"{BASE}/{asked.pk}/ways/"))
    respond(asked, link=link_of(asked, "invitation"), whole=4)
    for secret in ("a", "b", "c"):
        Invitation.objects.create(digest=invitation_digest(secret), survey=asked)
    shown = page_of(organiser.get(f"{BASE}/{asked.pk}/")).replace("\xa0", " ").replace("\u202f", " ")
    assert "25,0 % (1 из 4)" in shown


def test_every_way_has_its_words_and_codes(organiser: Client, survey: Survey) -> None:
    vk, poster = link_of(survey, "vk"), link_of(survey, "poster", title="Зал 2")
    link_of(survey, "embed"), link_of(survey, "kiosk"), link_of(survey, "email"), link_of(survey, "site")
    shown = page_of(organiser.get(f"{BASE}/{survey.pk}/ways/"))
    for words in (f"/murashi/s/{vk.code}/", "&lt;iframe", "/kiosk/", "Здравствуйте!", "QR-код"):
        assert words in shown
    svg = organiser.get(f"{BASE}/{survey.pk}/ways/{vk.pk}/qr/svg/")
    assert svg["Content-Type"] == "image/svg+xml"
    assert f"/murashi/s/{vk.code}/".encode() in svg.content
    assert organiser.get(f"{BASE}/{survey.pk}/ways/{vk.pk}/qr/png/").content.startswith(b"\x89PNG")
    assert organiser.get(f"{BASE}/{survey.pk}/ways/{vk.pk}/qr/gif/").status_code == 404
    for size in ("a4", "tent"):
        paper = organiser.get(f"{BASE}/{survey.pk}/poster/{size}/?link={poster.pk}")
        assert paper.content.startswith(b"%PDF")
    assert organiser.get(f"{BASE}/{survey.pk}/poster/a4/?link=999").status_code == 404
    spoken = page_of(organiser.get(f"{BASE}/{survey.pk}/script/"))
    assert "Как вы оцениваете приём в целом?" in spoken
    assert "переходите к вопросу 5" in spoken


def test_links_are_added_switched_off_and_framed(organiser: Client, survey: Survey) -> None:
    embed = link_of(survey, "embed")
    place = f"{BASE}/{survey.pk}/ways"
    organiser.post(f"{place}/add/", {"source": "poster", "title": "МФЦ"})
    assert survey.links.filter(source="poster", title="МФЦ").exists()
    assert "Заполните это поле" in page_of(organiser.post(f"{place}/add/", {"source": "poster", "title": ""}))
    organiser.post(f"{place}/{embed.pk}/switch/")
    assert not survey.links.get(pk=embed.pk).is_active
    organiser.post(f"{place}/{embed.pk}/switch/", {"on": "1"})
    organiser.post(f"{place}/frame/", {"sites": "мфц.рф/опросы\nhttps://school.example.ru/"})
    assert survey.links.get(pk=embed.pk).frame_hosts == "https://xn--l1aqg.xn--p1ai https://school.example.ru"
    bad = organiser.post(f"{place}/frame/", {"sites": "https://x.ru;script-src *"})
    assert "не похоже на адрес сайта" in page_of(bad)


def test_those_who_only_read_see_no_buttons(client_of: Callable[..., Client], survey: Survey) -> None:
    client = client_of("head")
    assert "Завершить сейчас" not in page_of(client.get(f"{BASE}/{survey.pk}/"))
    assert client.post(f"{BASE}/{survey.pk}/close/").status_code == 404
    assert client.get(f"{BASE}/new/").status_code == 404


def test_permanent_collection_is_begun_for_the_ticked_places(
    client_of: Callable[..., Client], surveys: Surveys, respond: Callable[..., Any]
) -> None:
    sheet = surveys(of="livny", content={**_content("Оценка на месте"), "surveys": ["permanent"]}, state="draft")
    place = "/livny/staff/surveys/permanent/"
    organiser = client_of("organizer", of="livny")
    before = page_of(organiser.get(place))
    assert "Пока нигде не собираем" in before
    keys = re.findall(r'name="places" value="(\w+)"', before)[:2]
    asked = {"version": sheet.version_id, "title": "Оцените, как вас приняли"}
    assert "Отметьте точки" in page_of(organiser.post(f"{place}start/", asked))
    done = organiser.post(f"{place}start/", asked | {"places": [*keys, "t999999", "'"]})
    assert done.status_code == 302
    made = Survey.objects.get(kind="permanent")
    links = list(made.links.filter(source="poster").exclude(process=None, touchpoint=None))
    assert (made.state, made.closes_on, len(links)) == ("open", None, 2)
    respond(made, on=local_date_of(made), link=links[0], whole=5)
    after = page_of(organiser.get(place))
    assert "Сбор идёт: 2 места" in after
    assert after.count(f"/poster/a4/?link={links[0].pk}") == 1
    organiser.post(f"{place}start/", asked | {"places": keys})
    assert Survey.objects.filter(kind="permanent").count() == 1
    assert made.links.filter(source="poster").exclude(process=None, touchpoint=None).count() == 2
    assert organiser.get(f"/livny/staff/surveys/{made.pk}/poster/a4/").content.startswith(b"%PDF")


def test_the_calendar_says_what_is_demanded_and_begins_it(client_of: Callable[..., Client]) -> None:
    officer = client_of("internal_officer", of="biysk")
    shown = page_of(officer.get("/biysk/staff/surveys/ahead/"))
    assert "Ежегодный опрос работников" in shown
    assert "Внеочередной опрос работников по распоряжению" in shown
    form = page_of(officer.get("/biysk/staff/surveys/new/?kind=staff"))
    year = local_date(timezone.now(), procedures()["biysk"].act.time_zone).year
    assert f"Ежегодный опрос работников, {year} год" in form
    assert officer.post("/biysk/staff/surveys/ahead/summed-up/", {"starts_on": "x", "ends_on": "y"}).status_code == 404
