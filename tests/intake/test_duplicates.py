"""Messages like one another: found by their rare words, told apart by their places, explained without names."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.intake.conftest import Receive

from otklik.base.actor import Actor
from otklik.core.appeals import Audience
from otklik.intake import text_index
from otklik.intake.duplicates import compared_of, likely_duplicates, resembling
from otklik.intake.equal_texts import equal_texts
from otklik.intake.likeness import candidates
from otklik.intake.likeness.frequency import count_words, word_counts
from otklik.intake.models import FeedbackItem, WordFrequency

pytestmark = pytest.mark.django_db
LAMP = "На улице Лесной возле дома 12 третий день не горит фонарь, дети ходят в школу в темноте."


@pytest.fixture(params=[False, True], ids=["just come in", "indexed"])
def is_indexed(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def clerk(actor: Callable[..., Actor]) -> Actor:
    return actor("registrar")


def test_the_same_matter_in_other_words(receive: Receive, clerk: Actor, is_indexed: bool) -> None:
    item = receive(LAMP)
    receive("На улице Лесной возле дома 14 третий день не горит фонарь, дети ходят в школу в темноте.")
    receive("В доме 12 по улице Лесной течёт крыша, заливает третий этаж.")
    if is_indexed:
        text_index.catch_up()
    found = likely_duplicates(clerk, "Дети идут в школу в темноте: на Лесной, 12 не горят фонари уже 5 дней")
    assert [one.item.pk for one in found] == [item.pk]
    assert 0.45 <= (found[0].share or 0) < 1


def test_another_place_is_told_after_the_duplicates(receive: Receive, clerk: Actor) -> None:
    other, same = receive(LAMP.replace("12", "14")), receive(LAMP)
    found = resembling(clerk, compared_of(receive(LAMP)))
    assert [(one.item.pk, one.is_duplicate) for one in found] == [(same.pk, True), (other.pk, False)]
    assert ("12" in found[1].our_place, "14" in found[1].their_place) == (True, True)


def test_the_place_typed_apart_counts(receive: Receive, clerk: Actor) -> None:
    item = receive("Во дворе сломаны качели и горка, опасно для детей", place="ул. Мира, 3")
    text = "Сломаны качели и горка во дворе, для детей опасно"
    assert [one.item.pk for one in likely_duplicates(clerk, text, "Мира 3")] == [item.pk]
    assert likely_duplicates(clerk, text, "Мира 5") == []


def test_only_what_came_at_about_the_same_time(receive: Receive, clerk: Actor) -> None:
    receive(LAMP, received_at=timezone.now() - timedelta(days=200))
    assert likely_duplicates(clerk, LAMP) == []


def test_many_alike_of_another_time_hide_none_of_this_one(
    receive: Receive, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old register is often taken in later than today's letters came: its rows are not what is compared first."""
    now = timezone.now()
    same, moved = receive(LAMP, received_at=now - timedelta(days=100)), receive(LAMP)
    for days in (200, 300):
        receive(LAMP, received_at=now - timedelta(days=days))
    monkeypatch.setattr(candidates, "MOST_COMPARED", 2)
    text_index.catch_up()
    assert [one.item.pk for one in likely_duplicates(clerk, LAMP)] == [moved.pk, same.pk]
    FeedbackItem.objects.filter(pk=moved.pk).update(received_at=now - timedelta(days=250))
    text_index.catch_up()
    monkeypatch.setattr(candidates, "MOST_COMPARED", 3)
    asked = replace(compared_of(moved), at=now - timedelta(days=230), item_id=None)
    assert [one.item.pk for one in resembling(clerk, asked)][-1] == moved.pk


def test_only_what_the_person_may_see(receive: Receive, clerk: Actor, actor: Callable[..., Actor]) -> None:
    inside = receive(LAMP, audience=Audience.INTERNAL)
    receive(LAMP, of="biysk")
    assert likely_duplicates(clerk, LAMP) == []
    assert [one.item.pk for one in likely_duplicates(actor("internal_officer"), LAMP)] == [inside.pk]


def test_names_and_telephones_are_not_told(receive: Receive, clerk: Actor) -> None:
    receive(f"{LAMP} Жильцова Мария Петровна, 8 (912) 000-00-01")
    (found,) = likely_duplicates(clerk, f"{LAMP} Пишет Королёв Семён Ильич")
    told = " ".join((*found.common, *found.only_ours, *found.only_theirs, found.opening)).lower()
    assert not {word for word in ("жильцова", "мария", "королев", "семен", "0001") if word in told}


def test_frequent_words_are_counted_once_a_day(receive: Receive, administration: object) -> None:
    for number in range(8):
        receive(f"Яма у дома {number}")
    receive("Фонарь")
    assert count_words()
    own = WordFrequency.objects.get(administration=administration)
    assert word_counts(own.pk)["яма"] == 8
    assert "фонарь" not in word_counts(own.pk)
    assert count_words() is None
    WordFrequency.objects.update(counted_at=timezone.now() - timedelta(days=2))
    receive("Яма")
    assert count_words()
    assert word_counts(own.pk)["яма"] == 9


def test_words_are_counted_anew_when_a_file_brought_many(receive: Receive, administration: object) -> None:
    """Else every word would be a rare one until the next day."""
    receive("Фонарь")
    assert count_words()
    receive("Яма")
    assert count_words() is None
    for number in range(8):
        receive(f"Яма у дома {number}")
    assert count_words()
    own = WordFrequency.objects.get(administration=administration)
    assert word_counts(own.pk)["яма"] == 9


def test_equal_texts_wait_together(receive: Receive, clerk: Actor, is_indexed: bool) -> None:
    item = receive("Верните автобус № 5!")
    same = [receive("верните автобус №5"), receive("Верните   автобус: № 5.")]
    receive("Верните автобус № 6!")
    receive("Верните автобус № 5!", of="biysk")
    read = receive("Верните автобус № 5!")
    read.read_at = timezone.now()
    read.save()
    if is_indexed:
        text_index.catch_up()
    assert [one.pk for one in equal_texts(clerk, item)] == [one.pk for one in same]
