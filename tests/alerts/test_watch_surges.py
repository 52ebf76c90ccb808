"""Surges over real rows: the week, the numbers on the alert, the list behind it, no second alert for the same."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.intake.conftest import Receive

from otklik.alerts.actions.close_alert import close_alert
from otklik.alerts.actions.watch_surges import surge_alerts, watch_surges
from otklik.alerts.models import Alert
from otklik.alerts.series import heading_of, weekly_series
from otklik.alerts.thresholds import Thresholds
from otklik.base.actor import Actor
from otklik.catalog.models import Administration, Department, Reason, Topic
from otklik.core.appeals import Audience
from otklik.core.periods import local_date
from otklik.intake.models import FeedbackItem
from otklik.intake.registry import RegistryFilter
from otklik.intake.registry_rows import registry_rows

pytestmark = pytest.mark.django_db
LAST_ON = date(2025, 7, 6)


@pytest.fixture
def topic(administration: Administration) -> Topic:
    found = Topic.objects.filter(edition__administration=administration, level=3).order_by("code").first()
    assert found is not None
    return found


@pytest.fixture
def arrive(receive: Receive, administration: Administration, topic: Topic) -> Callable[..., None]:
    """So many messages on the topic on a day before the last one."""
    zone = ZoneInfo(administration.time_zone)

    def come(days_ago: int, number: int, **facts: object) -> None:
        on = LAST_ON - timedelta(days=days_ago)
        for minute in range(number):
            at = datetime(on.year, on.month, on.day, 12, minute, tzinfo=zone)
            receive(f"Слабый напор {days_ago}-{minute}", received_at=at, registered_at=at, topic_id=topic.pk, **facts)

    return come


def test_a_surge_states_its_method_and_leads_to_its_list(
    arrive: Callable[..., None], administration: Administration, topic: Topic, actor: Callable[..., Actor]
) -> None:
    unit = Department.objects.create(administration=administration, slug="water", title="Водоканал")
    for week in range(1, 13):
        arrive(week * 7, 1)
    for day in range(7):
        arrive(day, 2, department_id=unit.pk)
    alert = surge_alerts(administration, LAST_ON, Thresholds())[0]
    assert alert.facts["observed"] == 14
    assert alert.facts["expected"] == 1.0
    assert alert.facts["p"] <= alert.facts["threshold"]
    assert alert.department == unit
    told = " ".join(alert.why)
    for words in ("14 вопросов", "1,0 в неделю", "Пуассона", "порог", "12 предыдущих недель"):
        assert words in told, words
    rows = registry_rows(actor("coordinator"), RegistryFilter.parse(alert.query))
    assert rows.count() == 14


def test_a_running_surge_is_brought_up_to_date_and_a_closed_one_kept_quiet(
    arrive: Callable[..., None], administration: Administration, actor: Callable[..., Actor]
) -> None:
    for week in range(1, 13):
        arrive(week * 7, 1)
    arrive(0, 20)
    first = surge_alerts(administration, LAST_ON, Thresholds())[0]
    assert surge_alerts(administration, LAST_ON + timedelta(days=1), Thresholds()) == []
    first.refresh_from_db()
    assert first.facts["last_on"] == "2025-07-07"
    close_alert(actor=actor("coordinator"), alert_id=first.pk, note="Насос заменили")
    assert surge_alerts(administration, LAST_ON + timedelta(days=2), Thresholds()) == []
    assert Alert.objects.count() == 1


def test_even_weeks_are_no_surge(arrive: Callable[..., None], administration: Administration) -> None:
    for week in range(13):
        arrive(week * 7, 3)
    assert surge_alerts(administration, LAST_ON, Thresholds()) == []


def test_employees_messages_are_not_counted(arrive: Callable[..., None], administration: Administration) -> None:
    for week in range(1, 13):
        arrive(week * 7, 1)
    arrive(0, 20, audience=Audience.INTERNAL)
    assert surge_alerts(administration, LAST_ON, Thresholds()) == []


def test_windows_end_on_the_local_day(
    arrive: Callable[..., None], administration: Administration, receive: Receive
) -> None:
    arrive(0, 1)
    arrive(6, 1)
    arrive(7, 1)
    arrive(7 * 12 + 6, 1)
    arrive(7 * 13, 1)
    series = next(one for one in weekly_series(administration, LAST_ON) if one.key.startswith("topic:"))
    assert series.windows[0] == 2
    assert series.windows[1] == 1
    assert series.windows[12] == 1
    assert sum(series.windows) == 4


def test_reasons_are_series_too(administration: Administration, receive: Receive) -> None:
    reason = Reason.objects.filter(administration=administration).first()
    assert reason is not None
    item = receive(reason_id=reason.pk)
    keys = [one.key for one in weekly_series(administration, local_date(item.received_at, administration.time_zone))]
    assert keys == [f"reason:{reason.slug}"]


def test_a_day_is_looked_at_once(administration: Administration, receive: Receive) -> None:
    receive()
    assert watch_surges() == 0
    assert watch_surges() == 0
    assert FeedbackItem.objects.count() == 1


def test_the_heading_of_a_deep_topic() -> None:
    assert heading_of("0003.0009.0097.0012.0001") == "0003.0009.0097.0000"
