"""Changing a draft: merging, splitting, naming, the remainder, undoing."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.improvement.maps import Drafted, add, approved, counts, drafted, left_of, line_of, receive, titles

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration, Department
from otklik.improvement.actions.add_pain import NewPain, add_pain
from otklik.improvement.actions.close_pain import close_pain, refuse_measures, reopen_pain
from otklik.improvement.actions.edit_line import place_line, rename_line, set_kind
from otklik.improvement.actions.exclude_line import exclude_line
from otklik.improvement.actions.merge_pains import merge_pains
from otklik.improvement.actions.sort_evidence import explain_evidence, move_evidence, release_evidence
from otklik.improvement.actions.split_pain import split_pain
from otklik.improvement.actions.undo_change import last_change, undo_change
from otklik.improvement.enums import PainState, Trend
from otklik.improvement.models import MapChange, PainEvidence, PainMap, PainPoint

__all__ = ["drafted", "receive"]
pytestmark = pytest.mark.django_db
LONG, DIAL = "Долго ждут ответа", "Не дозвониться"


@pytest.fixture
def organiser(actor: Callable[..., Actor]) -> Actor:
    return actor("organizer")


@pytest.fixture
def coordinator(actor: Callable[..., Actor]) -> Actor:
    return actor("coordinator")


def rows(pain_map: PainMap) -> list[tuple[Any, ...]]:
    """Everything that undoing must bring back."""
    lines = pain_map.lines.order_by("pk").values_list("pk", "pain", "title", "item_count", "state", "trend", "refusal")
    evidence = pain_map.evidence.order_by("pk").values_list("pk", "line", "excluded_reason", "excluded_by")
    pains = PainPoint.objects.order_by("pk").values_list("pk", "title", "kind", "merged_into", "state", "process")
    return [*lines, *evidence, *pains]


def test_a_merge_moves_the_evidence_and_keeps_its_trace(organiser: Actor, drafted: Drafted) -> None:
    pain_map = drafted()
    gone = line_of(pain_map, DIAL).pain
    kept = merge_pains(actor=organiser, map_id=pain_map.pk, line_ids=list(pain_map.lines.values_list("pk", flat=True)))
    assert counts(pain_map) == {LONG: 5}
    gone.refresh_from_db()
    assert gone.merged_into_id == kept.pain_id
    assert AuditEntry.objects.filter(verb="merge_pain_line").exists()
    assert DIAL in MapChange.objects.get().summary


def test_a_merge_needs_two_and_one_audience(actor: Callable[..., Actor], drafted: Drafted, receive: Any) -> None:
    pain_map, officer = drafted(), actor("coordinator")
    one = line_of(pain_map, LONG)
    with pytest.raises(RuleBroken, match="хотя бы две"):
        merge_pains(actor=officer, map_id=pain_map.pk, line_ids=[one.pk, one.pk])
    inside = add_pain(actor=officer, map_id=pain_map.pk, pain=NewPain("Старые компьютеры", audience="internal"))
    with pytest.raises(RuleBroken, match="не объединяются"):
        merge_pains(actor=officer, map_id=pain_map.pk, line_ids=[one.pk, inside.pk])


def test_a_split_takes_the_chosen_out(organiser: Actor, drafted: Drafted) -> None:
    pain_map = drafted()
    line = line_of(pain_map, LONG)
    chosen = list(line.evidence.values_list("pk", flat=True)[:1])
    made = split_pain(
        actor=organiser, map_id=pain_map.pk, line_id=line.pk, evidence_ids=chosen, title="  Ответ пришёл\0 не туда "
    )
    assert counts(pain_map) == {LONG: 2, "Ответ пришёл не туда": 1, DIAL: 2}
    assert titles(pain_map)[:2] == [LONG, "Ответ пришёл не туда"]
    assert made.pain.split_from_id == line.pain_id


def test_a_split_of_all_or_of_anothers_is_refused(organiser: Actor, drafted: Drafted) -> None:
    pain_map = drafted()
    line, other = line_of(pain_map, LONG), line_of(pain_map, DIAL)
    everything = list(line.evidence.values_list("pk", flat=True))
    part = {"actor": organiser, "map_id": pain_map.pk, "line_id": line.pk, "title": "Часть"}
    with pytest.raises(RuleBroken, match="делить нечего"):
        split_pain(**part, evidence_ids=everything)
    with pytest.raises(RuleBroken, match="уже перенёс"):
        split_pain(**part, evidence_ids=[*everything[:1], *other.evidence.values_list("pk", flat=True)])
    with pytest.raises(RuleBroken, match="хотя бы одну"):
        split_pain(**part, evidence_ids=[])


@pytest.mark.parametrize("title", ["", " \0 ", "ё" * 301])
def test_a_name_is_needed_and_bounded(title: str, organiser: Actor, drafted: Drafted) -> None:
    pain_map = drafted(left=0)
    line = line_of(pain_map, LONG)
    with pytest.raises(RuleBroken) as refused:
        rename_line(actor=organiser, map_id=pain_map.pk, line_id=line.pk, title=title, was=LONG)
    assert refused.value.field == "title"


def test_who_names_second_is_told(organiser: Actor, coordinator: Actor, drafted: Drafted) -> None:
    pain_map = drafted(left=0)
    line = line_of(pain_map, LONG)
    rename_line(actor=coordinator, map_id=pain_map.pk, line_id=line.pk, title="Ждут 40 дней", was=LONG)
    with pytest.raises(RuleBroken, match="Ждут 40 дней"):
        rename_line(actor=organiser, map_id=pain_map.pk, line_id=line.pk, title="Медленно отвечают", was=LONG)


def test_who_changes_a_line_that_was_merged_is_told(organiser: Actor, coordinator: Actor, drafted: Drafted) -> None:
    pain_map = drafted()
    gone = line_of(pain_map, DIAL)
    merge_pains(actor=coordinator, map_id=pain_map.pk, line_ids=[line_of(pain_map, LONG).pk, gone.pk])
    with pytest.raises(RuleBroken, match="другой человек"):
        set_kind(actor=organiser, map_id=pain_map.pk, line_id=gone.pk, kind="need")


def test_the_remainder_goes_into_a_line_or_a_new_pain_or_is_explained(organiser: Actor, drafted: Drafted) -> None:
    pain_map = drafted(left=3)
    first, second, third = left_of(pain_map)
    line = line_of(pain_map, LONG)
    move_evidence(actor=organiser, map_id=pain_map.pk, evidence_ids=[first], line_id=line.pk)
    add_pain(actor=organiser, map_id=pain_map.pk, pain=NewPain("Негде сесть", kind="need"), evidence_ids=[second])
    with pytest.raises(RuleBroken, match="без причины"):
        explain_evidence(actor=organiser, map_id=pain_map.pk, evidence_ids=[third], reason=" ")
    explain_evidence(actor=organiser, map_id=pain_map.pk, evidence_ids=[third], reason="Поздравление с праздником")
    assert not left_of(pain_map)
    assert counts(pain_map) == {LONG: 4, DIAL: 2, "Негде сесть": 1}
    release_evidence(actor=organiser, map_id=pain_map.pk, evidence_ids=[third])
    assert left_of(pain_map) == [third]


def test_what_residents_and_employees_said_is_explained_together(
    coordinator: Actor, drafted: Drafted, receive: Any
) -> None:
    pain_map = drafted(left=1)
    add(receive, pain_map, None, "Поздравляем коллег", "internal")
    explain_evidence(actor=coordinator, map_id=pain_map.pk, evidence_ids=left_of(pain_map), reason="Поздравления")
    assert not left_of(pain_map)
    assert MapChange.objects.get().audience == "internal"


def test_an_excluded_line_is_explained_and_its_pain_goes(organiser: Actor, drafted: Drafted) -> None:
    pain_map = drafted(left=0)
    line = line_of(pain_map, DIAL)
    exclude_line(actor=organiser, map_id=pain_map.pk, line_id=line.pk, reason="Это о чужой организации")
    assert titles(pain_map) == [LONG]
    assert not PainPoint.objects.filter(pk=line.pain_id).exists()
    assert PainEvidence.objects.filter(pain_map=pain_map, excluded_reason="Это о чужой организации").count() == 2


def _change(name: str, actor: Actor, pain_map: PainMap) -> None:
    line, other = line_of(pain_map, LONG), line_of(pain_map, DIAL)
    on = {"actor": actor, "map_id": pain_map.pk}
    some = list(line.evidence.values_list("pk", flat=True)[:1])
    doings: dict[str, Callable[[], Any]] = {
        "merge": lambda: merge_pains(**on, line_ids=[line.pk, other.pk]),
        "split": lambda: split_pain(**on, line_id=line.pk, evidence_ids=some, title="Часть"),
        "rename": lambda: rename_line(**on, line_id=line.pk, title="Иначе", was=LONG, details="Подробно"),
        "kind": lambda: set_kind(**on, line_id=line.pk, kind="need"),
        "add": lambda: add_pain(**on, pain=NewPain("Новая"), evidence_ids=left_of(pain_map)),
        "move": lambda: move_evidence(**on, evidence_ids=some, line_id=other.pk),
        "explain": lambda: explain_evidence(**on, evidence_ids=left_of(pain_map), reason="Не о том"),
        "exclude": lambda: exclude_line(**on, line_id=other.pk, reason="Не о том"),
        "close": lambda: close_pain(**on, line_id=line.pk, reason="Отвечают за три дня"),
        "refuse": lambda: refuse_measures(**on, line_id=line.pk, reason="Решает область"),
    }
    doings[name]()


@pytest.mark.parametrize(
    "name", ["merge", "split", "rename", "kind", "add", "move", "explain", "exclude", "close", "refuse"]
)
def test_each_change_can_be_undone(name: str, coordinator: Actor, drafted: Drafted) -> None:
    pain_map = drafted(lines={LONG: 2, DIAL: 1}, left=1)
    before = rows(pain_map)
    _change(name, coordinator, pain_map)
    changed = last_change(pain_map)
    assert changed is not None
    assert rows(pain_map) != before
    undo_change(actor=coordinator, map_id=pain_map.pk, change_id=changed.pk)
    assert rows(pain_map) == before


def test_only_the_last_change_is_undone(organiser: Actor, drafted: Drafted) -> None:
    pain_map = drafted(left=0)
    _change("rename", organiser, pain_map)
    first = last_change(pain_map)
    assert first is not None
    set_kind(actor=organiser, map_id=pain_map.pk, line_id=line_of(pain_map, DIAL).pk, kind="need")
    with pytest.raises(RuleBroken, match="последнее"):
        undo_change(actor=organiser, map_id=pain_map.pk, change_id=first.pk)


def test_a_pain_that_was_removed_and_is_felt_again_returns(coordinator: Actor, drafted: Drafted) -> None:
    spring = drafted(quarter=20252, left=0)
    line = line_of(spring, LONG)
    close_pain(actor=coordinator, map_id=spring.pk, line_id=line.pk, reason="Отвечают за три дня")
    line.refresh_from_db()
    assert (line.trend, line.pain.state) == (Trend.CLOSED, PainState.CLOSED)
    approved(coordinator, spring)
    line.pain.refresh_from_db()
    summer = drafted(quarter=20253, left=0, pains={LONG: line.pain})
    again = line_of(summer, LONG)
    assert (again.trend, again.previous_count) == (Trend.RETURNED, 3)
    with pytest.raises(RuleBroken, match="и так не отмечена"):
        reopen_pain(actor=coordinator, map_id=summer.pk, line_id=again.pk)


def test_an_organiser_changes_his_own_map_only(
    actor: Callable[..., Actor], administration: Administration, drafted: Drafted
) -> None:
    unit, other = (
        Department.objects.create(administration=administration, slug=f"u{number}", title=f"Отдел {number}")
        for number in (1, 2)
    )
    pain_map = drafted(department=unit, left=0)
    line = line_of(pain_map, LONG)
    on = {"map_id": pain_map.pk, "line_id": line.pk, "kind": "need"}
    with pytest.raises(NotFound):
        set_kind(actor=actor("organizer", department=other), **on)
    with pytest.raises(NotFound):
        set_kind(actor=actor("coordinator", of="biysk"), **on)
    assert set_kind(actor=actor("organizer", department=unit), **on).pain.kind == "need"


def test_pains_of_employees_are_out_of_an_organisers_reach(
    organiser: Actor, coordinator: Actor, drafted: Drafted
) -> None:
    pain_map = drafted(audience="internal", left=1)
    line = line_of(pain_map, LONG)
    with pytest.raises(RuleBroken, match="другой человек"):
        set_kind(actor=organiser, map_id=pain_map.pk, line_id=line.pk, kind="need")
    with pytest.raises(RuleBroken, match="уже не относится"):
        explain_evidence(actor=organiser, map_id=pain_map.pk, evidence_ids=left_of(pain_map), reason="Не о том")
    assert set_kind(actor=coordinator, map_id=pain_map.pk, line_id=line.pk, kind="need").pain.kind == "need"


def test_a_foreign_process_is_refused(organiser: Actor, drafted: Drafted) -> None:
    pain_map = drafted(left=0)
    line = line_of(pain_map, LONG)
    with pytest.raises(RuleBroken) as refused:
        place_line(actor=organiser, map_id=pain_map.pk, line_id=line.pk, process_id=10**9, touchpoint_id=None)
    assert refused.value.field == "process"
