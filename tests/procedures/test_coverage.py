"""Answers to the clauses: what is done points at what exists; the generated pages are current."""

import json
from pathlib import Path

import pytest
from tests.procedures.conftest import SLUGS

from otklik.procedures import registry
from otklik.procedures.__main__ import pages, write_pages
from otklik.procedures.coverage import ClauseCoverage, as_rows, coverage, own_targets, used_targets
from otklik.procedures.markdown import render_markdown
from otklik.procedures.schema import Procedure, profile_schema

DOCS = Path(__file__).parents[2] / "docs"
#: Clauses whose fulfilment the first order of work owes.
FIRST_ORDER = {
    "murashi": ["1.1", "1.3", "2.2.0", "2.2.1", "3.1", "4.1.1", *(f"4.2.{n}" for n in range(1, 7))],
    "biysk": ["2", "3.directions.external", "3.directions.internal", "3.goal", "4.metrics"],
    "livny": ["2", "3.directions", "3.goals.5", "4.metrics", "decree"],
    "gatchina": ["1.2", *(f"4.2.{n}" for n in range(1, 7))],
    "naryan-mar": ["1.2", *(f"4.2.{n}" for n in range(1, 7))],
}


def covered(slug: str, targets: frozenset[str] | None = None) -> dict[str, ClauseCoverage]:
    procedure = registry.procedures()[slug]
    chosen = used_targets(procedure) if targets is None else targets
    return {clause.id: clause for clause in coverage(procedure, chosen)}


@pytest.mark.parametrize("slug", SLUGS)
def test_clauses_come_in_the_order_of_the_list(slug: str) -> None:
    assert list(covered(slug)) == [duty.id for duty in registry.procedures()[slug].duties]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_first_order_is_done(slug: str) -> None:
    clauses = covered(slug)
    assert {clauses[f"{slug}:{clause}"].status for clause in FIRST_ORDER[slug]} == {"done"}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_metric_is_named_by_a_clause(slug: str) -> None:
    procedure = registry.procedures()[slug]
    named = {target for target in used_targets(procedure) if target.startswith("metric:")}
    assert named == {f"metric:{metric.slug}" for metric in procedure.metrics}


@pytest.mark.parametrize("slug", SLUGS)
def test_channels_that_clauses_name_stand_in_the_profile(slug: str) -> None:
    procedure = registry.procedures()[slug]
    own = {target for target in used_targets(procedure) if target.startswith(("channel:", "profile:"))}
    assert own <= own_targets(procedure)


def test_a_target_that_does_not_exist_is_a_problem() -> None:
    clauses = covered("gatchina", frozenset({"page:terms", "metric:channels"}))
    assert clauses["gatchina:1.2"].problem == ""
    assert clauses["gatchina:4.2.1"].problem == "названо, но не существует: report:monitoring"
    assert clauses["gatchina:4.1"].problem.startswith("названо, но не существует: page:duties, ")


def test_a_row_for_machines() -> None:
    procedure = registry.procedures()["gatchina"]
    rows = as_rows(coverage(procedure, used_targets(procedure)))
    assert {tuple(row) for row in rows} == {("id", "clause", "status", "by", "quote")}
    assert {row["status"] for row in rows} <= {"done", "planned", "people"}
    assert all(row["quote"] and row["by"] for row in rows)
    assert json.loads(json.dumps(rows)) == rows


def test_a_clause_left_to_people_gives_its_reason() -> None:
    procedure = registry.procedures()["gatchina"]
    left = procedure.coverage[0].model_copy(
        update={"status": "people", "by": (), "note": "", "reason": "Решает глава администрации"}
    )
    changed = procedure.model_copy(update={"coverage": (left, *procedure.coverage[1:])})
    assert coverage(changed, frozenset())[0].by == ("Решает глава администрации",)
    assert "| делают люди | Решает глава администрации |" in render_markdown(changed, frozenset())


@pytest.mark.parametrize("name", sorted(pages()))
def test_generated_pages_are_current(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == pages()[name], "run: python -m otklik.procedures docs"


def test_pages_are_written_where_asked(tmp_path: Path) -> None:
    write_pages(tmp_path)
    assert (tmp_path / "procedures" / "livny.md").exists()


def test_a_page_names_every_clause_and_metric() -> None:
    for slug, procedure in registry.procedures().items():
        text = render_markdown(procedure, used_targets(procedure))
        assert all(f"| {duty.id} | {duty.clause} |" in text for duty in procedure.duties), slug
        assert all(f"| {metric.title} |" in text for metric in procedure.metrics)
        assert "не существует" not in text


def test_the_schema_knows_each_block_and_the_guide_names_it() -> None:
    blocks = set(profile_schema()["properties"])
    assert blocks == set(Procedure.model_fields) - {"duties", "questionnaires"}
    guide = (DOCS / "procedures" / "README.md").read_text(encoding="utf-8")
    assert [block for block in sorted(blocks) if f"`{block}`" not in guide] == []
