"""Pages of thanks, cases and requirements as the staff meets them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.improvement.measures import MADE, made_measure, made_pain
from tests.intake.conftest import Receive

from otklik.accounts.queries import actor_of
from otklik.catalog.models import Administration
from otklik.core.registration import format_tracking_code
from otklik.improvement.actions.carry_out_measure import finish_measure
from otklik.improvement.actions.prepare_notices import prepare_notices
from otklik.improvement.models import Measure, OutcomeNotice, ReengineeringCase, Requirement
from otklik.intake.models import FeedbackItem
from otklik.intake.numbers import tracking_digest

ROOT = "/murashi/staff/"
MARIA = {"name": "Сидорова Мария Петровна", "email": "maria@example.org"}
ANNA = {"name": "Котова Анна Ивановна", "address": "ул. Лесная, д. 5"}


@pytest.fixture
def measure(administration: Administration) -> Measure:
    """A measure to be done."""
    return made_measure(administration, title="Поставить скамейки")


def accept(client: Client, item_id: int, measure: Measure) -> Any:
    """Press the button on the page of acceptance."""
    facts = {"accepted": "скамейка у остановки", "measure": measure.pk}
    return client.post(f"{ROOT}items/{item_id}/accept/", facts, follow=True)


def test_from_an_accepted_suggestion_to_thanks_by_mail(
    client_of: Callable[..., Client], staff: Any, receive: Receive, measure: Measure
) -> None:
    client, person = client_of("coordinator"), actor_of(staff("coordinator"))
    assert person is not None
    item = receive("Поставьте скамейку", **MARIA)
    assert "Предложение принято…" in client.get(f"{ROOT}items/{item.pk}/").text
    assert "Поставить скамейки" in accept(client, item.pk, measure).text
    assert "Мероприятие запланировано" in client.get(f"{ROOT}pains/thanks/").text
    finish_measure(actor=person, measure_id=measure.pk, result="Поставили две скамейки", done_on=date(2025, 6, 3))
    assert "Поблагодарены 0 из 1" in client.get(f"{ROOT}pains/measures/{measure.pk}/").text
    notice = OutcomeNotice.objects.get()
    listed = client.get(f"{ROOT}pains/thanks/").text
    assert "maria@example.org" in listed
    assert "ждёт проверки" in listed
    address = f"{ROOT}pains/thanks/{notice.pk}/"
    page = client.post(address, {"text": "Спасибо, {имя}", "way": "email"}).text
    assert "Впишите вместо {имя}" in page
    assert "Спасибо, {имя}" in page
    page = client.post(address, {"text": notice.text, "way": "email", "then": "send"}, follow=True).text
    assert "стоит в «Исходящих»" in page
    notice.refresh_from_db()
    assert notice.state == "leaving"


def test_letters_come_in_one_file_and_problems_are_told(
    client_of: Callable[..., Client], staff: Any, receive: Receive, measure: Measure
) -> None:
    client, person = client_of("coordinator"), actor_of(staff("coordinator"))
    assert person is not None
    accept(client, receive("Поставьте скамейку", **ANNA).pk, measure)
    finish_measure(actor=person, measure_id=measure.pk, result="Поставили", done_on=date(2025, 6, 3))
    notice = OutcomeNotice.objects.get()
    refused = client.post(f"{ROOT}pains/thanks/letters/", {"notice": notice.pk}, follow=True).text
    assert "Сначала прочтите текст" in refused
    assert "Отметьте письма" in client.post(f"{ROOT}pains/thanks/letters/", {"notice": "x"}, follow=True).text
    client.post(f"{ROOT}pains/thanks/{notice.pk}/", {"text": notice.text, "way": "letter"})
    made = client.post(f"{ROOT}pains/thanks/letters/", {"notice": notice.pk, "format": "pdf"})
    assert made.content.startswith(b"%PDF")
    client.post(f"{ROOT}pains/thanks/{notice.pk}/hand/", {"how": "почтой\0"})
    done = client.get(f"{ROOT}pains/thanks/done/").text
    assert "почтой" in done
    assert "Все, чьи предложения выполнены, поблагодарены" in client.get(f"{ROOT}pains/thanks/").text


def test_an_anonymous_author_reads_it_under_the_code(
    client_of: Callable[..., Client], staff: Any, receive: Receive, measure: Measure
) -> None:
    client, person = client_of("coordinator"), actor_of(staff("coordinator"))
    assert person is not None
    item = receive("Поставьте скамейку")
    code = format_tracking_code(b"12345678")
    FeedbackItem.objects.filter(pk=item.pk).update(tracking_digest=tracking_digest(code), number="П-1/2025")
    accept(client, item.pk, measure)
    finish_measure(actor=person, measure_id=measure.pk, result="Поставили две скамейки", done_on=date(2025, 6, 3))
    visitor, ticket = Client(), {"number": "П-1/2025", "code": code}
    assert "Что сделано по вашему" not in visitor.post("/murashi/status/", ticket, follow=True).text
    notice = OutcomeNotice.objects.get()
    client.post(f"{ROOT}pains/thanks/{notice.pk}/", {"text": notice.text, "way": "status", "then": "send"})
    page = visitor.get("/murashi/status/").text
    assert "Что сделано по вашему предложению" in page
    assert "Поставили две скамейки" in page


def test_who_may_not_see_contacts_sees_none(
    client_of: Callable[..., Client], staff: Any, receive: Receive, measure: Measure
) -> None:
    person = actor_of(staff("coordinator"))
    assert person is not None
    accept(client_of("coordinator"), receive("Скамейку!", **MARIA).pk, measure)
    finish_measure(actor=person, measure_id=measure.pk, result="Поставили", done_on=date(2025, 6, 3))
    head, notice = client_of("head"), OutcomeNotice.objects.get()
    for address in ("pains/thanks/", f"pains/measures/{measure.pk}/thanks/"):
        page = head.get(ROOT + address).text
        assert "Поставить скамейки" in page
        assert "maria@example.org" not in page
        assert "Сидорова" not in page
    assert head.get(f"{ROOT}pains/thanks/{notice.pk}/").status_code == 404
    assert head.get(f"{ROOT}pains/thanks/words/").status_code == 404


def test_a_case_is_led_on_its_pages(client_of: Callable[..., Client], administration: Administration) -> None:
    client, pain = client_of("organizer"), made_pain(administration)
    facts = {"title": "Приём без очередей", "process": pain.process_id, "quarter": "20261", "to_be": "По записи"}
    refused = client.post(f"{ROOT}pains/cases/new/", {**facts, "title": "", "pains": pain.pk})
    assert "Назовите, что перестраиваете" in refused.text
    assert "По записи" in refused.text
    facts["quarter"] = str(refused.context["form"].fields["quarter"].choices[1][0])
    assert client.post(f"{ROOT}pains/cases/new/", {**facts, "pains": pain.pk}).status_code == 302
    case = ReengineeringCase.objects.get()
    assert "Не отвечают по телефону" in client.get(f"{ROOT}pains/cases/{case.pk}/").text
    asked = {"kind": "existing", "title": "Вовремя", "process": pain.process_id, "indicator": "late_share"}
    new = f"{ROOT}pains/requirements/new/?case={case.pk}"
    assert "Назовите число" in client.post(new, {**asked, "due_on": "2026-12-31"}).text
    page = client.post(new, {**asked, "due_on": "2026-12-31", "target": "4,5"}, follow=True).text
    assert "не больше 4,5" in page
    assert Requirement.objects.get().target == pytest.approx(0.045)
    client.post(f"{ROOT}pains/cases/{case.pk}/start/")
    client.post(f"{ROOT}pains/cases/{case.pk}/in-place/", {"on": "2025-02-30"})
    page = client.post(f"{ROOT}pains/cases/{case.pk}/in-place/", {"on": "2025-02-03"}, follow=True).text
    assert "внедрено, наблюдаем" in page
    assert client.get(f"{ROOT}pains/cases/{case.pk}/file/docx/").content[:2] == b"PK"
    assert client.get(f"{ROOT}pains/requirements/{Requirement.objects.get().pk}/").status_code == 200


def test_more_rows_cost_no_more_queries(
    client_of: Callable[..., Client], staff: Any, receive: Receive, measure: Measure
) -> None:
    client, person = client_of("coordinator"), actor_of(staff("coordinator"))
    assert person is not None

    def cost() -> list[int]:
        counts = []
        for page in ("pains/thanks/", f"pains/measures/{measure.pk}/thanks/", "pains/requirements/", "pains/cases/"):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(ROOT + page).status_code == 200
            counts.append(len(captured))
        return counts

    def add(number: int) -> None:
        accept(client, receive(f"Скамейка {number}", name=f"Котова Анна {number}", email=f"{number}@x.org").pk, measure)
        prepare_notices(measure)
        process = made_pain(measure.administration, f"Боль {number}").process
        owned = {"administration": measure.administration, "process": process, "created_at": MADE}
        case = ReengineeringCase.objects.create(title=f"Дело {number}", quarter=20244, **owned)
        Requirement.objects.create(
            title=f"{number}", case=case, indicator="late_share", target=0.1, due_on=date(2025, 1, 1), **owned
        )

    finish_measure(actor=person, measure_id=measure.pk, result="Поставили", done_on=date(2025, 6, 3))
    add(1)
    cost()
    first = cost()
    add(2)
    add(3)
    assert cost() == first
