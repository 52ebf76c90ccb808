"""A whole year of each decree with a moving clock: every duty arises, is reminded, and ends done, late or missed.

The even occurrences of each duty are done on their last day by the thing itself (a closed quarter, an approved map, a
package, a survey, a publication …), so that what the product sees is tried too; the odd ones are left undone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.duties.doing import do, held_survey, morning

from otklik.accounts.models import User
from otklik.catalog.models import Administration, Channel, Department, Process
from otklik.core.periods import Quarter
from otklik.core.workdays import russian_calendar
from otklik.delivery.models import OutgoingMessage
from otklik.duties.actions.send_reminders import send_reminders
from otklik.duties.enums import State
from otklik.duties.models import ReminderSent
from otklik.duties.queries.lines import DutyLine, duty_lines
from otklik.improvement.models import PainMap
from otklik.intake.models import FeedbackItem
from otklik.procedures.registry import procedures
from otklik.reporting.models import Package, PackageVersion
from otklik.surveys.models import SurveyResponse

pytestmark = pytest.mark.django_db
CALENDAR = russian_calendar()
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@dataclass
class Year:
    """What the year told of each duty: its states in order, and the stages of its reminders."""

    states: dict[str, list[State]] = field(default_factory=dict)
    lines: dict[str, DutyLine] = field(default_factory=dict)

    def look(self, administration: Administration, today: date) -> list[DutyLine]:
        """Note every state that is new."""
        found = duty_lines(administration, today, *YEAR)
        for line in found:
            told = self.states.setdefault(line.key, [])
            if told[-1:] != [line.state]:
                told.append(line.state)
            self.lines[line.key] = line
        return found


def turning_days(lines: list[DutyLine]) -> list[date]:
    """Days on which something can change: 11, 10 and 3 days before the last one (or the working day after), itself,
    and the first working day past it."""
    days = {YEAR[0], YEAR[1] + timedelta(30)}
    for on in {line.occurrence.last.on for line in lines}:
        early = on - timedelta(11)
        days |= {early, CALENDAR.next_working(early), CALENDAR.next_working(on - timedelta(4)), on}
        days.add(CALENDAR.next_working(on))
    return sorted(days)


@pytest.fixture
def units(administrations: Callable[..., Administration], slug: str) -> list[Department]:
    """Two units that organise the assessment of a process each."""
    made = []
    for number in (1, 2):
        unit = Department.objects.create(
            administration=administrations(slug), slug=f"u{number}", title=f"Отдел {number}"
        )
        Process.objects.create(
            administration=administrations(slug), slug=f"p{number}", title=f"Процесс {number}",
            subject=procedures()[slug].subjects[0].slug, organizer=unit,
        )  # fmt: skip
        made.append(unit)
    return made


@pytest.fixture
def crew(staff: Callable[..., User], units: list[Department], slug: str) -> list[User]:
    """Whoever the decree's duties fall to, with addresses; an organiser in each unit."""
    people = [staff("coordinator", of=slug), staff("internal_officer", of=slug)]
    people += [staff("organizer", of=slug, department=unit) for unit in units]
    for person in people:
        person.email = f"person{person.pk}@example.org"
        person.save()
    return people


@pytest.fixture
def much(administrations: Callable[..., Administration], slug: str) -> None:
    """In February and May 2026 so much came that a month is a period where the decree says so; in March not quite."""
    administration = administrations(slug)
    for month, count in ((2, 412), (3, 299)):
        FeedbackItem.objects.bulk_create(item(administration, month) for _ in range(count))
    survey = held_survey(administration, date(2026, 5, 4), date(2026, 5, 29), audience="external")
    SurveyResponse.objects.bulk_create(
        SurveyResponse(
            id=number, survey=survey, version_id=survey.version_id, link_id=1, answered_on=date(2026, 5, 5), answers={}
        )
        for number in range(1, 351)
    )


def item(administration: Administration, month: int) -> FeedbackItem:
    """A message of the month."""
    day = datetime(2026, month, 9, 9, tzinfo=UTC)
    return FeedbackItem(
        administration=administration, audience="external", kind="review", status="closed",
        channel=Channel.objects.filter(administration=administration).first(), legal_class="message", form="written",
        sender_kind="not_stated", received_at=day, quarter=Quarter.of(day.date()).key,
        text="Отзыв",
    )  # fmt: skip


@pytest.mark.parametrize("slug", sorted(procedures()))
@pytest.mark.usefixtures("much")
def test_a_year_is_played(slug: str, administrations: Callable[..., Administration], crew: list[User]) -> None:
    administration, year = administrations(slug), Year()
    Administration.objects.exclude(pk=administration.pk).delete()
    lines = year.look(administration, YEAR[1])
    expected = {line.key for line in lines}
    done = {line.key for number, line in enumerate(sorted(lines, key=lambda one: one.key)) if number % 2 == 0}
    year.states.clear()
    for today in turning_days(lines):
        due = [line for line in lines if line.key in done and line.occurrence.last.on == today]
        for line in due:
            do(line, administration)
        year.look(administration, today)
        send_reminders(datetime.combine(today, time(9), ZoneInfo(administration.time_zone)))
    # arises: every period of the decree that falls due in the year is there, the shorter ones by volume too
    assert set(year.states) == expected
    assert whole_year(slug, expected)
    for key, states in year.states.items():
        duty = year.lines[key].occurrence.duty
        if duty.only_if_needed:
            assert states[-1] == (State.DONE if key in done else State.NOT_NEEDED), key
            continue
        # ends done where the thing was there on the last day, missed where it was not, with nothing skipped
        assert states[-1] == (State.DONE if key in done else State.MISSED), (key, states)
        assert State.SOON in states or year.lines[key].occurrence.last.on < YEAR[0] + timedelta(11), (key, states)
        reminded(key, year.lines[key], is_done=key in done)
    assert OutgoingMessage.objects.filter(administration_id=administration.pk).exists()


def whole_year(slug: str, keys: set[str]) -> bool:
    """Counted by hand from the decrees: murashi 4 quarters of 4 + 2×4 of units…, see `EXPECTED`."""
    return len(keys) == EXPECTED[slug]


#: Murashi: 7 duties a quarter of the administration, 2 of each of two units, and one report a year.
#: Biysk: 5 a quarter and a survey a year. Livny: 8 a quarter and a month of surveys. Gatchina: 3 a quarter, a month of
#: feedback and one of surveys. Naryan-Mar: 2 a quarter and the same months; its last quarter of 2025 counts too.
EXPECTED = {
    "murashi": 7 * 4 + 2 * 2 * 4 + 1,
    "biysk": 5 * 4 + 1,
    "livny": 8 * 4 + 1,
    "gatchina": 3 * 4 + 2,
    "naryan-mar": 2 * 4 + 2,
}


def reminded(key: str, line: DutyLine, *, is_done: bool) -> None:
    """Reminders went ahead of the day; after it only where the duty was left undone."""
    stages = set(ReminderSent.objects.filter(key=key).values_list("stage", flat=True))
    on = line.occurrence.last.on
    if on > YEAR[0] + timedelta(20):
        assert {10, 3} <= stages, (key, stages)
    assert any(stage < 0 for stage in stages) != is_done, (key, stages)


def test_the_year_notices_what_is_not_done(administrations: Callable[..., Administration]) -> None:
    """The looks are not fooled: a quarter closed for another period, a draft, a returned package change nothing."""
    administration = administrations("murashi")
    unit = Department.objects.create(administration=administration, slug="u", title="Отдел")
    Process.objects.create(
        administration=administration, slug="p", title="Процесс", organizer=unit,
        subject=procedures()["murashi"].subjects[0].slug,
    )  # fmt: skip
    today, quarter = date(2026, 7, 2), Quarter(2026, 1)
    PainMap.objects.create(
        administration=administration, quarter=quarter.key, state="draft", department=unit, created_at=morning(today)
    )
    package = Package.objects.create(
        administration=administration, quarter=quarter.key, title="Отдел", department=unit, state="returned",
        created_at=morning(today),
    )  # fmt: skip
    PackageVersion.objects.create(
        package=package, number=1, payload={}, digest="", handed_in_at=morning(date(2026, 4, 2)),
        returned_at=morning(date(2026, 4, 3)),
    )  # fmt: skip
    lines = {line.occurrence.duty.slug: line for line in duty_lines(administration, today, date(2026, 4, 1), today)}
    told = {slug: (line.state, line.words) for slug, line in lines.items() if slug in {"pain_map", "package"}}
    assert told == {
        "pain_map": (State.MISSED, "Карта: черновик"),
        "package": (State.MISSED, "Возвращён с замечаниями"),
    }
    assert lines["monitoring"].state == State.MISSED
