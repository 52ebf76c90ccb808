"""Signing up: one time, one person; the same form twice is one visit; nothing outside what is offered."""

import threading
from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.db import connection, connections
from tests.reception.conftest import VISITOR, Scheduled

from otklik.base.actor import Actor
from otklik.base.audit import AuditEntry
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration
from otklik.core.reception import VisitSource, VisitState
from otklik.reception.actions.book_visit import VisitReceipt, admit_visitor, book_visit
from otklik.reception.models import Visit
from otklik.reception.people import Visitor
from otklik.reception.queries import visit_by_code

pytestmark = pytest.mark.django_db
SignUp = Callable[..., VisitReceipt]


def test_a_sign_up_is_found_by_number_and_code_only(
    schedule: Scheduled, sign_up: SignUp, administration: Administration
) -> None:
    receipt = sign_up(schedule())
    found = visit_by_code(administration, receipt.number.lower(), receipt.code.lower().replace("-", " "))
    assert found is not None
    assert (found.pk, found.state, found.contact.name) == (receipt.visit_id, VisitState.BOOKED, VISITOR.name)
    assert visit_by_code(administration, receipt.number, "AAAAA-AAAAA") is None
    assert visit_by_code(administration, "9" * 5000, receipt.code) is None


def test_the_same_form_twice_is_one_visit_with_one_code(schedule: Scheduled, sign_up: SignUp) -> None:
    made = schedule()
    first, second = sign_up(made), sign_up(made)
    assert (first.number, first.code) == (second.number, second.code)
    assert (first.is_new, second.is_new) == (True, False)
    assert Visit.objects.count() == 1


def test_of_two_for_one_time_the_second_is_told(schedule: Scheduled, sign_up: SignUp) -> None:
    made = schedule()
    sign_up(made)
    with pytest.raises(RuleBroken) as refused:
        sign_up(made, token="b" * 32)
    assert (refused.value.code, refused.value.field) == ("slot_taken", "at")
    sign_up(made, token="b" * 32, at=time(9, 20))
    assert Visit.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_wins(schedule: Scheduled, sign_up: SignUp) -> None:
    made, won, lost = schedule(), [], []

    def go(token: str) -> None:
        try:
            won.append(sign_up(made, token=token * 32))
        except RuleBroken as refused:
            lost.append(refused.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(letter,)) for letter in "abcde"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert lost == ["slot_taken"] * 4
    assert Visit.objects.count() == 1
    connection.close()


@pytest.mark.parametrize("at", [time(9, 10), time(11), time(8, 40)])
def test_only_times_of_the_schedule(schedule: Scheduled, sign_up: SignUp, at: time) -> None:
    with pytest.raises(RuleBroken, match="записаться уже нельзя"):
        sign_up(schedule(), at=at)


def test_the_site_offers_neither_today_nor_the_far_future(schedule: Scheduled, sign_up: SignUp, next_day: date) -> None:
    made = schedule(ahead_days=20)
    for on in (next_day - timedelta(days=7), next_day + timedelta(days=28), date(1925, 1, 1), date(9999, 12, 31)):
        with pytest.raises(RuleBroken, match="записаться уже нельзя"):
            sign_up(made, on=on)


def test_longer_visits_do_not_overlap_those_promised_before(schedule: Scheduled, sign_up: SignUp) -> None:
    made = schedule()
    sign_up(made, at=time(9, 20))
    type(made).objects.filter(pk=made.pk).update(visit_minutes=30)
    with pytest.raises(RuleBroken, match="заняли"):
        sign_up(made, token="b" * 32, at=time(9, 30))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"visitor": Visitor(" ", "89001234567")}, "name"),
        ({"visitor": Visitor("Громова Анна", "12345")}, "phone"),
        ({"topic": "Паспорт 4508 123456, хочу прийти"}, "topic"),
    ],
)
def test_what_is_missing_or_must_not_be_kept_is_named(
    schedule: Scheduled, sign_up: SignUp, facts: dict[str, object], field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        sign_up(schedule(), **facts)
    assert refused.value.field == field


def test_closed_sign_up_and_another_administration(
    schedule: Scheduled, sign_up: SignUp, administrations: Callable[..., Administration]
) -> None:
    for made in (schedule(is_active=False), schedule(of="biysk")):
        with pytest.raises(RuleBroken, match="закрыта"):
            sign_up(made)


def test_the_registrar_signs_up_for_today_and_admits_who_came(
    schedule: Scheduled, actor: Callable[..., Actor], next_day: date
) -> None:
    registrar, made = actor("registrar"), schedule()
    given = {"actor": registrar, "schedule_id": made.pk, "visitor": VISITOR, "topic": ""}
    by_phone = book_visit(**given, on=next_day, at=time(9), token="c" * 32)
    walked = [admit_visitor(**given, token=letter * 32) for letter in "de"]
    visits = {visit.pk: visit for visit in Visit.objects.all()}
    assert visits[by_phone.visit_id].source == VisitSource.PHONE
    assert {visits[one.visit_id].state for one in walked} == {VisitState.CAME}
    assert walked[0].at != walked[1].at


def test_a_specialist_signs_nobody_up(schedule: Scheduled, actor: Callable[..., Actor], sign_up: SignUp) -> None:
    with pytest.raises(NotFound):
        sign_up(schedule(), actor=actor("specialist"))


def test_the_trail_names_no_person(schedule: Scheduled, sign_up: SignUp) -> None:
    sign_up(schedule())
    written = " ".join(f"{entry.summary} {entry.details}" for entry in AuditEntry.objects.all())
    assert "Запись на приём" in written
    assert "Громова" not in written
    assert "Крыша" not in written
