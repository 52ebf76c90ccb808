"""Whatever is typed into an address or a form, the answer is a page with words or 404, never a fault of ours."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.intake.conftest import Receive, receive

from otklik.catalog.models import CalendarDay, TopicEdition
from otklik.core.appeals import ItemStatus
from otklik.intake.models import FeedbackItem, SavedView

__all__ = ["receive"]
pytestmark = pytest.mark.django_db
BEYOND_BIGINT = str(2**63)
LONG_NUMBER = "9" * 5000
DESK = "/murashi/staff"
ADDRESSES = [
    f"{DESK}/registry/?{word}={quote(value)}"
    for word, values in {
        "after": (
            "0001-01-01T00:00:00+23:59,1",
            "9999-12-31T23:59:59-23:59,1",
            f"2025-01-01T00:00:00+00:00,{BEYOND_BIGINT}",
            f"2025-01-01T00:00:00+00:00,{LONG_NUMBER}",
        ),
        "quarter": ("9999Q4", "0001Q1", "9999Q9"),
        "received_to": ("9999-12-31",),
        "received_from": ("0001-01-01",),
        "assignee": (BEYOND_BIGINT, LONG_NUMBER),
        "wait_min": (LONG_NUMBER, "1e9"),
        "q": ("\0", "ям\0а", LONG_NUMBER, "😀"),
        "channel": ("\0", "😀"),
    }.items()
    for value in values
] + [
    f"{DESK}/calendar/?year=02026999",
    f"{DESK}/calendar/?year={LONG_NUMBER}",
    f"{DESK}/monitoring/?quarter=0001Q1",
    f"{DESK}/monitoring/?quarter=9999Q4",
    f"{DESK}/dashboard/?quarter=0002Q1",
    f"{DESK}/processes/?day=0001-01-01",
    f"{DESK}/processes/?day=9999-12-31",
    f"{DESK}/conformity/?quarter=0001Q1",
    f"{DESK}/audit/?target=%00&person={BEYOND_BIGINT}&number={BEYOND_BIGINT}",
    f"{DESK}/audit/?target=intake.feedbackitem&number={BEYOND_BIGINT}",
    f"{DESK}/items/{BEYOND_BIGINT}/",
    f"{DESK}/items/{LONG_NUMBER}/",
    f"{DESK}/reading/topics/?q=%00",
    f"/{'a' * 5000}/",
    "/../",
    "/accessibility/?next=%00",
]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address[:60])
def test_an_odd_address_is_answered(address: str, client_of: Callable[..., Client]) -> None:
    answer = client_of("coordinator", "administrator").get(address)
    assert answer.status_code in {200, 302, 404}, address


@pytest.mark.parametrize(
    "back", ["abc", "public:home", "//example.org/", "javascript:alert(1)", "https://example.org/"]
)
def test_the_switch_leads_only_to_our_own_addresses(back: str, client: Client) -> None:
    answer = client.post("/accessibility/", {"usual": "1", "next": back})
    assert (answer.status_code, answer["Location"]) == (302, "/")


@pytest.mark.parametrize("move", ["prolong", "close", "forward", "legal_class", "kind"])
def test_a_long_reason_is_kept_short(move: str, receive: Receive, client_of: Callable[..., Client]) -> None:
    """PostgreSQL refuses what does not fit its column."""
    item = receive()
    given = {"reason": "Причина. " * 200, "to": "Министерство " * 20, "note": "н" * 400}
    page = f"{DESK}/items/{item.pk}/moves/{move}/"
    answer = client_of("coordinator").post(page, given | {"legal_class": "pos_fast", "kind": "statement"})
    assert answer.status_code == 302


def test_ticked_lines_that_are_no_numbers_are_passed_over(receive: Receive, client_of: Callable[..., Client]) -> None:
    item, person = receive(), client_of("coordinator")
    ticked = {"items": ["x", "\0", BEYOND_BIGINT, LONG_NUMBER], "department": "", "assignee": ""}
    assert person.post(f"{DESK}/registry/assign/", ticked).status_code == 302
    assert FeedbackItem.objects.get(pk=item.pk).status == ItemStatus.REGISTERED


@pytest.mark.parametrize("words", ["q=%00", "q=я%00", "at=%00"])
def test_topics_are_searched_by_any_signs(words: str, client_of: Callable[..., Client]) -> None:
    person = client_of("administrator")
    edition = TopicEdition.objects.filter(administration__slug="murashi").latest("pk")
    assert person.get(f"{DESK}/topics/{edition.pk}/?{words}").status_code == 200


def test_no_nul_reaches_the_database(client_of: Callable[..., Client]) -> None:
    """PostgreSQL refuses it in any text."""
    person = client_of("administrator")
    person.post(f"{DESK}/registry/views/", {"title": "Мой\0вид", "query": "kind=complaint"})
    assert SavedView.objects.get().title == "Мойвид"
    days = SimpleUploadedFile("days.csv", "date;is_working;note\n2026-05-08;0;пост\0ановление\n".encode())
    person.post(f"{DESK}/calendar/file/", {"file": days})
    assert CalendarDay.objects.get(administration__slug="murashi").note == "постановление"


def test_too_much_at_once_is_told_in_russian(client: Client, settings: LazySettings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    told = client.post("/account/login/", {"login": "Ж" * 2000})
    assert told.status_code == 400
    assert "Сократите" in told.content.decode()
