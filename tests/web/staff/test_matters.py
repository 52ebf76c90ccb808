"""Messages like one another and the matters that join them, on their pages; what a search says and marks."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.intake.conftest import Receive

from otklik.intake.models import FeedbackItem, MatterMember

pytestmark = pytest.mark.django_db
DESK = "/murashi/staff/"
LAMP = "На улице Лесной возле дома 12 третий день не горит фонарь, дети ходят в школу в темноте."


@pytest.fixture
def clerk(client_of: Callable[..., Client]) -> Client:
    return client_of("registrar")


def page(client: Client, address: str, **headers: str) -> str:
    answer = client.get(f"{DESK}{address}", headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def merge(client: Client, item: FeedbackItem, *others: FeedbackItem) -> str:
    answer = client.post(f"{DESK}items/{item.pk}/merge/", {"items": [one.pk for one in others]}, follow=True)
    return answer.content.decode()


def test_likeness_is_shown_and_joined_and_taken_apart(clerk: Client, receive: Receive) -> None:
    item, same, other = receive(LAMP), receive(f"{LAMP}!"), receive(LAMP.replace("12", "14"))
    assert f"{DESK}items/{item.pk}/alike/" in page(clerk, f"items/{item.pk}/")
    part = page(clerk, f"items/{item.pk}/alike/", hx_request="true")
    assert "<html" not in part
    assert part.index(same.number) < part.index(other.number)
    assert "вероятно, то же самое" in part
    assert "похоже, но место другое" in part
    assert "сходство" in part
    joined = merge(clerk, item, same)
    assert "Объединено в одно дело" in joined
    assert 'id="matter-head">2 обращения, 1 вопрос' in joined
    assert same.number not in page(clerk, f"items/{item.pk}/alike/")
    answer = clerk.post(f"{DESK}items/{same.pk}/split/", {"back": item.pk}, follow=True)
    assert answer.redirect_chain[-1][0].endswith(f"items/{item.pk}/")
    assert "matter-head" not in answer.content.decode()


def test_nothing_ticked_is_said(clerk: Client, receive: Receive) -> None:
    assert "Отметьте хотя бы одно" in merge(clerk, receive(LAMP))
    answer = clerk.post(f"{DESK}items/{receive().pk}/merge/", {"items": ["x", "9" * 30, ""]}, follow=True)
    assert "Отметьте хотя бы одно" in answer.content.decode()


def test_a_whole_matter_is_taken_apart(clerk: Client, receive: Receive) -> None:
    items = [receive(LAMP) for _ in range(3)]
    assert "Разъединить всё" in merge(clerk, *items)
    clerk.post(f"{DESK}items/{items[0].pk}/split-all/")
    assert not MatterMember.objects.exists()


def test_the_registry_shows_and_filters_groups(clerk: Client, receive: Receive) -> None:
    alone, *items = receive("Яма"), receive(LAMP), receive(LAMP)
    query = {"items": [item.pk for item in items], "query": "kind=complaint"}
    answer = clerk.post(f"{DESK}registry/merge/", query)
    assert answer.url.endswith("registry/?kind=complaint")
    lines = page(clerk, "registry/")
    assert lines.count("2 обращения, 1 вопрос") == 2
    merged = page(clerk, "registry/?merged=1")
    assert alone.number not in merged
    assert all(item.number in merged for item in items)
    assert items[0].number not in page(clerk, "registry/?merged=0")
    matter_id = MatterMember.objects.values_list("matter_id", flat=True)[0]
    assert alone.number not in page(clerk, f"registry/?matter={matter_id}")
    assert "ничего не подошло" in page(clerk, f"registry/?matter={matter_id + 1}")


def test_groups_cost_no_query_a_row(clerk: Client, receive: Receive) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(clerk, "registry/?q=фонарь")
        return len(captured)

    pair = [receive(LAMP), receive(LAMP)]
    merge(clerk, *pair)
    queries()
    before = queries()
    for _ in range(2):
        merge(clerk, receive(LAMP), receive(LAMP))
    assert queries() == before


def test_who_only_looks_is_offered_nothing(client_of: Callable[..., Client], receive: Receive) -> None:
    head, item = client_of("head"), receive(LAMP)
    assert "Похожие сообщения" not in page(head, f"items/{item.pk}/")
    assert head.get(f"{DESK}items/{item.pk}/alike/").status_code == 404
    assert head.post(f"{DESK}items/{item.pk}/merge/", {"items": [receive().pk]}).status_code == 404


def test_a_card_is_joined_as_it_is_registered(clerk: Client, receive: Receive) -> None:
    item = receive(LAMP)
    offered = clerk.post(f"{DESK}card/likeness/", {"text": LAMP, "name": "", "join": item.pk}).content.decode()
    assert "вероятно, то же самое" in offered
    assert "checked" in offered
    card = {
        "channel": item.channel.slug, "received_on": "2025-03-03", "kind": "complaint", "form": "written",
        "sender_kind": "individual", "text": LAMP, "seen": item.pk, "join": item.pk, "author_count": 1,
        "name": "Королёв Семён", "address": "ул. Лесная, 12",
    }  # fmt: skip
    answer = clerk.post(f"{DESK}card/", card, follow=True)
    assert "Объединено в одно дело" in answer.content.decode()
    assert MatterMember.objects.filter(item=item).exists()
    assert MatterMember.objects.count() == 2


def test_a_search_says_what_it_understood_and_marks_it(clerk: Client, receive: Receive) -> None:
    item = receive("Ямы на <b>дороге</b>", name="Сидорова Нина Ивановна")
    found = page(clerk, "registry/?q=дорога Сидорова")
    assert "слова: <b>дорога</b>" in found
    assert "человек: <b>Сидорова</b>" in found
    assert "на &lt;b&gt;<mark>дороге</mark>&lt;/b&gt;" in found
    assert "имя автора" in found
    assert "q=%D0%B0%D0%B2%D1%82%D0%BE%D1%80:" in found  # «автор:», to look at authors alone
    opened = page(clerk, f"items/{item.pk}/?list=q%3Dдорога Сидорова")
    assert "&lt;b&gt;<mark>дороге</mark>&lt;/b&gt;" in opened
    assert "<mark>Сидорова</mark> Нина" in opened
    assert "<mark>" not in page(clerk, f"items/{item.pk}/")


def test_nothing_found_says_what_to_try(clerk: Client, receive: Receive, client_of: Callable[..., Client]) -> None:
    receive()
    empty = page(clerk, "registry/?q=<script>синхрофазотрон&kind=complaint")
    assert "ничего не нашлось" in empty
    assert "искать без остальных условий" in empty
    assert "<script>син" not in empty
    assert "поиск идёт только по текстам" in page(client_of("head"), "registry/?q=Сидорова")


@pytest.mark.parametrize(
    "typed", ["'", '"', "\\", "*", "a" * 5000, "😀", "%00", "яма%00", "-", "()", "автор:", "№", "12-"]
)
def test_any_query_is_answered(clerk: Client, receive: Receive, typed: str) -> None:
    receive()
    page(clerk, f"registry/?q={typed}")
