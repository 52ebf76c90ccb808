"""The JSON report equals an independent computation with pandas from the raw file, and satisfies its schema."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pytest
from tests.analysis import raw_figures
from tests.analysis.sample import stored

from otklik.base.actor import Actor
from otklik.catalog.models import Administration, Channel
from otklik.core.periods import Quarter
from otklik.procedures import registry
from otklik.reporting.queries import render_report

QUARTER = Quarter(2025, 3)
ALL = tuple(sorted(registry.procedures()))
SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/monitoring.json").read_text(encoding="utf-8"))
close = pytest.approx


@pytest.fixture(params=ALL)
def place(request: pytest.FixtureRequest, administrations: Callable[[str], Administration]) -> Administration:
    """Each shipped administration in turn."""
    return administrations(request.param)


@pytest.fixture
def raw(place: Administration) -> pd.DataFrame:
    """The administration's invented file, stored; given back as a frame with local quarters."""
    return raw_figures.frame(stored(place, rows=500), place.time_zone)


@pytest.fixture
def report(place: Administration, raw: pd.DataFrame, actor: Callable[..., Actor]) -> dict[str, Any]:
    """The JSON report of the third quarter of 2025."""
    rendered = render_report(actor("coordinator", of=place.slug), "monitoring", QUARTER, "json")
    return dict(json.loads(rendered.content))


def rows_of(report: dict[str, Any], slug: str) -> dict[str, dict[str, Any]]:
    found = next((metric for metric in report["metrics"] if metric["slug"] == slug), None)
    if found is None:
        pytest.skip("the decree has no such metric")
    return {row["key"]: row for row in found["rows"]}


def in_quarter(raw: pd.DataFrame, quarter: Quarter = QUARTER) -> pd.DataFrame:
    return raw[raw["quarter"] == str(quarter)]


def test_it_has_the_decree_s_metrics_and_validates(report: dict[str, Any], place: Administration) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(report, SCHEMA)
    procedure = registry.procedures()[place.slug]
    assert [(m["slug"], m["title"], m["clause"], m["population"]) for m in report["metrics"]] == [
        (m.slug, m.title, m.clause, m.population) for m in procedure.metrics
    ]
    assert report["period"] == "2025Q3"
    assert (report["frozen"], report["edition"]) == (False, None)


def test_channels(report: dict[str, Any], raw: pd.DataFrame, place: Administration) -> None:
    rows = rows_of(report, "channels")
    expected = raw_figures.channel_counts(in_quarter(raw))
    listed = list(Channel.objects.filter(administration=place).values_list("slug", flat=True))
    assert list(rows) == [slug for slug in listed if slug in rows]
    assert {key: row["numerator"] for key, row in rows.items() if row["numerator"]} == expected
    assert sum(row["value"] for row in rows.values()) == close(1)
    total = sum(expected.values())
    for slug, count in expected.items():
        assert rows[slug]["value"] == close(count / total)
        assert rows[slug]["n"] == rows[slug]["denominator"] == total
    before = raw_figures.channel_counts(in_quarter(raw, QUARTER.previous()))
    year_ago = raw_figures.channel_counts(in_quarter(raw, QUARTER.year_ago()))
    for slug in expected:
        assert rows[slug]["previous"] == close(before.get(slug, 0) / sum(before.values()))
        assert rows[slug]["year_ago"] == close(year_ago.get(slug, 0) / sum(year_ago.values()))
        assert rows[slug]["change"] == close(rows[slug]["value"] - rows[slug]["previous"])


def test_every_channel_of_the_decree_has_a_row(report: dict[str, Any], place: Administration) -> None:
    rows = rows_of(report, "channels")
    assert {one.slug for one in registry.procedures()[place.slug].channels if one.metric} <= rows.keys()
    assert any(row["numerator"] == 0 for row in rows.values())


def test_reasons(report: dict[str, Any], raw: pd.DataFrame) -> None:
    rows = rows_of(report, "reasons")
    expected = raw_figures.question_counts(in_quarter(raw), "reasons")
    assert {key: row["numerator"] for key, row in rows.items() if row["numerator"]} == expected
    assert {row["denominator"] for row in rows.values()} == {sum(expected.values())}
    assert sum(expected.values()) > len(in_quarter(raw))


def test_topics_roll_up(report: dict[str, Any], raw: pd.DataFrame) -> None:
    rows = rows_of(report, "topics")
    expected = raw_figures.question_counts(in_quarter(raw), "topics")
    for code, count in expected.items():
        row = rows.get(f"{code}/direct") or rows[code]
        assert row["numerator"] == count, code
    for code in {code[:4] for code in expected if code != "none"}:
        under = sum(count for found, count in expected.items() if found.startswith(code))
        assert rows[f"{code}.0000.0000.0000"]["numerator"] == under
    assert {row["denominator"] for row in rows.values()} == {sum(expected.values())}


def test_waiting(report: dict[str, Any], raw: pd.DataFrame) -> None:
    rows = rows_of(report, "waiting_time")
    for quarter, column in ((QUARTER, "value"), (QUARTER.previous(), "previous"), (QUARTER.year_ago(), "year_ago")):
        for key, value in raw_figures.waiting(in_quarter(raw, quarter)).items():
            assert rows[key][column] == close(value), (key, column)


@pytest.mark.parametrize(("slug", "key"), [("satisfied_share", "satisfied"), ("unsatisfied_share", "refused")])
def test_decided(report: dict[str, Any], raw: pd.DataFrame, place: Administration, slug: str, key: str) -> None:
    metric = next(one for one in report["metrics"] if one["slug"] == slug)
    rows = {row["key"]: row for row in metric["rows"]}
    chosen = in_quarter(raw)
    if metric["population"] == "complaints":
        chosen = chosen[chosen["kind"] == "complaint"]
    assert metric["rows"][0]["key"] == key
    assert {row["denominator"] for row in rows.values()} == {len(chosen)}
    for verdict, share in raw_figures.verdict_shares(chosen).items():
        assert rows[verdict]["value"] == close(share), verdict
    assert rows["satisfied"]["numerator"] + rows["refused"]["numerator"] + rows["rest"]["numerator"] == len(chosen)


def test_the_bytes_are_the_same_twice(place: Administration, raw: pd.DataFrame, actor: Callable[..., Actor]) -> None:
    who = actor("head", of=place.slug)
    first, second = (render_report(who, "monitoring", QUARTER, "json").content for _ in range(2))
    assert first == second


def test_a_quarter_without_appeals_has_nulls(place: Administration, actor: Callable[..., Actor]) -> None:
    rendered = render_report(actor("head", of=place.slug), "monitoring", QUARTER, "json")
    report = json.loads(rendered.content)
    jsonschema.validate(report, SCHEMA)
    assert all(row["value"] is None and row["n"] == 0 for metric in report["metrics"] for row in metric["rows"])
