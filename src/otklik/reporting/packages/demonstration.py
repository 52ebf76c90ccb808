"""Packages of the demonstration: a year handed in and accepted, one returned with remarks, one still prepared."""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from otklik.accounts.enums import Role
from otklik.accounts.models import Recommendation, User
from otklik.catalog.models import Administration
from otklik.catalog.queries import administration_by_slug, procedure_of
from otklik.core.periods import Quarter
from otklik.reporting.models import Package, PackageRemark, PackageText, PackageVersion
from otklik.reporting.packages.contents import SECTIONS
from otklik.reporting.packages.first_words import first_words
from otklik.reporting.packages.organizers import Organizer, organizers_of, package_duty
from otklik.reporting.packages.payload import digest_of, draw_payload
from otklik.reporting.packages.scope import scope_of

_YEAR, _LAST = 2025, Quarter(2025, 4)
#: Of the quarters before the last so many units stand for all.
_EARLIER = 2
#: Nothing is said of figures that are not there: no measures, no appeals.
_NEEDS_FIGURES = {"monitoring", "roadmap"}
_DRAWN, _HANDED, _DECIDED = timedelta(days=2), timedelta(days=3), timedelta(days=9)


@transaction.atomic
def load_packages(slug: str, today: date) -> int:
    """Write the packages of one administration once; none where the decree wants none."""
    administration = administration_by_slug(slug)
    procedure = procedure_of(slug)
    there = Package.objects.filter(administration=administration).exists()
    if there or package_duty(procedure) is None or _LAST.end_on >= today:
        return 0
    words = tomllib.loads((resources.files("otklik.reporting.packages") / "demonstration.toml").read_text("utf-8"))
    _recommend(administration, words["recommendations"])
    made = 0
    for quarter in _quarters(procedure.act.effective_on):
        shared: dict[Any, Any] = {}
        units = organizers_of(administration.pk)
        for place, unit in enumerate(units if quarter == _LAST else units[:_EARLIER]):
            _write(administration, quarter, unit, _Case(place, words, shared))
            made += 1
    return made


class _Case:
    """What one package is told from: its place among the units, the words at hand, what the quarter's share."""

    def __init__(self, place: int, words: dict[str, Any], shared: dict[Any, Any]) -> None:
        self.place, self.words, self.shared = place, words, shared

    def state(self, quarter: Quarter) -> Package.State:
        """Of the last quarter one is returned, one waits, one is prepared; all others are accepted."""
        if quarter < _LAST:
            return Package.State.ACCEPTED
        last = {3: Package.State.RETURNED, 5: Package.State.HANDED_IN, 6: Package.State.DRAFT}
        return last.get(self.place, Package.State.ACCEPTED)


def _quarters(since: date) -> Iterator[Quarter]:
    return (quarter for number in range(1, 5) if (quarter := Quarter(_YEAR, number)).end_on >= since)


def _write(administration: Administration, quarter: Quarter, unit: Organizer, case: _Case) -> None:
    state = case.state(quarter)
    begun = _moment(administration, quarter.end_on + _DRAWN)
    package = Package.objects.create(
        administration=administration, quarter=quarter.key, department_id=unit.department_id, title=unit.title,
        state=state, created_at=begun, drafted_at=begun, total_count=len(SECTIONS), done_count=len(SECTIONS),
    )  # fmt: skip
    payload = draw_payload(package, _untold, scope_of(package, begun, case.shared))
    texts = words_of(payload, case.words["sections"], case.place)
    writer = _person(administration, unit.department_id)
    for section, text in texts.items():
        PackageText.objects.create(
            package=package, section=section, text=text, saved_at=begun, is_drafted=state == Package.State.DRAFT,
            saved_by=None if state == Package.State.DRAFT else writer,
            saved_by_name="" if state == Package.State.DRAFT else writer.full_name,
        )  # fmt: skip
    Package.objects.filter(pk=package.pk).update(payload=payload)
    if state != Package.State.DRAFT:
        _hand_in(package, payload, texts, writer, case)


def _untold(_done: int, _stage: str) -> None:
    """Nobody waits for the progress of the demonstration."""


def words_of(payload: dict[str, Any], sentences: dict[str, list[str]], place: int) -> dict[str, str]:
    """The system's words by section, with a person's beside them; none about figures that are not there."""
    texts = dict(first_words(payload))
    empty = {one["slug"] for one in payload["sections"] if one["slug"] in _NEEDS_FIGURES and one["missing"]}
    for section, own in sentences.items():
        if section not in empty:
            texts[section] = f"{texts.get(section, '')}\n{own[place % len(own)]}".strip()
    return texts


def _hand_in(package: Package, payload: dict[str, Any], texts: dict[str, str], writer: User, case: _Case) -> None:
    administration, quarter = package.administration, Quarter.from_key(package.quarter)
    decided = _moment(administration, quarter.end_on + _DECIDED)
    coordinator = _person(administration, None)
    version = PackageVersion.objects.create(
        package=package, number=1, payload=payload, texts=texts, digest=digest_of(payload, texts),
        handed_in_at=_moment(administration, quarter.end_on + _HANDED), handed_in_by=writer,
        handed_in_by_name=writer.full_name, handed_in_position=writer.position,
    )  # fmt: skip
    if package.state == Package.State.HANDED_IN:
        return
    is_back = package.state == Package.State.RETURNED
    version.returned_at, version.accepted_at = (decided, None) if is_back else (None, decided)
    version.decided_by, version.decided_by_name = coordinator, coordinator.full_name
    version.save()
    for section, text in case.words["remarks"].items() if is_back else ():
        PackageRemark.objects.create(
            version=version, section=section, text=text, made_at=decided, made_by=coordinator,
            made_by_name=coordinator.full_name,
        )  # fmt: skip


def _recommend(administration: Administration, rows: list[dict[str, Any]]) -> None:
    author = User.objects.filter(administration=administration, appointments__role=Role.ORGANIZER).first()
    coordinator = _person(administration, None)
    for row in rows if author is not None else ():
        quarter = Quarter.parse(row["quarter"])
        decided = _moment(administration, quarter.end_on + _DECIDED)
        is_new = row["state"] == Recommendation.State.NEW
        Recommendation.objects.create(
            administration=administration, author=author, department_id=author.department_id if author else None,
            quarter=quarter.key, text=row["text"], state=row["state"], decision=row.get("decision", ""),
            made_at=_moment(administration, quarter.end_on), decided_by=None if is_new else coordinator,
            decided_at=None if is_new else decided,
        )  # fmt: skip


def _person(administration: Administration, department_id: int | None) -> User:
    """Somebody of the unit; else the coordinator, who helps those without a responsible person."""
    people = User.objects.filter(administration=administration, is_active=True).order_by("pk")
    own = people.filter(appointments__role__in=(Role.ORGANIZER, Role.SPECIALIST))
    found = own.filter(department_id=department_id).first() if department_id is not None else None
    return found or people.filter(appointments__role=Role.COORDINATOR)[0]


def _moment(administration: Administration, on: date) -> datetime:
    return datetime.combine(on, time(11, 20), ZoneInfo(administration.time_zone))
