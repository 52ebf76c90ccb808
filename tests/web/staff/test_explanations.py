"""Pages of explanations, for the staff and for citizens."""

from collections.abc import Callable

import pytest
from django.test import Client

from otklik.catalog.models import Reason
from otklik.explanations.models import Article
from otklik.publishing.models import Publication

pytestmark = pytest.mark.django_db
LIST = "/murashi/staff/explanations/"


@pytest.fixture
def coordinator(client_of: Callable[..., Client]) -> Client:
    return client_of("coordinator")


def begun(client: Client, **said: str) -> Article:
    client.post(f"{LIST}begin/", {"reader": "citizen", "title": "Когда уберут снег?", **said})
    return Article.objects.latest("pk")


def test_from_a_reason_to_a_published_answer(
    coordinator: Client, client: Client, client_of: Callable[..., Client]
) -> None:
    reason = Reason.objects.earliest("pk")
    assert reason.title in coordinator.get(LIST).content.decode()
    one = begun(coordinator, reason=str(reason.pk), title="", quarter="2025Q3")
    assert (one.title, list(one.reasons.all()), one.quarter) == (reason.title, [reason], 20253)
    said = {"title": "Когда уберут снег?", "text": "Утром.\n\n- позвоните\n- подождите", "version": "1"}
    coordinator.post(f"{LIST}{one.pk}/edit/", said | {"reasons": [str(reason.pk)]})
    assert client.get(f"/murashi/answers/{one.pk}/").status_code == 404
    coordinator.post(f"/murashi/staff/reports/publications/new/explanations/{one.pk}/")
    assert client.get(f"/murashi/answers/{one.pk}/").status_code == 404
    made = Publication.objects.get()
    said = {"texts": ["text"], "digest": made.digest}
    client_of("head").post(f"/murashi/staff/reports/publications/{made.pk}/approve/", said)
    page = client.get(f"/murashi/answers/{one.pk}/").content.decode()
    assert "<li>позвоните</li>" in page
    assert "Частые вопросы" in client.get("/murashi/").content.decode()
    assert "Когда уберут снег?" in client.post("/murashi/answers/alike/", {"text": "не убрали снег"}).content.decode()


def test_two_writers_lose_nothing(coordinator: Client) -> None:
    one = begun(coordinator)
    first = {"title": "Снег", "text": "Первый", "version": "1"}
    assert coordinator.post(f"{LIST}{one.pk}/edit/", first).status_code == 302
    page = coordinator.post(f"{LIST}{one.pk}/edit/", first | {"text": "Второй <b>"}).content.decode()
    assert "изменил другой человек" in page
    assert "Второй &lt;b&gt;" in page
    assert coordinator.post(f"{LIST}{one.pk}/edit/", first | {"text": "Вместе", "version": "2"}).status_code == 302


@pytest.mark.parametrize("text", ["я" * 20_001, "\0", "😀" * 500, "'; DROP TABLE--"])
def test_any_text_is_kept_or_refused_with_words(coordinator: Client, text: str) -> None:
    one = begun(coordinator)
    answer = coordinator.post(f"{LIST}{one.pk}/edit/", {"title": "Снег", "text": text, "version": "1"})
    assert answer.status_code == 302 or "20 000 знаков" in answer.content.decode() or "error" in answer.content.decode()


def test_nothing_public_where_the_decree_keeps_it_inside(client: Client, client_of: Callable[..., Client]) -> None:
    inside = client_of("coordinator", of="gatchina")
    assert client.get("/gatchina/answers/").status_code == 404
    assert "не позволяет публиковать" in inside.get("/gatchina/staff/explanations/").content.decode()


def test_a_reader_without_the_right_cannot_write(client_of: Callable[..., Client], coordinator: Client) -> None:
    one = begun(coordinator)
    auditor = client_of("auditor")
    assert auditor.get(LIST).status_code == 200
    assert auditor.get(f"{LIST}{one.pk}/").status_code == 404
    assert auditor.get(f"{LIST}{one.pk}/edit/").status_code == 404


def test_search_takes_anything(client: Client, coordinator: Client) -> None:
    for words in ("", "снег", "\0", "я" * 500, "<script>", "%"):
        assert client.get("/murashi/answers/", {"words": words}).status_code == 200
