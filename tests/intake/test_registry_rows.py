"""The rows behind a filter: exactly those, only those that the person may see, whatever words are looked for."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone
from tests.intake.conftest import Receive

from otklik.base.actor import Actor
from otklik.catalog.models import Category, Department, Reason, Topic, Touchpoint
from otklik.core.appeals import Audience, ItemKind, Outcome
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.actions.classify_item import classify_item
from otklik.intake.actions.erase_contact import erase_contact
from otklik.intake.models import FeedbackItem, question_of
from otklik.intake.registry import RegistryFilter
from otklik.intake.registry_page import PAGE_SIZE, registry_page
from otklik.intake.registry_rows import registry_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar(actor: Callable[..., Actor]) -> Actor:
    return actor("registrar", "coordinator")


def found(person: Actor, query: str) -> set[int]:
    return set(registry_rows(person, RegistryFilter.parse(query)).values_list("pk", flat=True))


def test_kind_and_population(receive: Receive, registrar: Actor) -> None:
    complaint, review = receive(), receive("Спасибо за уборку", kind=ItemKind.REVIEW)
    assert found(registrar, "kind=complaint") == {complaint.pk}
    assert found(registrar, "population=appeals") == {complaint.pk}
    assert found(registrar, "kind=complaint,review") == {complaint.pk, review.pk}
    assert found(registrar, "") == {complaint.pk, review.pk}


def test_quarter_follows_the_local_calendar(receive: Receive, actor: Callable[..., Actor]) -> None:
    """1 April 02:00 in Barnaul is still March in UTC."""
    local = ZoneInfo("Asia/Barnaul")
    item = receive(of="biysk", received_at=datetime(2025, 4, 1, 2, tzinfo=local))
    person = actor("registrar", of="biysk")
    assert found(person, "quarter=2025Q2") == {item.pk}
    assert found(person, "quarter=2025Q1") == set()
    assert found(person, "received_from=2025-04-01&received_to=2025-04-01") == {item.pk}
    assert found(person, "received_to=2025-03-31") == set()


def test_topic_takes_everything_under_its_heading(receive: Receive, registrar: Actor) -> None:
    topics = Topic.objects.filter(edition__administration_id=registrar.administration_id, level=3)
    one = topics.filter(code__startswith="0001.0001.").first()
    other = topics.filter(code__startswith="0003.").first()
    assert one is not None
    assert other is not None
    item, elsewhere = receive(topic_id=one.pk), receive(topic_id=other.pk)
    question_of(item, position=2, topic=one).save()
    assert found(registrar, "topic=0001.0000.0000.0000") == {item.pk}
    assert list(registry_rows(registrar, RegistryFilter.parse(f"topic={one.code}"))) == [item]
    assert found(registrar, "topic=0003") == {elsewhere.pk}
    assert found(registrar, "topic=none") == set()


def test_reason_category_touchpoint_reading(receive: Receive, registrar: Actor) -> None:
    own = {"administration_id": registrar.administration_id}
    reason, category, touchpoint = (model.objects.filter(**own).first() for model in (Reason, Category, Touchpoint))
    read, unread = receive(reason_id=reason.pk), receive()
    classify_item(actor=registrar, item_id=read.pk, category_ids=[category.pk], touchpoint_id=touchpoint.pk)
    assert found(registrar, f"reason={reason.slug}") == {read.pk}
    assert found(registrar, "reason=none") == {unread.pk}
    assert found(registrar, f"category={category.slug}") == {read.pk}
    assert found(registrar, "category=none") == {unread.pk}
    assert found(registrar, f"touchpoint={touchpoint.slug},none") == {read.pk, unread.pk}
    assert found(registrar, "read=1") == {read.pk}
    assert found(registrar, "queue=unread") == {unread.pk}


def test_an_unknown_slug_finds_nothing(receive: Receive, registrar: Actor) -> None:
    receive()
    for word in ("channel", "process", "touchpoint", "department", "reason", "category", "subject"):
        assert found(registrar, f"{word}=absent") == set(), word


def test_verdict_waiting_and_lateness(receive: Receive, registrar: Actor) -> None:
    item, waiting = receive(), receive()
    FeedbackItem.objects.filter(pk=item.pk).update(registered_on=timezone.localdate() - timedelta(days=40))
    question = item.questions.get()
    answer_appeal(
        actor=registrar, item_id=item.pk, text="Починим", outcomes={question.pk: Outcome.SUPPORTED}, way="status"
    )
    assert found(registrar, "verdict=satisfied") == {item.pk}
    assert found(registrar, "verdict=satisfied,open") == {item.pk, waiting.pk}
    assert found(registrar, "wait_min=40&wait_max=40") == {item.pk}
    assert found(registrar, "wait_min=41") == set()
    assert found(registrar, "answered=0") == {waiting.pk}
    assert found(registrar, "late=0") == {item.pk, waiting.pk}


@pytest.mark.parametrize("query", ["ямы", "дорогу яма", "ЯМА", "сидоров", "Сидорова", "лесная"])
def test_words_are_found_in_any_form(receive: Receive, registrar: Actor, query: str) -> None:
    item = receive("На дороге ямы, не проехать", name="Сидорова Нина Ивановна", place="улица Лесная, 3")
    receive("Не горит фонарь", name="Петров Пётр Петрович")
    assert found(registrar, f"q={query}") == {item.pk}


def test_yo_and_ye_are_one_letter(receive: Receive, registrar: Actor) -> None:
    item = receive("Гололёд на тротуаре", name="Королёв Семён Ильич")
    assert found(registrar, "q=гололед") == found(registrar, "q=королев") == {item.pk}


@pytest.mark.parametrize(
    "query", ["'", '"', "*", "(", "AND", "NOT яма", "яма OR", "title:яма", "\\", "%", "яма & ", ":*"]
)
def test_signs_of_a_query_language_are_only_signs(receive: Receive, registrar: Actor, query: str) -> None:
    receive("Яма на дороге")
    registry_rows(registrar, RegistryFilter(q=query)).count()


def test_numbers_whole_by_beginning_and_bare(receive: Receive, registrar: Actor) -> None:
    item = receive()
    receive()
    assert found(registrar, f"q={item.number}") == {item.pk}
    assert found(registrar, f"q={item.number.lower()}") == {item.pk}
    assert found(registrar, f"q={item.number.split('/')[0]}") == {item.pk}
    assert found(registrar, f"q={int(item.number.split('-')[1].split('/')[0])}") == {item.pk}


def test_the_index_follows_the_rows(receive: Receive, registrar: Actor) -> None:
    item = receive("Яма на дороге", name="Сидорова Нина Ивановна")
    FeedbackItem.objects.filter(pk=item.pk).update(text="Сломана скамейка")
    assert found(registrar, "q=яма") == set()
    assert found(registrar, "q=скамейки") == {item.pk}
    erase_contact(actor=registrar, item_id=item.pk)
    assert found(registrar, "q=сидорова") == set()
    item.delete()
    assert found(registrar, "q=скамейки") == set()


def test_the_index_has_its_triggers() -> None:
    """A migration that makes the table anew on SQLite drops its triggers: call `text_index.install` after it."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps an index with its table")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'intake\\_%' ESCAPE '\\'"
        )
        assert cursor.fetchone() == (6,)


def test_another_administration_stays_unseen(receive: Receive, registrar: Actor) -> None:
    receive("Яма на дороге", of="biysk", name="Сидорова Нина Ивановна")
    for query in ("", "q=яма", "q=сидорова"):
        assert found(registrar, query) == set()


def test_internal_feedback_is_for_the_officer(receive: Receive, actor: Callable[..., Actor]) -> None:
    item = receive("Не хватает бумаги", audience=Audience.INTERNAL, name="Сидорова Нина Ивановна")
    assert found(actor("registrar", "coordinator", "head"), "q=бумаги") == set()
    assert found(actor("internal_officer"), "q=бумага") == {item.pk}


def test_a_specialist_sees_his_unit(receive: Receive, actor: Callable[..., Actor], administration: object) -> None:
    roads, parks = (
        Department.objects.create(administration=administration, slug=slug, title=slug) for slug in ("roads", "parks")
    )
    item = receive(department_id=parks.pk)
    assert found(actor("specialist", department=parks), "") == {item.pk}
    assert found(actor("specialist", department=roads), "") == set()


def test_pages_hold_every_row_once_there_and_back(receive: Receive, registrar: Actor) -> None:
    moment = timezone.now()
    items = [receive(received_at=moment - timedelta(minutes=number // 3)) for number in range(PAGE_SIZE + 7)]
    first = registry_page(registrar, RegistryFilter())
    second = registry_page(registrar, RegistryFilter(), after=first.after)
    assert len(first.items) == PAGE_SIZE
    assert first.before is None
    assert second.after is None
    assert {item.pk for item in [*first.items, *second.items]} == {item.pk for item in items}
    assert len(second.items) == 7
    back = registry_page(registrar, RegistryFilter(), before=second.before)
    assert [item.pk for item in back.items] == [item.pk for item in first.items]
    assert back.before is None
