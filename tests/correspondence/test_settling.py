"""«Не разобрано»: a person has it read again, takes it in by hand, or passes it over with a reason."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.correspondence.conftest import Come, Connect

from otklik.accounts.models import User
from otklik.catalog.models import Administration
from otklik.correspondence.models import InboundMessage
from otklik.delivery.models import ChannelConnection
from otklik.intake.models import FeedbackItem

pytestmark = pytest.mark.django_db
LIST = "/murashi/staff/channels/arrivals/"


def _dead(come: Come, key: str = "m1", **facts: object) -> InboundMessage:
    arrival = come(key, **(facts or {"broken": True}))
    InboundMessage.objects.filter(pk=arrival.pk).update(state="dead", item=None)
    arrival.refresh_from_db()
    return arrival


def test_a_person_takes_it_in_by_hand(come: Come, client_of: Callable[..., Client]) -> None:
    arrival, client = _dead(come), client_of("registrar")
    assert "не читается" in client.get(LIST).content.decode()
    shown = client.get(f"{LIST}{arrival.pk}/").content.decode()
    assert "&quot;broken&quot;" in shown
    assert client.post(f"{LIST}{arrival.pk}/take/", {"text": ""}).status_code == 422
    answer = client.post(f"{LIST}{arrival.pk}/take/", {"text": "Нет света", "name": "Иван", "email": ""})
    item = FeedbackItem.objects.get()
    assert answer["Location"].endswith(f"/{item.pk}/")
    arrival.refresh_from_db()
    assert (arrival.state, arrival.item, item.contact.name) == ("taken", item, "Иван")
    again = client.post(f"{LIST}{arrival.pk}/take/", {"text": "Нет света"})
    assert "вручную" in again.content.decode(), "what became of it is told, and nothing is taken twice"
    assert FeedbackItem.objects.count() == 1


def test_a_person_passes_it_over_with_a_reason(come: Come, client_of: Callable[..., Client]) -> None:
    arrival, client = _dead(come), client_of("registrar")
    assert client.post(f"{LIST}{arrival.pk}/pass/", {"reason": "да"}).status_code == 422
    client.post(f"{LIST}{arrival.pk}/pass/", {"reason": "проверка связи"})
    arrival.refresh_from_db()
    assert (arrival.state, arrival.became.split(" (")[0]) == ("passed_over", "проверка связи")


def test_it_is_read_again(come: Come, connection: ChannelConnection, client_of: Callable[..., Client]) -> None:
    arrival = _dead(come, text="Теперь читается")
    FeedbackItem.objects.all().delete()
    client_of("administrator").post(f"{LIST}{arrival.pk}/again/")
    arrival.refresh_from_db()
    assert arrival.state == "taken"


def test_employees_words_are_seen_with_the_internal_right_only(
    come: Come, connect: Connect, client_of: Callable[..., Client], administration: Administration
) -> None:
    inner = connect(audience="internal", kind="staff_form", title="Ящик доверия")
    arrival = _dead(come, by=inner, broken=True)
    registrar, officer = client_of("registrar"), client_of("internal_officer")
    assert "Ящик доверия" not in registrar.get(LIST).content.decode()
    assert registrar.get(f"{LIST}{arrival.pk}/").status_code == 404
    assert registrar.post(f"{LIST}{arrival.pk}/again/").status_code == 404
    assert "Ящик доверия" in officer.get(LIST).content.decode()
    User.objects.create(username="anna", email="anna@adm.example", administration=administration)
    from_staff = _dead(come, "m2", text="Начальник кричит", email="anna@adm.example")
    assert registrar.get(f"{LIST}{from_staff.pk}/").status_code == 404
    assert officer.get(f"{LIST}{from_staff.pk}/").status_code == 404, "a shared mailbox is not the officer's"


def test_the_list_costs_the_same_with_more_rows(
    come: Come, client_of: Callable[..., Client], django_assert_num_queries: Callable[..., object]
) -> None:
    from django.db import connection as database
    from django.test.utils import CaptureQueriesContext

    client = client_of("registrar")
    come("m1", text="раз")
    client.get(f"{LIST}?state=taken")
    with CaptureQueriesContext(database) as one:
        client.get(f"{LIST}?state=taken")
    come("m2", text="два")
    come("m3", text="три")
    with CaptureQueriesContext(database) as three:
        assert client.get(f"{LIST}?state=taken&page=x").status_code == 200
    assert len(one) == len(three)
