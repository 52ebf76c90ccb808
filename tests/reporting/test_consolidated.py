"""A consolidated report from the wish to the hand-over: figures, claims, freezing, editions, rights, the same bytes."""

import hashlib
import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator
from tests.intake.conftest import receive
from tests.reporting.consolidated import NOW, filled

from otklik.base.actor import Actor, system_actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.files import store_file
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration
from otklik.catalog.queries import procedure_of
from otklik.core.document import Paragraph, SignatureBlock
from otklik.core.report_period import ReportPeriod
from otklik.intake.models import FeedbackItem
from otklik.procedures.registry import procedures
from otklik.reporting.actions.keep_consolidated import (
    HandOverNote,
    freeze_consolidated,
    record_hand_over,
    write_words,
)
from otklik.reporting.actions.make_consolidated import (
    begin_edition,
    end_lost_reports,
    make_consolidated,
    work_consolidated,
)
from otklik.reporting.actions.sign_off import attach_signature, sign_off
from otklik.reporting.consolidated.gather import gather
from otklik.reporting.consolidated.queries import consolidated_state, handed_over_on
from otklik.reporting.consolidated.rates import rating_of, rating_plain, share_rating
from otklik.reporting.consolidated.snapshot import Snapshot, snapshot_digest
from otklik.reporting.consolidated.units import UnitCounts, joined
from otklik.reporting.consolidated.words import received_words, summary
from otklik.reporting.models import Consolidated, HandOver
from otklik.reporting.queries import render_report, report_document
from otklik.reporting.reports.summary.build import document_of
from otklik.reporting.sign_off.queries import sign_offs_of

__all__ = ["receive"]
pytestmark = pytest.mark.django_db
PERIOD, YEAR = ReportPeriod.of_quarter(NOW), ReportPeriod(2025)
SHA256 = "2.16.840.1.101.3.4.2.1"
SCHEMAS = Path(__file__).parents[2] / "docs/schema"
State = Consolidated.State


@pytest.fixture
def coordinator(actor: Callable[..., Actor]) -> Actor:
    return actor("coordinator")


@pytest.fixture
def payload(administration: Administration, receive: Callable[..., FeedbackItem]) -> dict[str, Any]:
    filled(receive, administration)
    return gather(system_actor(administration.pk, administration.slug), PERIOD, date(2025, 10, 10))


@pytest.fixture
def draft(payload: dict[str, Any], coordinator: Actor) -> Consolidated:
    row = make_consolidated(actor=coordinator, period=PERIOD)
    work_consolidated(row.pk)
    row.refresh_from_db()
    return row


@pytest.fixture
def frozen(draft: Consolidated, coordinator: Actor) -> Consolidated:
    return freeze_consolidated(actor=coordinator, consolidated_id=draft.pk)


def test_units_add_up_and_small_ones_stand_together(payload: dict[str, Any]) -> None:
    told = payload["audiences"]["external"]
    units = {row["key"]: row for row in told["units"]}
    assert sum(row["received"] for row in told["units"]) == told["received"]["now"] == 107
    assert set(units) == {"roads", "water", "small"}
    assert units["small"]["received"] == 7
    assert units["small"]["granted"]["value"] is None
    assert (units["roads"]["granted"]["place"], units["water"]["granted"]["place"]) == ([1, 1], [2, 2])
    assert units["roads"]["late"]["numerator"] == 10
    assert units["water"]["waited"]["value"] == pytest.approx(10)


def test_a_rating_told_from_its_snapshot_keeps_its_interval() -> None:
    rating = share_rating(199, 476)
    stored = rating_of(rating_plain(rating))
    assert (stored.value, stored.n, stored.ends) == (rating.value, rating.n, rating.ends)


def test_what_is_left_out_alone_takes_a_neighbour_with_it() -> None:
    groups = [("a", "А", UnitCounts(50)), ("b", "Б", UnitCounts(20)), ("c", "В", UnitCounts(2))]
    found = joined(groups, 5)
    assert [(key, one.received) for key, _, one in found] == [("a", 50), ("small", 22)]


def test_each_count_is_the_list_behind_it(payload: dict[str, Any], administration: Administration) -> None:
    metric = next(one for one in payload["audiences"]["external"]["metrics"] if one["slug"] == "satisfied_share")
    row = next(one for one in metric["rows"] if one["key"] == "satisfied")
    own = FeedbackItem.objects.filter(administration=administration, quarter=NOW.key, verdict="satisfied")
    assert row["now"]["numerator"] == own.count() == 53
    assert "quarter=2025Q3" in row["query"]
    assert "verdict=satisfied" in row["query"]


def test_only_what_is_proven_is_called_more(payload: dict[str, Any]) -> None:
    assert "в 2,1 раза больше, чем во II квартале 2025 года (52)" in received_words(payload, "external")
    received = payload["audiences"]["external"]["received"]
    by_chance = received | {"now": 55, "is_proven": False}
    payload["audiences"]["external"]["received"] = by_chance
    assert "случайных колебаний" in received_words(payload, "external")
    payload["audiences"]["external"]["received"] = received
    payload["counted_before"] = []
    assert "Сравнить не с чем" in received_words(payload, "external")


def test_a_period_begun_halfway_is_no_measure(payload: dict[str, Any], administration: Administration) -> None:
    system = system_actor(administration.pk, administration.slug)
    year = gather(system, ReportPeriod(2026), date(2027, 1, 10))
    assert year["counted_before"] == ["2025Q2", "2025Q3"]
    assert "Сравнить число с 2025 годом нельзя: за него учтены только II и III кварталы" in received_words(
        year, "external"
    )


def test_a_year_is_the_sum_of_its_quarters(payload: dict[str, Any], administration: Administration) -> None:
    year = gather(system_actor(administration.pk, administration.slug), YEAR, date(2026, 1, 10))
    assert year["audiences"]["external"]["received"]["now"] == 107 + 52
    row = year["audiences"]["external"]["metrics"][0]["rows"][0]
    assert "received_from=2025-01-01&received_to=2025-12-31" in row["query"]


def test_papers_fit_their_schema_and_the_heads_page_one_sheet(frozen: Consolidated, coordinator: Actor) -> None:
    for slug in ("consolidated", "summary"):
        told = json.loads(render_report(coordinator, slug, NOW, "json").content)
        Draft202012Validator(json.loads((SCHEMAS / f"{slug}.json").read_text(encoding="utf-8"))).validate(told)
        assert told["digest"] == frozen.digest
    page = render_report(coordinator, "summary", NOW, "pdf").content
    assert len(pikepdf.open(io.BytesIO(page)).pages) == 1
    before, signature = report_document(coordinator, "consolidated", NOW).blocks[-2:]
    assert (type(before), type(signature)) == (Paragraph, SignatureBlock)


def test_the_same_snapshot_gives_the_same_bytes(frozen: Consolidated, coordinator: Actor) -> None:
    asked = (("consolidated", "xlsx"), ("summary", "html"))
    before = {one: render_report(coordinator, one[0], NOW, one[1]).content for one in asked}
    FeedbackItem.objects.filter(quarter=NOW.key).update(verdict="refused")
    after = {one: render_report(coordinator, one[0], NOW, one[1]).content for one in asked}
    assert before == after
    assert frozen.digest == snapshot_digest(frozen.payload, frozen.texts)


def test_two_people_do_not_undo_each_others_words(draft: Consolidated, coordinator: Actor) -> None:
    words = {"conclusions": "Стало лучше.", "introduction": "\0", "recommendations": ""}
    kept = write_words(actor=coordinator, consolidated_id=draft.pk, words=words, version=draft.version)
    assert kept.texts == {"conclusions": "Стало лучше."}
    with pytest.raises(RuleBroken, match="другой человек"):
        write_words(actor=coordinator, consolidated_id=draft.pk, words=words, version=draft.version)
    work_again = make_consolidated(actor=coordinator, period=PERIOD)
    work_consolidated(work_again.pk)
    assert Consolidated.objects.get(pk=draft.pk).texts == {"conclusions": "Стало лучше."}


def test_a_frozen_report_is_not_changed_but_followed(frozen: Consolidated, coordinator: Actor) -> None:
    with pytest.raises(RuleBroken, match="новую редакцию"):
        make_consolidated(actor=coordinator, period=PERIOD)
    with pytest.raises(RuleBroken, match="зафиксирован"):
        write_words(actor=coordinator, consolidated_id=frozen.pk, words={}, version=frozen.version)
    with pytest.raises(RuleBroken, match="почему"):
        begin_edition(actor=coordinator, period=PERIOD, reason=" ")
    made = begin_edition(actor=coordinator, period=PERIOD, reason="Пришёл пакет архива")
    work_consolidated(made.pk)
    assert (made.edition, Consolidated.objects.get(pk=frozen.pk).digest) == (2, frozen.digest)
    first = render_report(coordinator, "consolidated", NOW, "json", edition=1)
    assert json.loads(first.content)["digest"] == frozen.digest


def test_a_running_period_is_not_frozen(administration: Administration, coordinator: Actor) -> None:
    running = ReportPeriod(timezone.localdate().year)
    row = make_consolidated(actor=coordinator, period=running)
    work_consolidated(row.pk)
    with pytest.raises(RuleBroken, match="ещё идёт"):
        freeze_consolidated(actor=coordinator, consolidated_id=row.pk)
    with pytest.raises(RuleBroken, match="ещё не начался"):
        make_consolidated(actor=coordinator, period=ReportPeriod(running.year + 1))


def test_handing_over_is_recorded_once_frozen(frozen: Consolidated, coordinator: Actor) -> None:
    today = timezone.localdate()
    note = HandOverNote("Орлов О. О.", today, HandOver.Way.PERSON, "Глава округа", "служебная записка № 12")
    for wrong in (today + timedelta(days=3), date(2020, 1, 1)):
        with pytest.raises(RuleBroken):
            record_hand_over(
                actor=coordinator, consolidated_id=frozen.pk, note=HandOverNote("Орлов", wrong, HandOver.Way.PERSON)
            )
    stored = store_file(frozen.administration_id, io.BytesIO(b"text"), "note.txt")
    made = record_hand_over(actor=coordinator, consolidated_id=frozen.pk, note=note, file=stored)
    assert made.digest == frozen.digest
    state = consolidated_state(frozen.administration_id, "2025Q3")
    assert (state.state_title, state.handed_to) == ("передан", "Орлов О. О.")
    assert handed_over_on(frozen.administration_id, 2025) is None


def test_each_role_signs_once_and_only_what_is_frozen(
    draft: Consolidated, coordinator: Actor, actor: Callable[..., Actor]
) -> None:
    head = actor("head")
    with pytest.raises(RuleBroken, match="зафиксируйте"):
        sign_off(actor=head, kind="consolidated", target_id=draft.pk)
    row = freeze_consolidated(actor=coordinator, consolidated_id=draft.pk)
    made = sign_off(actor=head, kind="consolidated", target_id=row.pk, digest=row.digest)
    assert (made.role, made.digest) == ("head", row.digest)
    assert AuditEntry.objects.filter(verb="sign_off", details__digest=row.digest).exists()
    with pytest.raises(RuleBroken, match="уже подписали"):
        sign_off(actor=head, kind="consolidated", target_id=row.pk)
    with pytest.raises(RuleBroken, match="Откройте его снова"):
        sign_off(actor=coordinator, kind="consolidated", target_id=row.pk, digest="0" * 64)
    assert not sign_offs_of(coordinator, "consolidated", row.pk).is_complete
    sign_off(actor=coordinator, kind="consolidated", target_id=row.pk)
    assert sign_offs_of(coordinator, "consolidated", row.pk).is_complete
    for stranger in (actor("auditor"), actor("specialist"), actor("head", of="biysk")):
        with pytest.raises(NotFound):
            sign_off(actor=stranger, kind="consolidated", target_id=row.pk)


def test_a_signature_is_kept_with_the_file_it_belongs_to(frozen: Consolidated, coordinator: Actor) -> None:
    with pytest.raises(RuleBroken, match="не похож"):
        attach_signature(
            actor=coordinator, kind="consolidated", target_id=frozen.pk, file_format="docx",
            upload=io.BytesIO(b"hello"), name="a.sig",
        )  # fmt: skip
    from tests.core.test_detached_signature import _gost

    document = render_report(coordinator, "consolidated", NOW, "docx", edition=1).content
    for digest, result in ((hashlib.sha256(document).digest(), "matches"), (b"0" * 32, "differs")):
        made = attach_signature(
            actor=coordinator, kind="consolidated", target_id=frozen.pk, file_format="docx",
            upload=io.BytesIO(_gost(digest, SHA256)), name="свод.sig",
        )  # fmt: skip
        assert made.result == result


def test_employees_words_are_for_those_who_answer_for_them(frozen: Consolidated, actor: Callable[..., Actor]) -> None:
    told = json.loads(render_report(actor("auditor"), "consolidated", NOW, "json").content)
    assert set(told["audiences"]) == {"external"}
    with pytest.raises(NotFound):
        render_report(actor("organizer"), "consolidated", NOW, "json")


def test_a_lost_gathering_is_ended(coordinator: Actor, administration: Administration) -> None:
    row = make_consolidated(actor=coordinator, period=PERIOD)
    assert end_lost_reports() == 0
    Consolidated.objects.filter(pk=row.pk).update(touched_at=timezone.now() - timedelta(hours=1))
    assert end_lost_reports() == 1
    assert make_consolidated(actor=coordinator, period=PERIOD).state == State.WAITING


def test_a_gathering_taken_for_lost_that_wakes_up_late_changes_nothing(
    coordinator: Actor, administration: Administration, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = make_consolidated(actor=coordinator, period=PERIOD)

    def meanwhile(*facts: Any) -> Any:
        told = gather(*facts)
        Consolidated.objects.filter(pk=row.pk).update(state=State.FROZEN, payload={"as_of": "2025-10-10"})
        return told

    monkeypatch.setattr("otklik.reporting.actions.make_consolidated.gather", meanwhile)
    work_consolidated(row.pk)
    row.refresh_from_db()
    assert (row.state, row.payload) == (State.FROZEN, {"as_of": "2025-10-10"})


@pytest.mark.parametrize("slug", sorted(procedures()))
def test_every_decree_has_its_report_from_its_own_profile(slug: str, administrations: Callable[..., Any]) -> None:
    place = administrations(slug)
    told = gather(system_actor(place.pk, slug), YEAR, date(2026, 1, 10))
    paper = document_of(Snapshot(YEAR, told, {}), procedure_of(slug))
    assert paper.restriction is not None
    assert paper.restriction.startswith("Информация")
    assert [title for title, _ in summary(told)][:2] == ["Внешние клиенты", "Внутренние клиенты"]
    assert told["by_organizers"] == (slug == "murashi")
