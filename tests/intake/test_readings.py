"""Each reading leaves its trace; undo brings back what stood before; two readers at once lose nothing."""

from collections.abc import Callable

import pytest
from tests.intake.conftest import Receive
from tests.intake.reading import category, marks, read, touchpoint

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.base.models import AuditEntry
from otklik.catalog.models import ClientSegment, LifeSituation, Process, Reason
from otklik.core.urgency import Urgency
from otklik.intake.actions.classify_item import QuestionReading, undo_reading
from otklik.intake.actions.read_equal_texts import read_equal_texts, undo_batch
from otklik.intake.equal_texts import equal_texts, normal_text
from otklik.intake.models import FeedbackItem, Reading

pytestmark = pytest.mark.django_db
Hire = Callable[..., Actor]


def own(model: type, actor: Actor, place: int = 0) -> int:
    return model.objects.filter(administration_id=actor.administration_id)[place].pk


def test_a_reading_keeps_who_when_and_every_mark(actor: Hire, receive: Receive) -> None:
    reader, item = actor("registrar"), receive()
    question = item.questions.get()
    given = {
        "segment_id": own(ClientSegment, reader),
        "life_situation_id": own(LifeSituation, reader),
        "urgency": Urgency.HIGH.value,
        "questions": [QuestionReading(question.pk, None, own(Reason, reader))],
    }
    read(reader, item, **given)
    item.refresh_from_db()
    reading = Reading.objects.get(item=item)
    assert (reading.reader_id, reading.stage, reading.undone_at) == (reader.user_id, "first", None)
    assert (item.read_by_id, item.urgency, item.segment_id) == (reader.user_id, "high", given["segment_id"])
    assert reading.marks["life_situation"] == item.life_situation_id == given["life_situation_id"]
    assert reading.marks["questions"][0]["reason_id"] == own(Reason, reader)
    assert AuditEntry.objects.get(verb="classify").details == {"reading": reading.pk}


def test_marks_of_another_administration_are_not_taken(actor: Hire, receive: Receive) -> None:
    reader, foreign, item = actor("registrar"), actor("registrar", of="biysk"), receive()
    read(reader, item, segment_id=own(ClientSegment, foreign), urgency="вчера")
    item.refresh_from_db()
    assert (item.segment_id, item.urgency) == (None, None)
    with pytest.raises(RuleBroken, match="категорию"):
        read(reader, item, category_ids=[category(foreign).pk])
    with pytest.raises(RuleBroken, match="точку"):
        read(reader, item, touchpoint_id=touchpoint(foreign).pk)


def test_the_second_of_two_at_once_sees_what_changed(actor: Hire, receive: Receive) -> None:
    first, second, item = actor("registrar"), actor("coordinator"), receive()
    read(first, item, seen=0)
    with pytest.raises(RuleBroken, match=r"Смирнова Анна Петровна.*Ваши отметки целы") as refusal:
        read(second, item, place=1, seen=0)
    assert refusal.value.code == "read_meanwhile"
    assert list(item.categories.all()) == [category(first)]
    read(second, item, place=1, seen=Reading.objects.get(item=item).pk)
    assert list(item.categories.all()) == [category(first, 1)]


def test_undo_brings_the_earlier_reading_back(actor: Hire, receive: Receive) -> None:
    first, second, item = actor("registrar"), actor("coordinator"), receive()
    read(first, item)
    read(second, item, place=1)
    undo_reading(actor=second, item_id=item.pk)
    item.refresh_from_db()
    assert (item.read_by_id, list(item.categories.all())) == (first.user_id, [category(first)])
    undo_reading(actor=first, item_id=item.pk)
    item.refresh_from_db()
    assert (item.read_at, item.touchpoint, item.categories.count()) == (None, None, 0)
    assert Reading.objects.filter(undone_at__isnull=False).count() == 2


def test_undo_brings_back_what_the_registrar_had_given(actor: Hire, receive: Receive) -> None:
    reader, item = actor("registrar"), receive()
    process = Process.objects.create(
        administration_id=item.administration_id, slug="roads", title="Дороги", subject="functions"
    )
    FeedbackItem.objects.filter(pk=item.pk).update(subject="services")
    read(reader, item, process_id=process.pk)
    item.refresh_from_db()
    assert (item.process, item.subject) == (process, "functions")
    undo_reading(actor=reader, item_id=item.pk)
    item.refresh_from_db()
    assert (item.process, item.subject) == (None, "services")


def test_undo_of_what_was_read_before_readings_were_kept(actor: Hire, receive: Receive) -> None:
    reader, item = actor("registrar"), receive()
    read(reader, item)
    Reading.objects.all().delete()
    item.refresh_from_db()
    was = item.read_at
    read(reader, item, place=1)
    undo_reading(actor=reader, item_id=item.pk)
    item.refresh_from_db()
    assert (item.read_at, list(item.categories.all())) == (was, [category(reader)])


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("Яма у дома 5!", "яма  у дома 5", True),
        ("Ещё раз: яма", "еще раз — яма", True),
        ("Яма у дома 5", "Яма у дома 15", False),
        ("", "", True),
    ],
)
def test_texts_are_equal_word_for_word(one: str, other: str, equal: bool) -> None:
    assert (normal_text(one) == normal_text(other)) is equal


def test_equal_texts_are_read_together_and_undone_together(actor: Hire, receive: Receive) -> None:
    reader = actor("registrar")
    item, same, third, another = receive("Нет воды!"), receive("нет воды"), receive("Нет воды."), receive("Нет света")
    assert [found.pk for found in equal_texts(reader, item)] == [same.pk, third.pk]
    read(reader, third, place=2)
    done = read_equal_texts(
        actor=reader,
        item_id=item.pk,
        marks=marks(reader, item, categories=(0, 1)),
        other_ids=[same.pk, third.pk],
        seen=0,
    )
    assert (done.read_count, done.passed_count) == (2, 1)
    assert [Reading.objects.get(item=one).batch for one in (item, same)] == [done.batch] * 2
    assert same.categories.count() == 2
    assert list(third.categories.all()) == [category(reader, 2)]
    assert undo_batch(actor=reader, batch=done.batch) == 2
    same.refresh_from_db()
    another.refresh_from_db()
    assert (same.read_at, another.read_at) == (None, None)
    with pytest.raises(RuleBroken, match="уже отменено"):
        undo_batch(actor=reader, batch=done.batch)


def test_only_equal_texts_go_into_a_batch(actor: Hire, receive: Receive) -> None:
    reader, item, other = actor("registrar"), receive("Нет воды"), receive("Нет света")
    with pytest.raises(RuleBroken, match="другой текст"):
        read_equal_texts(actor=reader, item_id=item.pk, marks=marks(reader, item), other_ids=[other.pk])
    item.refresh_from_db()
    assert item.read_at is None


def test_a_batch_gives_every_item_its_own_questions(actor: Hire, receive: Receive) -> None:
    reader, item, same = actor("registrar"), receive("Нет воды"), receive("Нет воды")
    question, reason = item.questions.get(), own(Reason, reader)
    given = marks(reader, item).__class__(
        categories=(category(reader).pk,),
        touchpoint=touchpoint(reader).pk,
        questions=(QuestionReading(question.pk, None, reason),),
    )
    read_equal_texts(actor=reader, item_id=item.pk, marks=given, other_ids=[same.pk])
    assert [one.questions.get().reason_id for one in (item, same)] == [reason, reason]


def test_a_later_reading_outlives_the_undo_of_a_batch(actor: Hire, receive: Receive) -> None:
    reader, other = actor("registrar"), actor("coordinator")
    item, same = receive("Нет воды"), receive("Нет воды")
    done = read_equal_texts(actor=reader, item_id=item.pk, marks=marks(reader, item), other_ids=[same.pk])
    read(other, same, place=1)
    assert undo_batch(actor=reader, batch=done.batch) == 1
    assert list(same.categories.all()) == [category(reader, 1)]
