"""Which surveys the demonstration holds: after answers and services, of employees, general, of an event, open now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from otklik.core.appeals import Audience
from otklik.core.periods import Quarter
from otklik.procedures.schema import Procedure
from otklik.surveys.models import SurveyLink

FIRST, LAST = date(2024, 7, 1), date(2025, 12, 31)
Source = SurveyLink.Source
#: Objects that are asked about after each interaction, with the answers of a quarter and the mood they begin with.
PERMANENT = {"services": (110, 3.9), "appeals": (90, 3.2), "information": (60, 3.5)}
WAYS = {
    "services": (Source.ANSWER, Source.POSTER, Source.KIOSK, Source.PAPER, Source.SITE),
    "appeals": (Source.ANSWER, Source.SITE, Source.PAPER),
    "information": (Source.SITE, Source.EMBED),
}
GENERAL_WAYS = (Source.SITE, Source.VK, Source.OK, Source.TELEGRAM, Source.PAPER, Source.PHONE)
#: How an internal survey is dated by the profile's period: the quarters of its waves.
WAVES = {
    "year": ("2024Q4", "2025Q4"),
    "quarter": ("2024Q3", "2024Q4", "2025Q1", "2025Q2", "2025Q3", "2025Q4"),
    "half_year": ("2024Q4", "2025Q2", "2025Q4"),
}
USUAL_WAVES = ("2025Q2", "2025Q4")


@dataclass(frozen=True)
class Plan:
    """One survey to be invented."""

    title: str
    sheet: str
    """Slug of its questionnaire."""
    kinds: tuple[str, ...]
    """Slugs of the decree's kinds, the fittest first; none of them in the decree: a survey by itself."""
    audience: str
    opens_on: date
    closes_on: date | None
    answers: int
    """In all; of a permanent one, in a quarter."""
    mood: float
    ways: tuple[SurveyLink.Source, ...]
    subject: str = ""
    is_listed: bool = False
    takes_contacts: bool = False
    is_open: bool = False
    at_touchpoint: bool = False
    """About the first touchpoint of the catalogue: a poster and a tablet stand there."""


def plans(procedure: Procedure, today: date) -> Iterator[Plan]:
    """The surveys of one administration; only the last day of the open one leans on today."""
    sheets = {sheet.slug: sheet for sheet in procedure.questionnaires}
    subjects = {subject.slug: subject.title for subject in procedure.subjects}
    for slug, sheet in (("services", "service"), ("appeals", "appeal"), ("information", "information")):
        if slug in subjects and sheet in sheets:
            yield _permanent(slug, sheet, sheets[sheet].title)
    yield Plan(
        "Как вас приняли", "touchpoint", ("permanent", "elements"), Audience.EXTERNAL.value, FIRST, None, 26, 3.9,
        (Source.POSTER, Source.KIOSK), is_open=True, at_touchpoint=True,
    )  # fmt: skip
    yield from _internal(procedure)
    yield Plan(
        "Как работает администрация: общий опрос жителей", "general", ("general", "external"), Audience.EXTERNAL.value,
        date(2025, 9, 15), date(2025, 10, 12), 380, 3.4, GENERAL_WAYS, is_listed=True, takes_contacts=True,
    )  # fmt: skip
    yield Plan(
        "День города: что понравилось и что исправить", "event", ("events", "external"), Audience.EXTERNAL.value,
        date(2025, 6, 14), date(2025, 6, 29), 120, 4.1, (Source.SITE, Source.VK, Source.POSTER), is_listed=True,
    )  # fmt: skip
    yield Plan(
        "Что вам нужно от администрации в следующем году", "needs", ("needs", "other_questions"),
        Audience.EXTERNAL.value, date(2025, 12, 8), date.fromordinal(max(today, LAST).toordinal() + 30), 80, 3.5,
        (Source.SITE, Source.VK, Source.TELEGRAM), is_listed=True, takes_contacts=True, is_open=True,
    )  # fmt: skip


def _permanent(subject: str, sheet: str, title: str) -> Plan:
    count, mood = PERMANENT[subject]
    return Plan(
        title, sheet, (sheet, "whole", "external"), Audience.EXTERNAL.value, FIRST, None, count, mood, WAYS[subject],
        subject=subject, is_open=True, is_listed=subject == "information",
    )  # fmt: skip


def _internal(procedure: Procedure) -> Iterator[Plan]:
    every = next((period.every for period in procedure.periods if period.slug == "internal_survey"), "")
    for place, key in enumerate(WAVES.get(every, USUAL_WAVES)):
        quarter = Quarter.parse(key)
        first = date.fromordinal(quarter.start_on.toordinal() + 40)
        yield Plan(
            f"Как нам работается, {quarter.title}", "staff", ("staff",), Audience.INTERNAL.value, first,
            date.fromordinal(first.toordinal() + 13), 0, 3.3 + 0.08 * place, (Source.WORKPLACE, Source.PAPER),
        )  # fmt: skip
