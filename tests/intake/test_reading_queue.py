"""The queue leads two readers to different texts, names what is late, and suggests from sources that it names."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.intake.conftest import Receive
from tests.intake.reading import category, read, touchpoint

from otklik.base.actor import Actor
from otklik.catalog.models import Administration, Category, ClientSegment, Process
from otklik.catalog.queries import work_calendar
from otklik.core.appeals import ItemKind
from otklik.core.urgency import Urgency
from otklik.intake.actions.change_reading_rules import change_reading_rules
from otklik.intake.actions.claim_item import claim_item
from otklik.intake.models import FeedbackItem, ReadingClaim
from otklik.intake.queries import queue, queue_counts
from otklik.intake.reading import first_unread, reading_place
from otklik.intake.reading_rules import unread_late_before
from otklik.intake.registry import RegistryFilter
from otklik.intake.registry_rows import registry_rows
from otklik.intake.suggestions import suggestions

pytestmark = pytest.mark.django_db
Hire = Callable[..., Actor]


def test_two_readers_are_led_to_different_texts(actor: Hire, receive: Receive) -> None:
    first, second = actor("registrar"), actor("coordinator")
    oldest, following = receive(), receive()
    assert first_unread(first) == first_unread(second) == oldest.pk
    claim_item(actor=first, item_id=oldest.pk)
    assert first_unread(first) == oldest.pk
    assert first_unread(second) == following.pk
    assert reading_place(second, following.pk).previous_id is None
    assert reading_place(second, oldest.pk).held_by == first.name
    claim_item(actor=first, item_id=following.pk)
    assert first_unread(second) == oldest.pk


def test_a_claim_lapses_and_goes_with_the_reading(actor: Hire, receive: Receive) -> None:
    first, second, item = actor("registrar"), actor("coordinator"), receive()
    claim_item(actor=first, item_id=item.pk)
    ReadingClaim.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert first_unread(second) == item.pk
    claim_item(actor=second, item_id=item.pk)
    assert ReadingClaim.objects.get().reader_id == second.user_id
    read(first, item)
    assert not ReadingClaim.objects.exists()


@pytest.mark.parametrize(
    ("today", "days", "first_in_time"),
    [
        (date(2025, 3, 7), 3, date(2025, 3, 4)),  # received on Monday the 3rd: three working days were over on the 6th
        (date(2025, 3, 10), 3, date(2025, 3, 5)),  # the weekend does not count
        (date(2025, 3, 4), 1, date(2025, 3, 3)),
        (date(2025, 1, 10), 2, date(2024, 12, 28)),  # the holidays do not count, the worked Saturday of the 28th does
    ],
)
def test_late_is_counted_in_working_days(
    administration: Administration, today: date, days: int, first_in_time: date
) -> None:
    administration.options = {"reading_days": days}
    midnight = datetime(first_in_time.year, first_in_time.month, first_in_time.day, tzinfo=ZoneInfo("Europe/Moscow"))
    assert unread_late_before(administration, work_calendar(administration.pk), today) == midnight


def test_what_nobody_read_in_time_stands_in_the_rail(actor: Hire, receive: Receive) -> None:
    reader = actor("coordinator")
    late, fresh, was_read = receive(), receive(), receive()
    FeedbackItem.objects.filter(pk__in=[late.pk, was_read.pk]).update(received_at=timezone.now() - timedelta(days=40))
    read(reader, was_read)
    assert [item.pk for item in queue(reader, "unread_late")] == [late.pk]
    counts = {one.slug: one.count for one in queue_counts(reader, late.administration)}
    assert (counts["unread_late"], counts["unread"]) == (1, 2)
    change_reading_rules(actor=reader, second_percent=0, days=60)
    assert not queue(reader, "unread_late").exists()
    assert fresh.read_at is None


def test_the_registry_filters_by_the_readers_cuts(actor: Hire, receive: Receive) -> None:
    reader, item, other = actor("coordinator"), receive(), receive()
    segment = ClientSegment.objects.filter(administration_id=item.administration_id).first()
    read(reader, item, segment_id=segment.pk, urgency=Urgency.HIGH.value)
    read(reader, other)
    for query in (f"segment={segment.slug}", "urgency=high", f"segment={segment.slug}&urgency=high,emergency"):
        assert [one.pk for one in registry_rows(reader, RegistryFilter.parse(query))] == [item.pk], query
    assert [one.pk for one in registry_rows(reader, RegistryFilter.parse("segment=none"))] == [other.pk]


def test_the_kind_suggests_its_category(actor: Hire, receive: Receive) -> None:
    reader, item = actor("registrar"), receive(kind=ItemKind.COMPLAINT)
    complaint = Category.objects.get(administration_id=item.administration_id, title="Жалоба")
    found = suggestions(reader, item)[0]
    assert (found.sets, found.why) == ((("categories", str(complaint.pk)),), "вид: жалоба")


def test_words_of_names_suggest_with_the_words_behind_them(actor: Hire, receive: Receive) -> None:
    reader = actor("registrar")
    own = Administration.objects.get(pk=reader.administration_id)
    process = Process.objects.create(administration=own, slug="roads", title="Содержание дорог", subject="functions")
    item = receive("На дороге у школы ямы, прошу наладить содержание и ремонт")
    found = next(one for one in suggestions(reader, item) if one.sets == (("process", str(process.pk)),))
    assert found.why == "слова: дорога, содержание"


def test_the_heading_of_the_source_is_named(actor: Hire, receive: Receive) -> None:
    reader = actor("registrar")
    item = receive("Ямы")
    item.source_category = "Регистрация"
    found = next(one for one in suggestions(reader, item) if one.title == "Регистрация")
    assert found.why == "рубрика источника: регистрация"


def test_an_equal_text_suggests_all_its_marks_but_not_to_the_second_reader(actor: Hire, receive: Receive) -> None:
    reader = actor("registrar")
    earlier, item = receive("Нет воды!"), receive("нет  воды")
    read(reader, earlier, place=2)
    first = suggestions(reader, item)[0]
    assert first.why == "так прочитан такой же текст"
    assert first.sets == (("categories", str(category(reader, 2).pk)), ("touchpoint", str(touchpoint(reader).pk)))
    assert all(one.why != first.why for one in suggestions(reader, item, is_second=True))


def test_the_habit_of_a_process_is_counted(actor: Hire, receive: Receive) -> None:
    reader = actor("registrar")
    own = Administration.objects.get(pk=reader.administration_id)
    process = Process.objects.create(administration=own, slug="roads", title="Кладбища", subject="functions")
    for place in (1, 1, 1, 2):
        read(reader, receive(f"Текст {place}"), place=place, process_id=process.pk)
    item = receive("Совсем другое")
    FeedbackItem.objects.filter(pk=item.pk).update(process=process)
    item.refresh_from_db()
    found = {one.sets: one.why for one in suggestions(reader, item)}
    assert found[(("categories", str(category(reader, 1).pk)),)] == "обычно по этому процессу: 3 из 4"
    assert found[(("touchpoint", str(touchpoint(reader).pk)),)] == "обычно по этому процессу: 4 из 4"
    assert not [why for why in (one.why for one in suggestions(reader, item, is_second=True)) if "обычно" in why]


def test_suggestions_are_nine_at_most_and_cost_few_queries(actor: Hire, receive: Receive) -> None:
    reader = actor("registrar")
    titles = Category.objects.filter(administration_id=reader.administration_id).values_list("title", flat=True)
    item = receive(f"{' '.join(titles)} дорога школа жильё налог работа здоровье вода земля")
    with CaptureQueriesContext(connection) as captured:
        found = suggestions(reader, FeedbackItem.objects.select_related("administration").get(pk=item.pk))
    assert len(found) == 9
    assert len({one.sets for one in found}) == 9
    assert len(captured) < 12
