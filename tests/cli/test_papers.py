"""`otklik report` and `otklik coverage` through the command line itself."""

import json

import pytest
from typer.testing import CliRunner

from otklik.catalog.models import Administration
from otklik.cli.main import app

RUN = CliRunner()


def test_report_prints_json_with_the_decrees_metrics(administration: Administration) -> None:
    result = RUN.invoke(app, ["report", "murashi", "monitoring", "2025Q3"])
    assert result.exit_code == 0, result.output
    printed = json.loads(result.stdout)
    assert printed["administration"] == "murashi"
    assert printed["period"] == "2025Q3"
    assert [metric["slug"] for metric in printed["metrics"]][:2] == ["channels", "reasons"]


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx", "html"])
def test_report_writes_a_file(administration: Administration, tmp_path, kind: str) -> None:
    path = tmp_path / f"report.{kind}"
    result = RUN.invoke(app, ["report", "murashi", "monitoring", "2025Q3", "--format", kind, "-o", str(path)])
    assert result.exit_code == 0, result.output
    start = {"docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF", "html": b"<!"}[kind]
    assert path.read_bytes().lower().startswith(start.lower())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["report", "nigde", "monitoring", "2025Q3"], "Есть: murashi"),
        (["report", "murashi", "monitoring", "2025-9"], "2025Q3"),
        (["report", "murashi", "monitoring", "2025Q3", "--format", "odt"], "odt"),
        (["report", "murashi", "wishes", "2025Q3"], "wishes"),
        (["report", "murashi", "monitoring", "2025Q3", "--audience", "everyone"], "everyone"),
        (["report", "murashi", "monitoring", "2025Q3", "-o", "nowhere/a.json"], "в папке, которая есть"),
    ],
)
def test_wrong_words_are_answered_in_russian(administration: Administration, arguments: list[str], words: str) -> None:
    result = RUN.invoke(app, arguments)
    assert result.exit_code == 2
    assert words in result.output
    assert "Traceback" not in result.output


@pytest.mark.django_db
def test_coverage_lists_every_clause_with_its_quote() -> None:
    result = RUN.invoke(app, ["coverage", "--administration", "livny", "--json"])
    assert result.exit_code == 0, result.output
    rows = json.loads(result.stdout)
    assert {tuple(row) for row in rows} == {("id", "clause", "status", "by", "quote")}
    assert all(row["id"].startswith("livny:") and row["quote"] for row in rows)
    assert {row["status"] for row in rows} <= {"done", "planned", "people"}
    assert all(row["by"] for row in rows if row["status"] == "done")


@pytest.mark.django_db
def test_coverage_of_all_has_every_administration() -> None:
    rows = json.loads(RUN.invoke(app, ["coverage", "--json"]).stdout)
    assert len({row["id"].split(":")[0] for row in rows}) >= 5
    assert len({row["id"] for row in rows}) == len(rows)
