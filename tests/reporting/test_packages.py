"""An organiser's package: drafted, worded by two people, handed in, returned, mended, accepted, compared."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.intake.conftest import receive

from otklik.accounts.actions.recommend import recommend
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration, Department, Process
from otklik.core.periods import Quarter
from otklik.intake.models import FeedbackItem
from otklik.intake.registry import RegistryFilter
from otklik.intake.registry_rows import registry_rows
from otklik.reporting.actions.decide_package import accept_package, answer_remark, reopen_package, return_package
from otklik.reporting.actions.draft_package import draft_package, end_lost_packages, work_package
from otklik.reporting.actions.hand_in_package import hand_in_package
from otklik.reporting.actions.save_package_text import save_package_text
from otklik.reporting.models import Package, PackageText
from otklik.reporting.packages.completeness import gaps_of
from otklik.reporting.packages.demonstration import words_of
from otklik.reporting.packages.page import compared, package_list
from otklik.reporting.packages.payload import digest_of, draw_payload
from otklik.reporting.packages.queries import accepted_packages, package_states
from otklik.reporting.packages.told import told_of, values_of
from otklik.reporting.queries import render_report

__all__ = ["receive"]
pytestmark = pytest.mark.django_db
QUARTER = Quarter(2025, 3)
SCHEMA = Path(__file__).parents[2] / "docs/schema/package.json"


@pytest.fixture
def unit(administration: Administration) -> Department:
    made = Department.objects.create(administration=administration, slug="utilities", title="Отдел ЖКХ")
    Process.objects.filter(administration=administration).delete()
    Process.objects.create(administration=administration, slug="water", title="Вода", organizer=made)
    return made


@pytest.fixture
def organizer(actor: Callable[..., Actor], unit: Department) -> Actor:
    return actor("organizer", department=unit)


@pytest.fixture
def coordinator(actor: Callable[..., Actor]) -> Actor:
    return actor("coordinator")


@pytest.fixture
def package(organizer: Actor, unit: Department) -> Package:
    made = draft_package(actor=organizer, quarter=QUARTER, department_id=unit.pk)
    work_package(made.pk)
    return Package.objects.get(pk=made.pk)


def write(actor: Actor, package: Package, section: str, text: str) -> None:
    held = PackageText.objects.filter(package=package, section=section).first()
    version = held.version if held else 0
    save_package_text(actor=actor, package_id=package.pk, section=section, text=text, version=version)


def handed_in(organizer: Actor, package: Package) -> Package:
    write(organizer, package, "introduction", "Работали. Обращений: {обращений}.")
    write(organizer, package, "conclusions", "Будем работать.")
    hand_in_package(actor=organizer, package_id=package.pk)
    return Package.objects.get(pk=package.pk)


def test_a_draft_has_every_section_and_first_words(package: Package, unit: Department) -> None:
    assert package.state == Package.State.DRAFT
    assert package.title == unit.title
    payload = package.payload or {}
    slugs = [one["slug"] for one in payload["sections"]]
    assert slugs[0] == "introduction"
    assert {"monitoring", "surveys", "factors", "pain_map", "roadmap", "explanations", "recommendations"} <= set(slugs)
    assert payload["fields"]["обращений"]["text"] == "0"
    assert "{обращений}" in PackageText.objects.get(package=package, section="introduction").text


def test_the_list_behind_a_figure_is_the_units_for_the_coordinator_too(
    receive: Callable[..., FeedbackItem], organizer: Actor, coordinator: Actor, unit: Department
) -> None:
    for place, text in enumerate(("Течёт труба", "Нет воды", "Яма")):
        receive(text, received_at=datetime(2025, 8, 5, 9, place, tzinfo=UTC))
    items = list(FeedbackItem.objects.order_by("pk"))
    FeedbackItem.objects.filter(pk=items[0].pk).update(department=unit)
    FeedbackItem.objects.filter(pk=items[1].pk).update(process=Process.objects.get(slug="water"))
    made = draft_package(actor=organizer, quarter=QUARTER, department_id=unit.pk)
    work_package(made.pk)
    payload = Package.objects.get(pk=made.pk).payload or {}
    assert payload["fields"]["обращений"]["text"] == "2"
    part = next(one for one in payload["sections"] if one["slug"] == "monitoring")
    query = re.search(r"registry/\?([^\"]+unit=utilities[^\"]*)", json.dumps(part["blocks"]))
    assert query is not None
    chosen = RegistryFilter.parse(query[1]).with_words(channel=())
    assert chosen.unknown == ()
    for reader in (organizer, coordinator):
        assert set(registry_rows(reader, chosen).values_list("pk", flat=True)) == {items[0].pk, items[1].pk}
    assert not registry_rows(coordinator, chosen.with_words(unit="nothing")).exists()


def test_what_is_missing_is_named(package: Package, organizer: Actor) -> None:
    told = {(gap.section, gap.is_blocking) for gap in gaps_of(package)}
    assert {("pain_map", False), ("roadmap", False), ("recommendations", False)} <= told
    write(organizer, package, "conclusions", "")
    write(organizer, package, "introduction", "Обращений: {обрашений}.")
    blocking = [gap.text for gap in gaps_of(package) if gap.is_blocking]
    assert any("{обрашений}" in text for text in blocking)
    with pytest.raises(RuleBroken, match="Выводы"):
        hand_in_package(actor=organizer, package_id=package.pk)


def test_figures_of_a_quarter_that_still_ran_must_be_taken_anew(package: Package) -> None:
    payload = dict(package.payload or {}, drawn_at="2025-09-30T10:00:00+03:00")
    package.payload = payload
    assert any(gap.section == "monitoring" and gap.is_blocking for gap in gaps_of(package))


def test_the_second_of_two_editors_is_told_and_loses_nothing(
    package: Package, organizer: Actor, coordinator: Actor
) -> None:
    version = PackageText.objects.get(package=package, section="introduction").version
    asked = {"package_id": package.pk, "section": "introduction", "version": version}
    first = save_package_text(actor=organizer, text="Моё", **asked)
    second = save_package_text(actor=coordinator, text="Другое", **asked)
    assert (first.is_conflict, second.is_conflict) == (False, True)
    assert second.text == "Моё"
    kept = save_package_text(actor=coordinator, text="Другое", **{**asked, "version": second.version})
    assert not kept.is_conflict
    assert PackageText.objects.get(package=package, section="introduction").text == "Другое"


def test_words_of_people_outlive_new_figures(package: Package, organizer: Actor, unit: Department) -> None:
    write(organizer, package, "introduction", "Написано человеком.")
    draft_package(actor=organizer, quarter=QUARTER, department_id=unit.pk)
    work_package(package.pk)
    assert PackageText.objects.get(package=package, section="introduction").text == "Написано человеком."


def test_a_package_goes_its_whole_way(package: Package, organizer: Actor, coordinator: Actor, unit: Department) -> None:
    assert package_states(unit.administration_id, QUARTER)[0].handed_in_on is None
    handed_in(organizer, package)
    with pytest.raises(RuleBroken, match="сданы"):
        write(organizer, package, "introduction", "Поздно.")
    with pytest.raises(RuleBroken, match="хотя бы одно"):
        return_package(actor=coordinator, package_id=package.pk, remarks={"monitoring": "  "})
    first = return_package(actor=coordinator, package_id=package.pk, remarks={"conclusions": "Назовите срок."})
    assert package_states(unit.administration_id, QUARTER)[0].handed_in_on is None
    remark = first.remarks.get()
    assert any("не ответили" in gap.text for gap in gaps_of(Package.objects.get(pk=package.pk)))
    answer_remark(actor=organizer, package_id=package.pk, remark_id=remark.pk, answer="Назван.")
    write(organizer, package, "conclusions", "Будем работать до марта.")
    second = hand_in_package(actor=organizer, package_id=package.pk)
    accept_package(actor=coordinator, package_id=package.pk)
    state = package_states(unit.administration_id, QUARTER)[0]
    assert (state.department_id, state.state) == (unit.pk, "accepted")
    assert state.accepted_on is not None
    accepted = accepted_packages(unit.administration_id, [QUARTER])
    assert [one.texts["conclusions"] for one in accepted] == ["Будем работать до марта."]
    assert accepted[0].digest == second.digest == digest_of(accepted[0].payload, accepted[0].texts)
    changes = compared(organizer, package.pk, 1, 2).changes
    assert [change.slug for change in changes] == ["conclusions"]
    assert "до марта." in [piece.text for piece in changes[0].words if piece.kind == "new"][-1]
    reopen_package(actor=coordinator, package_id=package.pk, why="Не та цифра.")
    assert accepted_packages(unit.administration_id, [QUARTER]) == []


def test_a_recommendation_changes_a_figure_between_versions(
    package: Package, organizer: Actor, coordinator: Actor
) -> None:
    handed_in(organizer, package)
    return_package(actor=coordinator, package_id=package.pk, remarks={"recommendations": "Их нет."})
    recommend(actor=organizer, text="Поставить планшет.", quarter=QUARTER)
    hand_in_package(actor=organizer, package_id=package.pk)
    change = next(one for one in compared(organizer, package.pk, 1, 2).changes if one.slug == "recommendations")
    assert any(one.row == "Поставить планшет." and not one.before for one in change.figures)
    told = told_of(Package.objects.get(pk=package.pk))
    facts = next(one["facts"] for one in told.payload["sections"] if one["slug"] == "recommendations")
    assert facts["recommendations"][0]["state"] == "new"


def test_another_units_package_is_not_there(package: Package, actor: Callable[..., Actor], unit: Department) -> None:
    other = Department.objects.create(administration_id=unit.administration_id, slug="roads", title="Дороги")
    stranger = actor("organizer", department=other)
    assert package_list(stranger, QUARTER).rows == ()
    for attempt in (
        lambda: write(stranger, package, "introduction", "Чужое."),
        lambda: hand_in_package(actor=stranger, package_id=package.pk),
        lambda: draft_package(actor=stranger, quarter=QUARTER, department_id=unit.pk),
        lambda: accept_package(actor=stranger, package_id=package.pk),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_only_the_coordinator_decides(package: Package, organizer: Actor) -> None:
    handed_in(organizer, package)
    with pytest.raises(NotFound):
        accept_package(actor=organizer, package_id=package.pk)


def test_the_decrees_without_organisers_have_one_package(
    administrations: Callable[..., Administration], actor: Callable[..., Actor]
) -> None:
    place = administrations("livny")
    rows = package_states(place.pk, QUARTER)
    assert [(row.department_id, row.state) for row in rows] == [(None, "none")]
    made = draft_package(actor=actor("coordinator", of="livny"), quarter=QUARTER)
    assert (made.department_id, made.title) == (None, place.title)


def test_a_lost_draft_ends_and_can_be_begun_again(organizer: Actor, unit: Department) -> None:
    made = draft_package(actor=organizer, quarter=QUARTER, department_id=unit.pk)
    Package.objects.filter(pk=made.pk).update(touched_at="2025-01-01T00:00:00Z")
    assert end_lost_packages() == 1
    again = draft_package(actor=organizer, quarter=QUARTER, department_id=unit.pk)
    assert again.state == Package.State.DRAFTING


def test_a_worker_taken_for_lost_that_wakes_up_late_changes_nothing(
    package: Package, organizer: Actor, unit: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft_package(actor=organizer, quarter=QUARTER, department_id=unit.pk)

    def meanwhile(*facts: Any) -> Any:
        drawn = draw_payload(*facts)
        Package.objects.filter(pk=package.pk).update(state=Package.State.ACCEPTED, payload={"as_of": "then"})
        return drawn

    monkeypatch.setattr("otklik.reporting.actions.draft_package.draw_payload", meanwhile)
    work_package(package.pk)
    package.refresh_from_db()
    assert (package.state, package.payload) == (Package.State.ACCEPTED, {"as_of": "then"})


def test_the_files_and_the_contract(package: Package, organizer: Actor) -> None:
    handed_in(organizer, package)
    told = values_of(told_of(Package.objects.get(pk=package.pk)))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(told)
    for kind in ("html", "json"):
        one, two = (render_report(organizer, "package", QUARTER, kind) for _ in range(2))
        assert one.content == two.content, kind
    text = render_report(organizer, "package", QUARTER, "html").content.decode()
    assert "Обращений: 0." in text
    assert "Отдел ЖКХ" in text


def test_the_demonstration_says_nothing_of_measures_that_are_not_there(package: Package) -> None:
    said = {"roadmap": ["Мероприятия идут по плану."], "conclusions": ["Главное — сроки."]}
    texts = words_of(package.payload or {}, said, 0)
    assert "roadmap" not in texts
    assert texts["conclusions"].endswith("Главное — сроки.")
