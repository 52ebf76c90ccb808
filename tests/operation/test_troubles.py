"""Letters about troubles: one when it begins, again after a day, one when it is over, never a flood."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from otklik.accounts.actions.keep_second_factor import enter_by_password_alone
from otklik.accounts.models import User
from otklik.base.files import store_file
from otklik.base.models import StoredFile
from otklik.catalog.models import Administration
from otklik.operation.actions.watch_node import CALM, note_troubles, tell_keepers
from otklik.operation.beats import beat
from otklik.operation.enums import Level, PartKind
from otklik.operation.models import RunningPart, Trouble
from otklik.operation.queries.node import trouble_log
from otklik.operation.state import NodeState, node_state
from otklik.operation.state.findings import Finding, trouble

pytestmark = pytest.mark.django_db
BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DISK = trouble("disk-one", "Узел one", "Свободно 900 МБ.", "Освободите место.")
COPY = trouble("backup", "Резервная копия", "Ни одной копии ещё нет.", "Сделайте копию: otklik backup.")


@pytest.fixture(autouse=True)
def keeper(staff: Callable[..., User]) -> User:
    """Somebody to write to."""
    person = staff("administrator")
    person.is_node_keeper, person.email = True, "keeper@example.ru"
    person.save()
    return person


def look(at: datetime, *found: Finding) -> int:
    """One look of the clock."""
    note_troubles(NodeState(at, (("Всё", found),)))
    return tell_keepers(at)


def minutes(begin: datetime, count: int, *found: Finding) -> datetime:
    """The clock looks every minute; returns the last moment."""
    for number in range(count):
        look(begin + number * MINUTE, *found)
    return begin + (count - 1) * MINUTE


def test_one_letter_for_a_day_of_trouble_and_one_more_after_it() -> None:
    minutes(BEGAN, 3, DISK)
    assert mail.outbox == []  # what is over by itself is told to nobody
    minutes(BEGAN + 3 * MINUTE, 30, DISK)
    assert len(mail.outbox) == 1
    assert mail.outbox[0].to == ["keeper@example.ru"]
    assert "Свободно 900 МБ." in mail.outbox[0].body
    assert "Что делать: Освободите место." in mail.outbox[0].body
    minutes(BEGAN + timedelta(hours=24), 10, DISK)
    assert len(mail.outbox) == 2
    assert "Не устранено" in mail.outbox[1].body


def test_what_was_over_at_once_is_not_listed() -> None:
    minutes(BEGAN, 2, DISK, COPY)
    look(BEGAN + 2 * MINUTE, COPY)
    assert [one.slug for one in trouble_log()] == ["backup"]


def test_a_silent_antivirus_is_a_trouble_when_files_wait_for_it(settings: Any) -> None:
    def level() -> Level | None:
        return next((one.level for one in node_state().findings if one.slug == "antivirus"), None)

    assert level() is None
    settings.CLAMD = "unix:///nonexistent/clamd.ctl"
    assert level() == Level.GOOD
    store_file(1, BytesIO(b"A letter."), "a.txt")
    assert level() == Level.GOOD
    StoredFile.objects.update(stored_at=timezone.now() - timedelta(hours=1))
    assert level() == Level.TROUBLE


def test_a_demonstration_lacks_no_copy(keeper: User) -> None:
    def copy() -> Level:
        return next(one.level for one in node_state().findings if one.slug == "backup")

    assert keeper.administration is not None
    enter_by_password_alone(administration=keeper.administration)
    Administration.objects.exclude(pk=keeper.administration.pk).delete()
    assert copy() == Level.NOTICE
    Administration.objects.update(options={})
    assert copy() == Level.TROUBLE


def test_what_comes_up_after_the_pages_is_awaited() -> None:
    def workers() -> set[Level]:
        return {one.level for one in node_state().findings if one.slug.startswith(("worker-", "clock"))}

    assert workers() == {Level.TROUBLE}
    beat(PartKind.PAGES, "pages-one")
    assert workers() == {Level.NOTICE}
    RunningPart.objects.update(began_at=BEGAN)
    assert workers() == {Level.TROUBLE}


def test_the_end_is_told_once_and_only_of_what_was_told() -> None:
    last = minutes(BEGAN, 10, DISK, COPY)
    assert len(mail.outbox) == 1  # both in one letter
    last = minutes(last + MINUTE, 30)
    assert len(mail.outbox) == 2
    assert "всё в порядке" in mail.outbox[1].subject
    assert "Устранено: Узел one." in mail.outbox[1].body
    look(last + MINUTE, DISK)
    minutes(last + 2 * MINUTE, 30)
    assert len(mail.outbox) == 2  # a minute of trouble was told to nobody, so its end is not told either


def test_a_trouble_that_comes_and_goes_is_no_flood() -> None:
    at = BEGAN
    for _ in range(24):  # an hour of trouble of which half is calm, for a day
        at = minutes(at, 30, DISK) + MINUTE
        at = minutes(at, 30) + MINUTE
    assert len(mail.outbox) <= 6


def test_after_the_machine_was_off_nobody_is_told_at_once() -> None:
    look(BEGAN, DISK)
    minutes(BEGAN + timedelta(hours=5), 3, DISK)
    assert mail.outbox == []
    look(BEGAN + timedelta(hours=5, minutes=4), DISK)
    assert len(mail.outbox) == 1


def test_what_cannot_be_looked_at_ends_nothing() -> None:
    last = minutes(BEGAN, 5, DISK)
    look(last + CALM, Finding("unknown-disks", "Диски", Level.UNKNOWN, "Проверить не удалось."))
    assert Trouble.objects.get().over_at is None


def test_a_letter_that_does_not_leave_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", refuse)
        last = minutes(BEGAN, 10, DISK)
    assert Trouble.objects.get().told_at is None
    look(last + MINUTE, DISK)
    assert len(mail.outbox) == 1


def test_nobody_is_written_to_where_no_keeper_has_an_address(keeper: User) -> None:
    keeper.email = ""
    keeper.save()
    minutes(BEGAN, 10, DISK)
    assert mail.outbox == []
