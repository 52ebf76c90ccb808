"""Pages of terms: counts day by day, «Контроль сроков», the digest, the calendar, recounts, settings of time."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from otklik.accounts.models import User
from otklik.base.actor import system_actor
from otklik.catalog.models import Administration, CalendarDay, Channel
from otklik.core.deadlines import LegalClass
from otklik.intake.actions.recompute_due_dates import work_recount
from otklik.intake.models import Digest, DueRecount, FeedbackItem

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
Receive = Callable[..., FeedbackItem]
BASE = "/murashi/staff"
HOURS = {
    "opens_at": "08:00", "break_from": "12:00", "break_to": "12:48", "closes_at": "17:00", "friday_closes_at": "16:00",
}  # fmt: skip
NASTY = ["Я" * 50_000, "«\"'<script>", "🚒", "\0", "2026-13-45", "-1", "9" * 40, " "]


@pytest.fixture
def coordinator(client_of: ClientOf) -> Client:
    return client_of("coordinator")


def text_of(client: Client, address: str, **data: object) -> str:
    answer = client.post(address, data, follow=True) if data else client.get(address, follow=True)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_count_opens_day_by_day_beside_the_case(coordinator: Client, receive: Receive) -> None:
    item = receive()
    assert item.due_on is not None
    page = text_of(coordinator, f"{BASE}/items/{item.pk}/")
    assert page.count("— последний день") == 1
    assert "День" not in page.partition("<table>")[2].partition("</table>")[0] or "Номер дня" in page
    whole = text_of(coordinator, f"{BASE}/items/{item.pk}/due/answer/")
    assert whole.count('<tr class="') >= (item.due_on - (item.registered_on or item.due_on)).days
    assert "Срок ответа — " in whole


@pytest.mark.parametrize("term", ["answer", "forwarding", "prolongation"])
def test_every_term_has_its_page(coordinator: Client, receive: Receive, term: str) -> None:
    item = receive()
    FeedbackItem.objects.filter(pk=item.pk).update(legal_class=LegalClass.APPEAL_59FZ)
    assert "последний день" in text_of(coordinator, f"{BASE}/items/{item.pk}/due/{term}/")


@pytest.mark.parametrize("term", ["registration", "no-such", "answer-"])
def test_a_term_that_does_not_run_is_not_there(coordinator: Client, receive: Receive, term: str) -> None:
    assert coordinator.get(f"{BASE}/items/{receive().pk}/due/{term}/").status_code == 404


def test_a_stranger_sees_no_count(client_of: ClientOf, receive: Receive) -> None:
    item = receive()
    assert client_of("coordinator", of="biysk").get(f"{BASE}/items/{item.pk}/due/answer/").status_code == 404
    assert Client().get(f"{BASE}/items/{item.pk}/due/answer/").status_code == 302


def test_the_control_of_terms_lists_and_links(client_of: ClientOf, receive: Receive) -> None:
    item = receive("Просроченная яма")
    FeedbackItem.objects.filter(pk=item.pk).update(due_on=date(2025, 1, 9))
    page = text_of(client_of("coordinator"), f"{BASE}/deadlines/?scope=all")
    assert "Просроченная яма" in page
    assert "?queue=overdue" in page
    assert "Не зарегистрировано в срок" in page
    assert "Сроков за вами нет" in text_of(client_of("auditor"), f"{BASE}/deadlines/")


@pytest.mark.parametrize("scope", ["unit", "мусор", "'", "🚒", "a" * 500])
def test_a_scope_that_is_not_ones_own_shows_ones_own(coordinator: Client, scope: str) -> None:
    assert "Контроль сроков" in text_of(coordinator, f"{BASE}/deadlines/?scope={scope}")


def test_a_person_keeps_address_and_switch(client_of: ClientOf, receive: Receive) -> None:
    receive("Ничья яма")
    client, address = client_of("coordinator", username="person"), f"{BASE}/digest/"
    page = text_of(client, address)
    assert "Без ответственного: 1" in page
    assert "Ничья яма" not in page.partition("Что было бы в письме")[2]
    assert "Записано." in text_of(client, address, email="a@example.ru")
    person = User.objects.get(username="person")
    assert (person.email, Digest.objects.get(user=person).is_on) == ("a@example.ru", False)
    wrong = text_of(client, address, email="не адрес", is_on="on")
    assert "с ошибкой" in wrong
    assert 'value="не адрес"' in wrong
    assert not Digest.objects.get(user=person).is_on


def test_a_day_is_set_and_leads_to_the_recount(coordinator: Client, receive: Receive) -> None:
    item = receive()
    assert item.due_on is not None
    data = {"on": item.due_on.isoformat(), "kind": "off", "note": "День района"}
    page = text_of(coordinator, f"{BASE}/calendar/?year=2026", **data)
    assert "сдвинется срок у 1 обращения" in page
    assert "День района" in page
    why = "Новый выходной"
    started = text_of(coordinator, f"{BASE}/recount/", why=why)
    assert "ждёт своей очереди" in started
    assert "уже идёт" in text_of(coordinator, f"{BASE}/recount/", why=why)
    run = DueRecount.objects.get()
    work_recount(actor=system_actor(run.administration_id, "murashi"), run_id=run.pk)
    assert "сдвинулся срок у 1 обращения" in text_of(coordinator, f"{BASE}/recount/{run.pk}/")
    shown = text_of(coordinator, f"{BASE}/items/{item.pk}/")
    assert "Прежний срок" in shown
    assert why in shown
    assert "Пересчитывать нечего" in text_of(coordinator, f"{BASE}/recount/")


def test_a_day_that_moves_nothing_says_so(coordinator: Client) -> None:
    page = text_of(coordinator, f"{BASE}/calendar/", on="2026-05-08", kind="shortened")
    assert "08.05.2026 — рабочий день, короче на час." in page
    assert "не меняются" in page
    assert CalendarDay.objects.get().is_shortened
    removed = text_of(coordinator, f"{BASE}/calendar/2026/5/8/remove/", sent="1")
    assert "снова по производственному календарю" in removed
    assert not CalendarDay.objects.exists()


def test_a_pressed_day_stands_in_the_form(coordinator: Client) -> None:
    assert 'value="2026-05-08"' in text_of(coordinator, f"{BASE}/calendar/?year=2026&day=2026-05-08")
    assert "Рабочих дней 247, из них короче на час 4" in text_of(coordinator, f"{BASE}/calendar/?year=2026")
    assert "неизвестны" in text_of(coordinator, f"{BASE}/calendar/?year=2040")
    assert "неизвестны" not in text_of(coordinator, f"{BASE}/calendar/?year=2026")


@pytest.mark.parametrize("query", ["year=99999", "year=-1", "year=0001", "day=2026-02-30", "year=²", "day=%00"])
def test_an_impossible_year_or_day_of_the_address_is_this_year(coordinator: Client, query: str) -> None:
    assert "Календарь на" in text_of(coordinator, f"{BASE}/calendar/?{query}")


def load(client: Client, content: str, name: str = "calendar.csv") -> str:
    file = SimpleUploadedFile(name, content.encode(), content_type="text/csv")
    return text_of(client, f"{BASE}/calendar/file/", file=file)


def test_a_calendar_of_months_is_loaded(coordinator: Client) -> None:
    usual = "год;месяц;дни\n2026;июнь;6,7,11*,12,13,14,20,21,27,28\n"
    assert "менять ничего не пришлось" in load(coordinator, usual)
    assert "Изменено: 2 дня" in load(coordinator, usual.replace("11*,12", "10,11,12"))
    assert {day.on for day in CalendarDay.objects.all()} == {date(2026, 6, 10), date(2026, 6, 11)}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("год;месяц;дни\n2026;июнь;6,7\n2026;июнь;31\n", "Строка 2: июнь: нерабочих дней только 2"),
        ("год;месяц;дни\n2026;июнь;6,7\n2026;июнь;31\n", "Строка 3: июнь: дня «31» нет"),
        ("кто;когда\nИванов;вчера\nПетров;завтра\n", "столбцы не узнаны"),
    ],
)
def test_a_wrong_calendar_is_named_by_line(coordinator: Client, content: str, message: str) -> None:
    assert message in load(coordinator, content).replace("&#x27;", "'")


def test_hours_of_work_and_of_networks(coordinator: Client, administration: Administration) -> None:
    channel = Channel.objects.filter(administration=administration, legal_class=LegalClass.NETWORK_MESSAGE).first()
    assert channel is not None
    page = text_of(coordinator, f"{BASE}/settings/hours/")
    assert channel.title in page
    assert "Рабочее время записано" in text_of(
        coordinator, f"{BASE}/settings/hours/", **HOURS, **{f"channel_{channel.slug}": "4"}
    )
    administration.refresh_from_db()
    assert administration.options["channel_hours"] == {channel.slug: 4}
    assert 'value="4"' in text_of(coordinator, f"{BASE}/settings/hours/")
    wrong = text_of(coordinator, f"{BASE}/settings/hours/", **{**HOURS, "opens_at": "13:00"})
    assert "Часы идут не по порядку" in wrong
    assert 'value="13:00"' in wrong
    assert "От 1 до 80 часов" in text_of(
        coordinator, f"{BASE}/settings/hours/", **HOURS, **{f"channel_{channel.slug}": "900"}
    )


def test_levels_and_the_hour_of_the_digest(coordinator: Client, administration: Administration) -> None:
    address = f"{BASE}/settings/levels/"
    assert "Ступени контроля записаны" in text_of(coordinator, address, assignee_days="5", unit_days="1", late_days="2")
    assert "записано" in text_of(coordinator, f"{address}digest/", is_on="on", hour="9")
    administration.refresh_from_db()
    assert administration.options["escalation"] == {"assignee_days": 5, "unit_days": 1, "top_days": -2}
    assert administration.options["digest"] == {"is_on": True, "hour": 9}
    assert "Порядок ступеней" in text_of(coordinator, address, assignee_days="1", unit_days="4", late_days="2")
    assert "исполнителю за 5 дней" in text_of(coordinator, f"{BASE}/settings/")


@pytest.mark.parametrize("value", NASTY)
@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("recount/", ("why",)),
        ("digest/", ("email",)),
        ("settings/hours/", tuple(HOURS)),
        ("settings/levels/", ("assignee_days", "unit_days", "late_days")),
        ("settings/levels/digest/", ("hour",)),
        ("calendar/", ("on", "kind", "note")),
    ],
)
def test_nonsense_gets_an_answer_in_words(
    coordinator: Client, address: str, fields: tuple[str, ...], value: str
) -> None:
    text_of(coordinator, f"{BASE}/{address}", **dict.fromkeys(fields, value), csrf="1")


@pytest.mark.parametrize("address", ["calendar/", "recount/", "settings/hours/", "settings/levels/"])
def test_pages_of_the_catalogue_are_for_those_who_keep_it(client_of: ClientOf, address: str) -> None:
    assert client_of("specialist").get(f"{BASE}/{address}").status_code == 404


def test_a_new_clock_leads_to_the_recount(coordinator: Client, receive: Receive) -> None:
    item = receive()
    FeedbackItem.objects.filter(pk=item.pk).update(registered_on=date.today() - timedelta(days=1))  # noqa: DTZ011
    data = {"days": "5", "unit": "working", "prolongation_days": "0", "basis": "Регламент"}
    page = text_of(coordinator, f"{BASE}/settings/clocks/{item.legal_class}/", **data)
    assert "Пересчитать сроки" in page
    assert "раньше на" in page
