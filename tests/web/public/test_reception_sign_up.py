"""Signing up on the site: one question a page, of two who want one time the second loses nothing, own visit by code."""

import hashlib
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.reception.conftest import VISITOR, Scheduled, next_day, schedule

from otklik.core.reception import VisitState
from otklik.reception.models import Schedule, Visit
from otklik.web.public.reception import consent

__all__ = ["next_day", "schedule"]
pytestmark = pytest.mark.django_db
BASE = "/murashi/reception"
STEPS = f"{BASE}/sign-up"
CONSENT_TEXT = Path(consent.__file__).parents[2] / "templates/public/reception/consent_text.html"
Walk = Callable[..., HttpResponse]


@pytest.fixture
def walk(client: Client, next_day: date) -> Walk:
    """Answer the questions: `walk(made)`, `walk(made, upto="topic", person={...})`."""

    def go(made: Schedule, upto: str = "consent", by: Client = client, **changes: dict[str, object]) -> HttpResponse:
        answers = {
            "who": {"schedule": made.pk},
            "day": {"on": next_day.isoformat()},
            "time": {"at": "09:00"},
            "topic": {"topic": "Крыша дома"},
            "person": {"name": VISITOR.name, "phone": VISITOR.phone, "email": VISITOR.email},
            "consent": {"consent": "on"},
        }
        answer = None
        for step, given in answers.items():
            answer = by.post(f"{STEPS}/{step}/", changes.get(step, given))
            if step == upto or answer.status_code != 302:
                break
        assert answer is not None
        return answer

    return go


def page_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_the_section_offers_the_reception_only_where_somebody_receives(client: Client, schedule: Scheduled) -> None:
    made = schedule()
    assert f"{BASE}/" in page_of(client.get("/murashi/"))
    Schedule.objects.filter(pk=made.pk).update(is_active=False)
    assert f"{BASE}/" not in page_of(client.get("/murashi/"))
    assert client.get(f"{STEPS}/").status_code == 404
    assert "Записи через сайт пока нет" in page_of(client.get(f"{BASE}/"))


def test_six_questions_a_check_and_a_receipt(walk: Walk, client: Client, schedule: Scheduled, next_day: date) -> None:
    schedule()
    made = schedule(about="дороги")
    assert "дороги" in page_of(client.get(f"{BASE}/"))
    assert walk(made)["Location"] == f"{STEPS}/check/"
    shown = page_of(client.get(f"{STEPS}/check/"))
    assert VISITOR.name in shown
    assert "в 9:00" in shown
    assert client.post(f"{STEPS}/check/")["Location"] == f"{BASE}/visit/"
    visit = Visit.objects.get()
    assert (visit.on, visit.at, visit.topic, visit.schedule_id) == (next_day, time(9), "Крыша дома", made.pk)
    assert visit.contact.consent_version == consent.VISIT_CONSENT_VERSION
    receipt = page_of(client.get(f"{BASE}/visit/"))
    assert visit.number in receipt
    assert "plate-code" in receipt
    assert not [key for key in client.session.keys() if key.startswith("visit-draft")]  # noqa: SIM118


def test_where_one_person_receives_nobody_asks_who(client: Client, schedule: Scheduled) -> None:
    schedule()
    shown = page_of(client.get(f"{STEPS}/"))
    assert "Шаг 1 из 6" in shown
    assert "В какой день?" in shown


def test_a_second_click_and_the_back_button_show_the_same_receipt(
    walk: Walk, client: Client, schedule: Scheduled
) -> None:
    walk(schedule())
    kept = dict(client.session["visit-draft:murashi"])
    client.post(f"{STEPS}/check/")
    own = client.session["visit-own:murashi"]
    assert client.get(f"{STEPS}/check/")["Location"] == f"{BASE}/visit/"
    assert client.post(f"{STEPS}/check/")["Location"] == f"{BASE}/visit/"
    session = client.session
    session["visit-draft:murashi"] = kept
    session.save()
    client.post(f"{STEPS}/check/")
    assert client.session["visit-own:murashi"] == own
    assert Visit.objects.count() == 1


def test_who_comes_second_keeps_everything_and_chooses_another_time(
    walk: Walk, client: Client, schedule: Scheduled
) -> None:
    made, other = schedule(), Client()
    walk(made)
    walk(made, by=other)
    other.post(f"{STEPS}/check/")
    answer = client.post(f"{STEPS}/check/", follow=True)
    shown = page_of(answer)
    assert answer.redirect_chain[-1][0] == f"{STEPS}/time/"
    assert "только что заняли" in shown
    assert 'value="09:00"' not in shown
    again = client.post(f"{STEPS}/time/", {"at": "09:20"})
    assert again["Location"] == f"{STEPS}/consent/" or again["Location"] == f"{STEPS}/check/"
    assert VISITOR.name in page_of(client.get(f"{STEPS}/check/"))
    client.post(f"{STEPS}/check/")
    assert sorted(Visit.objects.values_list("at", flat=True)) == [time(9), time(9, 20)]


@pytest.mark.parametrize(
    ("step", "given", "message"),
    [
        ("who", {}, "Выберите, к кому"),
        ("who", {"schedule": "999"}, "закрыта"),
        ("day", {"on": "1925-01-01"}, "свободного времени уже нет"),
        ("day", {"on": "завтра\0"}, "свободного времени уже нет"),
        ("time", {"at": "03:00"}, "только что заняли"),
        ("topic", {"topic": " "}, "Напишите несколько слов"),
        ("topic", {"topic": "я" * 301}, "Длиннее 300 знаков"),
        ("topic", {"topic": "паспорт 4508 123456"}, "номер паспорта"),
        ("topic", {"topic": "Купите", "website": "spam"}, "только роботы"),
        ("person", {"phone": VISITOR.phone}, "Напишите фамилию и имя"),
        ("person", {"name": "Громова Анна", "phone": "12"}, "не меньше десяти цифр"),
        ("person", {"name": "Громова Анна", "phone": VISITOR.phone, "email": "нет"}, "В адресе почты ошибка"),
        ("consent", {}, "Без согласия мы не вправе"),
    ],
)
def test_an_error_stands_beside_its_field(
    walk: Walk, schedule: Scheduled, step: str, given: dict[str, object], message: str
) -> None:
    schedule()
    answer = walk(schedule(), step, **{step: given})
    assert answer.status_code == 200
    assert message in page_of(answer)


def test_going_back_keeps_what_was_typed(walk: Walk, client: Client, schedule: Scheduled) -> None:
    walk(schedule(), "time")
    answer = client.post(f"{STEPS}/topic/", {"topic": "Почти готово 😀", "back": "1"})
    assert answer["Location"] == f"{STEPS}/time/"
    assert "Почти готово 😀" in page_of(client.get(f"{STEPS}/topic/"))


def test_another_person_who_receives_voids_day_and_time_only(walk: Walk, client: Client, schedule: Scheduled) -> None:
    first, second = schedule(), schedule(name="Петров Пётр")
    walk(first)
    client.post(f"{STEPS}/who/", {"schedule": second.pk})
    assert client.get(f"{STEPS}/check/")["Location"] == f"{STEPS}/day/"
    assert (
        "Крыша дома" in page_of(client.get(f"{STEPS}/day/"))
        or client.session["visit-draft:murashi"]["answers"]["topic"]
    )


def test_a_step_too_far_leads_to_the_first_missing_one(client: Client, schedule: Scheduled) -> None:
    schedule()
    schedule()
    for step in ("time", "person", "check"):
        assert client.get(f"{STEPS}/{step}/")["Location"] == f"{STEPS}/who/"
    assert client.get(f"{STEPS}/nothing/").status_code == 404


def test_too_many_sign_ups_get_a_polite_page(walk: Walk, client: Client, schedule: Scheduled, settings: object) -> None:
    settings.PUBLIC_RATE = "1/hour"
    made = schedule()
    walk(made)
    client.post(f"{STEPS}/check/")
    walk(made, time={"at": "09:20"})
    answer = client.post(f"{STEPS}/check/")
    assert answer.status_code == 429
    assert Visit.objects.count() == 1


@pytest.fixture
def own(walk: Walk, client: Client, schedule: Scheduled) -> tuple[Client, str, str]:
    """A sign-up, and another device that knows its number and code."""
    walk(schedule())
    client.post(f"{STEPS}/check/")
    number, code, _ = client.session["visit-own:murashi"]
    return Client(), number, code


def test_the_own_visit_opens_by_number_and_code_and_is_cancelled(own: tuple[Client, str, str]) -> None:
    device, number, code = own
    wrong = device.post(f"{BASE}/visit/", {"number": number, "code": "AAAAA-AAAAA"})
    assert "Записи с таким номером и кодом у нас нет" in page_of(wrong)
    device.post(f"{BASE}/visit/", {"number": number.lower(), "code": code.lower()})
    shown = page_of(device.get(f"{BASE}/visit/"))
    assert "Вы записаны" in shown
    assert code not in shown
    assert "отменена" in page_of(device.post(f"{BASE}/visit/cancel/", follow=True))
    assert Visit.objects.get().state == VisitState.CANCELLED
    device.post(f"{BASE}/visit/close/")
    assert "Номер записи" in page_of(device.get(f"{BASE}/visit/"))


def test_the_own_visit_is_moved(own: tuple[Client, str, str], next_day: date) -> None:
    device, number, code = own
    device.post(f"{BASE}/visit/", {"number": number, "code": code})
    assert "В какой день?" in page_of(device.get(f"{BASE}/visit/move/"))
    address = f"{BASE}/visit/move/?on={next_day.isoformat()}"
    assert "В какое время?" in page_of(device.get(address))
    refused = page_of(device.post(address, {"at": "23:00"}))
    assert "Прежнее время пока остаётся за вами" in refused
    assert device.post(address, {"at": "10:00"})["Location"] == f"{BASE}/visit/"
    assert Visit.objects.get().at == time(10)


def test_a_stranger_moves_and_cancels_nothing(own: tuple[Client, str, str], client: Client) -> None:
    stranger = Client()
    stranger.post(f"{BASE}/visit/cancel/")
    assert stranger.get(f"{BASE}/visit/move/")["Location"] == f"{BASE}/visit/"
    assert Visit.objects.get().state == VisitState.BOOKED


def test_guessing_codes_is_stopped(own: tuple[Client, str, str]) -> None:
    device, number, _ = own
    answers = [device.post(f"{BASE}/visit/", {"number": number, "code": "AAAAA-AAAAA"}) for _ in range(21)]
    assert answers[-1].status_code == 429


@pytest.mark.parametrize("number", ["", "ЛП-", "9" * 41, "ЛП-00001\0", "😀", "0"])
def test_odd_numbers_are_answered(client: Client, schedule: Scheduled, number: str) -> None:
    schedule()
    assert client.post(f"{BASE}/visit/", {"number": number, "code": "AAAAA-AAAAA"}).status_code == 200


def test_full_days_are_not_offered(client: Client, walk: Walk, schedule: Scheduled, next_day: date) -> None:
    made = schedule(starts=time(9), ends=time(9, 20), ahead_days=4)
    walk(made)
    client.post(f"{STEPS}/check/")
    assert next_day.isoformat() not in page_of(client.get(f"{STEPS}/day/?who={made.pk}"))
    Visit.objects.update(on=next_day + timedelta(days=400))
    assert next_day.isoformat() in page_of(client.get(f"{STEPS}/day/"))


def test_a_changed_consent_text_needs_a_new_version() -> None:
    """After a change: raise VISIT_CONSENT_VERSION, then put the new pair here."""
    digest = hashlib.sha256(CONSENT_TEXT.read_bytes()).hexdigest()[:12]
    assert (consent.VISIT_CONSENT_VERSION, digest) == ("приём, 1 от 22 ноября 2026 г.", "e52fcf70d516")
