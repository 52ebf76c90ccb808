"""The demonstration's offices: complete, different from place to place, and in step with the profile."""

import csv
from importlib import resources

import pytest

from otklik.demonstration import catalog, place_slugs
from otklik.demonstration.texts import scenarios
from otklik.procedures.registry import procedures

ROLES = {
    "registrar": 1,
    "specialist": 3,
    "organizer": 1,
    "coordinator": 1,
    "head": 1,
    "internal_officer": 1,
    "administrator": 1,
    "auditor": 1,
    "controller": 1,
}
NAMED_BY_DECREE = {
    "biysk": [
        "Управление делами",
        "Управление стратегического развития и экономики",
        "Отдел муниципальной службы и кадров",
    ],
    "livny": ["Управление организационной, контрольной и кадровой работы"],
}


def test_every_role_has_its_people(slug: str) -> None:
    staff = catalog(slug).staff
    assert {role: sum(member.role == role for member in staff) for role in ROLES} == ROLES
    assert len({member.login for member in staff}) == len(staff)
    units = {unit.key for unit in catalog(slug).departments}
    assert all(member.department in units for member in staff)


def test_no_two_departments_are_equal(slug: str) -> None:
    offices = catalog(slug)
    units = [*offices.departments, *offices.subordinates]
    for field in ("key", "title", "phone"):
        values = [getattr(unit, field) for unit in units]
        assert len(set(values)) == len(values), field


@pytest.mark.parametrize("slug", sorted(NAMED_BY_DECREE))
def test_units_of_the_decree_are_there(slug: str) -> None:
    assert set(NAMED_BY_DECREE[slug]) <= {unit.title for unit in catalog(slug).departments}


def test_places_differ() -> None:
    assert len({tuple(unit.title for unit in catalog(slug).departments) for slug in place_slugs()}) == len(
        place_slugs()
    )
    names = [member.name for slug in place_slugs() for member in catalog(slug).staff]
    assert len(set(names)) == len(names)


def test_processes_cover_every_object_but_surveys(slug: str) -> None:
    """Each object of assessment has a process; keys, titles and owners hold."""
    offices = catalog(slug)
    units = {unit.key for unit in offices.departments}
    assert {process.subject for process in offices.processes} == {item.slug for item in procedures()[slug].subjects}
    assert len({process.title for process in offices.processes}) == len(offices.processes) >= 12
    for process in offices.processes:
        assert process.department in units
        assert process.stages


def test_process_type_is_what_its_object_holds(slug: str) -> None:
    kinds = {subject.slug: subject.process_kind for subject in procedures()[slug].subjects}
    assert all(process.type == kinds[process.subject] for process in catalog(slug).processes)


def test_templates_are_plain_and_few() -> None:
    templates = catalog("biysk").templates
    assert 8 <= len(templates) <= 10
    assert all("[" in template.text and "в соответствии с" not in template.text for template in templates)


def test_topic_codes_are_shipped_headings() -> None:
    shipped = resources.files("otklik") / "catalog" / "topics" / "headings.csv"
    if not shipped.is_file():
        pytest.skip("the topic headings are not shipped yet")
    rows = csv.DictReader(shipped.read_text("utf-8").splitlines(), delimiter=";")
    third = {row["code"] for row in rows if row["level"] == "3"}
    assert {scenario.topic for scenario in scenarios()} <= third
