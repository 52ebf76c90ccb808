"""The public page of a survey: from the short address to thanks, without a cookie, a session or a query on a look."""

import gzip
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.surveys.conftest import CONTENT, link_of

from otklik.base.visitor_limits import forget_tries
from otklik.surveys.codes import invitation_digest, invitation_secret
from otklik.surveys.compiled import forget_compiled
from otklik.surveys.models import Invitation, QuestionnaireVersion, Survey, SurveyLink, SurveyResponse

GOOD = {
    "whole": "4",
    "parts.wait": "5",
    "parts.staff": "dk",
    "again": "no",
    "why": "papers",
    "age": "old",
    "advise": "9",
}


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    forget_compiled()
    forget_tries()
    yield
    forget_compiled()


def address(way: SurveyLink, rest: str = "") -> str:
    return f"/murashi/s/{way.code}/{rest}"


def token_of(answer: Any) -> str:
    found = re.search(r'name="token" value="([^"]+)"', answer.content.decode())
    assert found, answer.content.decode()
    return found[1]


def send(client: Client, way: SurveyLink, fields: dict[str, Any], rest: str = "") -> Any:
    shown = client.get(address(way, rest))
    return client.post(address(way, rest), {"token": token_of(shown), **fields})


def test_an_answer_is_stored_with_its_day_and_nothing_else(client: Client, link: SurveyLink) -> None:
    answer = send(client, link, {**GOOD, "comment": "Скамейку бы."})
    assert (answer.status_code, answer["Location"]) == (303, address(link, "thanks/"))
    row = SurveyResponse.objects.get()
    assert row.answers == {
        "whole": 4, "parts": {"wait": 5, "staff": "dk"}, "again": "no", "age": "old", "advise": 9,
        "comment": "Скамейку бы.",
    }  # fmt: skip
    assert (row.survey_id, row.version_id, row.link_id) == (link.survey_id, link.survey.version_id, link.pk)
    assert row.answered_on == timezone.localdate()
    assert "ответы приняты" in client.get(answer["Location"]).content.decode()
    assert not client.cookies


def test_a_look_costs_no_query_after_the_first(
    client: Client, link: SurveyLink, django_assert_num_queries: Callable[..., Any]
) -> None:
    client.get(address(link))
    with django_assert_num_queries(0):
        client.get(address(link))
        client.get(address(link, "thanks/"))


def test_a_recording_is_one_insert_after_the_first(
    client: Client, link: SurveyLink, django_assert_num_queries: Callable[..., Any]
) -> None:
    send(client, link, GOOD)
    with django_assert_num_queries(1):
        send(client, link, GOOD)
    assert SurveyResponse.objects.count() == 2


def test_the_first_answer_freezes_the_version(client: Client, link: SurveyLink) -> None:
    send(client, link, GOOD)
    assert QuestionnaireVersion.objects.get(pk=link.survey.version_id).frozen_on == timezone.localdate()


def test_a_questionnaire_edited_meanwhile_is_shown_again(client: Client, link: SurveyLink) -> None:
    shown = client.get(address(link))
    QuestionnaireVersion.objects.update(changed_at=timezone.now())
    answer = client.post(address(link), {"token": token_of(shown), **GOOD})
    assert "только что изменили" in answer.content.decode()
    assert not SurveyResponse.objects.exists()


def test_a_double_click_counts_once(client: Client, link: SurveyLink) -> None:
    token = token_of(client.get(address(link)))
    for _ in range(2):
        assert client.post(address(link), {"token": token, **GOOD}).status_code == 303
    assert SurveyResponse.objects.count() == 1


@pytest.mark.parametrize("token", ["", "x" * 44, "не токен"])
def test_a_forged_token_is_asked_for_again_and_nothing_is_lost(client: Client, link: SurveyLink, token: str) -> None:
    answer = client.post(address(link), {"token": token, **GOOD, "comment": "Сохраните <это>"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "нажмите «Отправить ответы» ещё раз" in page
    assert "Сохраните &lt;это&gt;" in page
    assert not SurveyResponse.objects.exists()


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}])
def test_a_form_on_another_site_cannot_send(client: Client, link: SurveyLink, headers: dict[str, str]) -> None:
    token = token_of(client.get(address(link)))
    client.post(address(link), {"token": token, **GOOD}, headers=headers)
    assert not SurveyResponse.objects.exists()


def test_what_is_missing_is_said_and_what_was_typed_stays(client: Client, link: SurveyLink) -> None:
    page = send(client, link, {"comment": "Хорошо", "age": "young"}).content.decode()
    assert 'href="#q-whole"' in page
    assert "Хорошо</textarea>" in page
    assert re.search(r'value="young" checked', page)
    assert not SurveyResponse.objects.exists()


def test_the_page_shows_every_kind_of_question(client: Client, link: SurveyLink) -> None:
    page = client.get(address(link)).content.decode()
    assert "Вопрос 3 из 7" in page
    assert "Если «Нет», переходите к вопросу 5." in page
    assert page.count('role="radiogroup"') == 2
    assert "Очень хорошо" in page
    assert "Затрудняюсь ответить" in page
    assert "меньше 5 человек" in page


def test_skipped_questions_are_hidden_without_scripts(client: Client, link: SurveyLink) -> None:
    style = client.get(address(link, "paths.css")).content.decode()
    assert style.strip() == "form:has(#q-again-no:checked) :is(#q-why) { display: none; }"


def test_the_packed_page_is_the_page_and_is_light(client: Client, link: SurveyLink) -> None:
    plain = client.get(address(link)).content.decode()
    packed = client.get(address(link), headers={"accept-encoding": "gzip"})
    unpacked = gzip.decompress(packed.content).decode()
    hide = re.compile(r'value="[\w=-]{44}"')
    assert hide.sub("", unpacked) == hide.sub("", plain)
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < 8_000


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": "closed"}, "Опрос завершён"),
        ({"opens_on": timezone.localdate() + timedelta(days=2)}, "ещё не начался"),
        ({"closes_on": timezone.localdate() - timedelta(days=1)}, "Опрос завершён"),
    ],
)
def test_a_survey_that_takes_no_answers_says_so(
    client: Client, link: SurveyLink, change: dict[str, Any], words: str
) -> None:
    Survey.objects.update(**change)
    assert words in client.get(address(link)).content.decode()
    client.post(address(link), GOOD)
    assert not SurveyResponse.objects.exists()


def test_a_draft_and_a_stranger_s_code_are_not_there(client: Client, link: SurveyLink) -> None:
    assert client.get("/murashi/s/zzzzzzzz/").status_code == 404
    assert client.get(f"/biysk/s/{link.code}/").status_code == 404
    Survey.objects.update(state="draft")
    forget_compiled()
    assert client.get(address(link)).status_code == 404


@pytest.fixture
def invited(surveys: Callable[..., Survey]) -> SurveyLink:
    return link_of(surveys(entry="invited"), source="invitation")


def invite(way: SurveyLink) -> str:
    secret = invitation_secret()
    Invitation.objects.create(digest=invitation_digest(secret), survey=way.survey)
    return secret


def test_a_personal_link_works_once(client: Client, invited: SurveyLink) -> None:
    secret = invite(invited)
    token = token_of(client.get(address(invited, f"{secret}/")))
    assert client.post(address(invited, f"{secret}/"), {"token": token, **GOOD}).status_code == 303
    assert not Invitation.objects.exists()
    again = client.get(address(invited, f"{secret}/"))
    assert (again.status_code, "уже не действует" in again.content.decode()) == (410, True)
    assert client.post(address(invited, f"{secret}/"), {"token": token, **GOOD}).status_code == 303  # a reload
    other = token_of(client.get(address(invited, f"{invite(invited)}/")))
    assert client.post(address(invited, f"{secret}/"), {"token": other, **GOOD}).status_code == 410
    assert SurveyResponse.objects.count() == 1


def test_without_an_invitation_its_code_may_be_typed(client: Client, invited: SurveyLink) -> None:
    assert "по личному приглашению" in client.get(address(invited)).content.decode()
    assert "Такого кода нет" in client.post(address(invited), {"secret": "abc"}).content.decode()
    secret = invite(invited)
    typed = f"{secret[:5].upper()} {secret[5:]}"
    assert client.post(address(invited), {"secret": typed})["Location"] == address(invited, f"{secret}/")


def test_an_address_typed_without_its_last_stroke_leads_on(client: Client, invited: SurveyLink) -> None:
    short = f"/murashi/s/{invited.code}"
    assert client.get(short)["Location"] == f"{short}/"
    assert client.get(f"{short}/{invitation_secret()}")["Location"].startswith(f"{short}/")
    assert client.get("/murashi/s/zzzzzzzz").status_code == 404


def test_a_personal_link_opens_no_other_survey(client: Client, invited: SurveyLink, link: SurveyLink) -> None:
    assert client.get(address(link, f"{invite(invited)}/")).status_code == 410


def test_a_tablet_has_no_way_out_and_no_draft(client: Client, link: SurveyLink) -> None:
    moved = client.get(address(link), {"kiosk": ""})
    assert moved["Location"] == address(link, "kiosk/")
    page = client.get(moved["Location"])
    assert page["Cache-Control"] == "no-store"
    assert "data-kiosk" in page.content.decode()
    assert 'href="/murashi/"' not in page.content.decode()
    answer = send(client, link, GOOD, "kiosk/")
    assert answer["Location"] == address(link, "kiosk/thanks/")
    assert 'content="20; url=' in client.get(answer["Location"]).content.decode()


def test_only_the_sites_of_the_link_may_frame_it(client: Client, survey: Survey, link: SurveyLink) -> None:
    plain = client.get(address(link, "embed/"))
    assert plain["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in plain["Content-Security-Policy"]
    hosts = "https://city.example.ru  javascript:x https://*.example.org;"
    way = link_of(survey, source="embed", frame_hosts=hosts)
    framed = client.get(address(way, "embed/"))
    assert "X-Frame-Options" not in framed
    assert framed["Content-Security-Policy"].endswith("frame-ancestors https://city.example.ru")
    assert client.get(address(way))["X-Frame-Options"] == "DENY"
    assert 'class="mast"' not in framed.content.decode()


def test_another_language_and_random_order(client: Client, surveys: Callable[..., Survey]) -> None:
    options = [{"slug": f"o{n}", "title": f"Вариант {n}"} for n in range(9)]
    other = {"slug": "else", "title": "Другое", "own_words": True}
    question = {
        "slug": "pick", "kind": "single", "title": "Что важнее?", "shuffled": True, "options": [*options, other],
        "translations": {"tt": "Нәрсә мөһимрәк?"},
    }  # fmt: skip
    content = {**CONTENT, "questions": [question], "languages": {"tt": "Татарча"}}
    way = link_of(surveys(content=content))
    pages = {tuple(re.findall(r'value="(o\d|else)"', client.get(address(way)).content.decode())) for _ in range(12)}
    assert len(pages) > 1
    assert {page[-1] for page in pages} == {"else"}
    assert "Нәрсә мөһимрәк?" in client.get(address(way), {"lang": "tt"}).content.decode()
    answer = send(client, way, {"pick": "else", "pick.own": "Дороги", "lang": "tt"})
    assert answer["Location"].endswith("?lang=tt")
    assert SurveyResponse.objects.get().answers["pick.own"] == "Дороги"


@pytest.mark.parametrize("bad", ["\x00", "😀" * 5000, "' OR 1=1 --", "<script>", "9" * 400])
def test_whatever_is_typed_breaks_nothing(client: Client, link: SurveyLink, bad: str) -> None:
    fields = {**GOOD, "again": "yes", "why": "else", "why.own": bad, "comment": bad, "advise": bad}
    assert send(client, link, fields).status_code in {200, 303}
    assert send(client, link, {**GOOD, "comment": bad}).status_code in {200, 303}


def test_too_many_from_one_network_lose_nothing(client: Client, link: SurveyLink, settings: Any) -> None:
    settings.SURVEY_RATE = "1/hour"
    assert send(client, link, GOOD).status_code == 303
    page = send(client, link, {**GOOD, "comment": "Ещё один"}).content.decode()
    assert "через несколько минут" in page
    assert "Ещё один" in page
