"""A closed quarter keeps its figures to the byte, edition beside edition; whoever alters one is found out."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from tests.analysis.sample import stored

from otklik.analysis.actions.close_period import close_period
from otklik.analysis.cut import Cut
from otklik.analysis.models import PeriodEdition
from otklik.analysis.queries import changes_since_close, monitoring, period_editions, report_monitoring, verify_periods
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration
from otklik.core.appeals import Verdict
from otklik.core.periods import Quarter
from otklik.intake.models import FeedbackItem
from otklik.reporting.queries import render_report

QUARTER = Quarter(2025, 3)
Act = Callable[..., Actor]


@pytest.fixture
def coordinator(administration: Administration, actor: Act) -> Actor:
    """The coordinator of an administration with invented appeals."""
    stored(administration, rows=200)
    return actor("coordinator")


def amend() -> None:
    """An open complaint of the quarter is granted after the close."""
    item = FeedbackItem.objects.filter(quarter=QUARTER.key, kind="complaint", verdict=Verdict.OPEN)[0]
    FeedbackItem.objects.filter(pk=item.pk).update(verdict=Verdict.SATISFIED, waiting_days=9)


def printed(actor: Actor, kind: str = "json", edition: int | None = None) -> bytes:
    return render_report(actor, "monitoring", QUARTER, kind, Cut(), edition).content


def test_a_closed_quarter_keeps_its_bytes(coordinator: Actor) -> None:
    open_bytes = printed(coordinator)
    close_period(actor=coordinator, quarter=QUARTER)
    frozen = {kind: printed(coordinator, kind) for kind in ("json", "docx", "pdf", "html", "xlsx")}
    assert frozen["json"] == open_bytes.replace(b'"frozen": false', b'"frozen": true').replace(
        b'"edition": null', b'"edition": 1'
    )
    amend()
    assert {kind: printed(coordinator, kind) for kind in frozen} == frozen
    assert monitoring(coordinator, QUARTER) != report_monitoring(coordinator, QUARTER)


def test_a_second_edition_stands_beside_the_first(coordinator: Actor) -> None:
    close_period(actor=coordinator, quarter=QUARTER)
    first = printed(coordinator)
    amend()
    with pytest.raises(RuleBroken, match="Напишите, почему нужна новая редакция"):
        close_period(actor=coordinator, quarter=QUARTER)
    close_period(actor=coordinator, quarter=QUARTER, reason="Исправлен итог жалобы.")
    assert printed(coordinator, edition=1) == first != printed(coordinator)
    newest, oldest = period_editions(coordinator, QUARTER)
    assert (newest.number, newest.reason, newest.closed_by) == (2, "Исправлен итог жалобы.", "Смирнова Анна Петровна")
    assert (oldest.number, oldest.reason) == (1, "")
    late = datetime(2025, 10, 31, 22, 30, tzinfo=UTC)  # the first of November where the office is
    PeriodEdition.objects.filter(edition=2).update(closed_at=late)
    assert "редакция 2 от 1 ноября 2025 г." in printed(coordinator, "html").decode()
    with pytest.raises(NotFound):
        printed(coordinator, edition=3)


def test_a_closing_sent_twice_is_one_edition(coordinator: Actor) -> None:
    """Whoever lost the answer sends it again; another reason is another edition."""
    reasons = ("", "Сверка", "Сверка", "Проверка")
    taken = [close_period(actor=coordinator, quarter=QUARTER, reason=why) for why in reasons]
    assert [one.edition for one in taken] == [1, 2, 2, 3]


def test_what_changed_since_the_close(coordinator: Actor) -> None:
    assert changes_since_close(coordinator, QUARTER) == []
    close_period(actor=coordinator, quarter=QUARTER)
    assert changes_since_close(coordinator, QUARTER) == []
    amend()
    changed = {(one.metric, one.key): one for one in changes_since_close(coordinator, QUARTER)}
    granted = changed["satisfied_share", "satisfied"]
    assert granted.now is not None
    assert granted.frozen is not None
    assert granted.now.numerator == (granted.frozen.numerator or 0) + 1
    assert ("waiting_time", "waiting") in changed
    assert not any(metric == "channels" for metric, _ in changed)


def test_a_running_quarter_cannot_be_closed(coordinator: Actor) -> None:
    running = Quarter.of(date(2999, 1, 1))
    with pytest.raises(RuleBroken, match="ещё идёт: закрыть его можно после 31 марта 2999"):
        close_period(actor=coordinator, quarter=running)
    assert not PeriodEdition.objects.exists()


@pytest.mark.parametrize("roles", [("head",), ("auditor",), ("organizer",), ()])
def test_only_the_coordinator_closes(administration: Administration, actor: Act, roles: tuple[str, ...]) -> None:
    with pytest.raises(NotFound):
        close_period(actor=actor(*roles), quarter=QUARTER)


def test_the_close_is_in_the_audit_trail(coordinator: Actor) -> None:
    closed = close_period(actor=coordinator, quarter=QUARTER)
    entry = AuditEntry.objects.get(verb="close_period")
    assert entry.details["digest"] == closed.digest
    assert entry.actor_id == coordinator.user_id
    assert list(verify_periods()) == []


def test_altered_values_are_found_out(coordinator: Actor) -> None:
    closed = close_period(actor=coordinator, quarter=QUARTER)
    closed.payload["metrics"][0]["rows"][0]["current"]["numerator"] += 1
    closed.save()
    assert any("замороженные значения изменены" in problem for problem in verify_periods())


def test_a_new_digest_over_altered_values_is_found_out(coordinator: Actor) -> None:
    close_period(actor=coordinator, quarter=QUARTER)
    PeriodEdition.objects.update(digest="0" * 64)
    assert any("нет закрытия с такой контрольной суммой" in problem for problem in verify_periods())


def test_a_removed_edition_is_found_out(coordinator: Actor) -> None:
    close_period(actor=coordinator, quarter=QUARTER)
    PeriodEdition.objects.all().delete()
    assert any("удалён из базы" in problem for problem in verify_periods())


def test_a_cut_of_a_closed_quarter_is_counted_anew(coordinator: Actor) -> None:
    close_period(actor=coordinator, quarter=QUARTER)
    assert not report_monitoring(coordinator, QUARTER, Cut(audience="external")).frozen
