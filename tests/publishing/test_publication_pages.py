"""The desk's pages of publications: what waits, who decides, texts ticked one by one, remarks kept."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.explanations.actions.write_article import begin_article, change_article
from otklik.publishing.board import SHOWN
from otklik.publishing.models import Publication
from otklik.surveys.models import Survey

pytestmark = pytest.mark.django_db
BASE = "/murashi/staff/reports/publications/"
Clients = Callable[..., Client]


@pytest.fixture
def waiting(client_of: Clients, finished: Callable[..., Survey]) -> Publication:
    """Results that the organiser proposed."""
    client_of("organizer").post(f"{BASE}new/survey_results/{finished().pk}/")
    return Publication.objects.get()


def test_it_waits_for_the_second_person(client_of: Clients, waiting: Publication) -> None:
    head = client_of("head")
    board = head.get(BASE).content.decode()
    page = head.get(f"{BASE}{waiting.pk}/").content.decode()

    assert "Ждут вашего решения" in board
    assert waiting.title in board
    assert "40 человек ответили" in page
    assert "Утвердить и опубликовать" in page
    assert "I квартал 2026 года" in page
    reply = head.post(f"{BASE}{waiting.pk}/approve/", {"digest": waiting.digest}, follow=True).content.decode()
    assert "Опубликовано." in reply
    assert f"/murashi/surveys/{waiting.key}/results/" in reply


def test_the_one_who_proposed_is_told_who_decides(client_of: Clients, finished: Callable[..., Survey]) -> None:
    desk, survey = client_of("coordinator"), finished()
    assert "Второго человека пока нет" in desk.get(f"{BASE}new/survey_results/{survey.pk}/").content.decode()
    desk.post(f"{BASE}new/survey_results/{survey.pk}/")
    made = Publication.objects.get()

    page = desk.get(f"{BASE}{made.pk}/").content.decode()
    refused = desk.post(f"{BASE}{made.pk}/approve/", {"digest": made.digest}).content.decode()

    assert "Второго человека пока нет" in page
    assert "Утвердить и опубликовать" not in page
    assert "решает другой человек" in refused
    client_of("head")
    assert "Решает другой человек: Смирнова" in desk.get(f"{BASE}{made.pk}/").content.decode()


def test_remarks_are_asked_for_and_shown(client_of: Clients, waiting: Publication) -> None:
    head = client_of("head")
    empty = head.post(f"{BASE}{waiting.pk}/return/", {"why": ""})
    assert empty.status_code == 422
    assert "Напишите, почему" in empty.content.decode()
    head.post(f"{BASE}{waiting.pk}/return/", {"why": "Нет периода 😀"})

    assert "Нет периода 😀" in client_of("organizer").get(f"{BASE}{waiting.pk}/").content.decode()
    again = client_of("organizer").get(f"{BASE}new/survey_results/{waiting.key}/").content.decode()
    assert "Нет периода" in again


def test_each_text_is_ticked(client_of: Clients, actor: Callable[..., Actor]) -> None:
    writer, head = actor("coordinator"), client_of("head")
    made = begin_article(actor=writer, reader="citizen", title="Снег")
    text = "Звоните Иванову Петру Сергеевичу, 8-912-345-67-89."
    change_article(actor=writer, article_id=made.pk, title="Снег", text=text, reason_ids=[], version=1)
    client_of("organizer").post(f"{BASE}new/explanations/{made.pk}/")
    one = Publication.objects.get()

    page = head.get(f"{BASE}{one.pk}/").content.decode()
    refused = head.post(f"{BASE}{one.pk}/approve/", {"digest": one.digest}).content.decode()

    assert "Похоже на личные данные" in page
    assert "8-912-345-67-89" in page
    assert "Отметьте каждый текст: 1 текст" in refused
    head.post(f"{BASE}{one.pk}/approve/", {"digest": one.digest, "texts": ["text"]})
    assert Publication.objects.get().texts_approved == ["text"]


def test_a_withdrawn_explanation_says_so(client_of: Clients, actor: Callable[..., Actor], client: Client) -> None:
    writer, head = actor("coordinator"), client_of("head")
    made = begin_article(actor=writer, reader="citizen", title="Снег")
    change_article(actor=writer, article_id=made.pk, title="Снег", text="Утром.", reason_ids=[], version=1)
    client_of("organizer").post(f"{BASE}new/explanations/{made.pk}/")
    one = Publication.objects.get()
    head.post(f"{BASE}{one.pk}/approve/", {"digest": one.digest, "texts": ["text"]})
    assert "Утром." in client.get(f"/murashi/answers/{made.pk}/").content.decode()

    asked = head.get(f"{BASE}{one.pk}/withdraw/").content.decode()
    assert "Снять с публикации?" in asked
    assert f"/murashi/answers/{made.pk}/" in asked
    assert "в списке и в поиске частых вопросов" in asked
    assert f"{BASE}{one.pk}/withdraw/" in head.get(f"{BASE}{one.pk}/").content.decode()
    assert client.get(f"/murashi/answers/{made.pk}/").status_code == 200, "to look does nothing"
    long = head.post(f"{BASE}{one.pk}/withdraw/", {"why": "Слова остаются" + "я" * 2000})
    assert long.status_code == 422
    assert "Слова остаются" in long.content.decode()
    head.post(f"{BASE}{one.pk}/withdraw/", {"why": "Устарело"})
    reply = client.get(f"/murashi/answers/{made.pk}/")

    assert reply.status_code == 410
    assert "Устарело" in reply.content.decode()
    assert "Снег" not in client.get("/murashi/answers/").content.decode()


def test_an_absent_kind_or_thing_is_not_there(client_of: Any) -> None:
    desk = client_of("coordinator")

    for path in ("new/nothing/1/", "new/survey_results/999999/", "new/explanations/x/", "999999/"):
        assert desk.get(f"{BASE}{path}").status_code == 404, path


def test_the_board_asks_no_more_with_more_rows(
    client_of: Clients, finished: Callable[..., Survey], django_assert_max_num_queries: Any
) -> None:
    head = client_of("head")
    counts = []
    for _ in range(2):
        client_of("organizer").post(f"{BASE}new/survey_results/{finished().pk}/")
        with django_assert_max_num_queries(100) as asked:
            head.get(BASE)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_board_forgets_nothing_public_behind_many_newer_versions(client_of: Clients, waiting: Publication) -> None:
    head = client_of("head")
    head.post(f"{BASE}{waiting.pk}/approve/", {"digest": waiting.digest})
    newer = {"proposed_at": timezone.now(), "state": Publication.State.REPLACED, "kind": "data_surveys", "payload": {}}
    about = {"administration_id": waiting.administration_id, "key": "surveys", "artifact": "survey_results"}
    Publication.objects.bulk_create(
        Publication(**about, **newer, version=number, digest="0", title="Набор") for number in range(SHOWN + 1)
    )
    page = client_of("coordinator").get(BASE).content.decode()
    assert f"{BASE}{waiting.pk}/" in page
    assert f"{BASE}new/survey_results/{waiting.key}/" not in page
