"""`otklik import-feedback`: its answers and its exit codes."""

import json
from pathlib import Path

import pytest
from tests.intake.files import TOML, row, write
from typer.testing import CliRunner, Result

from otklik.catalog.models import Administration
from otklik.cli.main import app
from otklik.intake import text_index
from otklik.intake.models import FeedbackItem

pytestmark = pytest.mark.django_db
RUN = CliRunner()


@pytest.fixture
def mapping(tmp_path: Path) -> str:
    path = tmp_path / "register.toml"
    path.write_text(TOML, encoding="utf-8")
    return str(path)


def command(place: Administration, file: Path, mapping: str, *options: str) -> Result:
    return RUN.invoke(app, ["import-feedback", place.slug, str(file), "--mapping", mapping, *options])


def test_everything_is_taken_in(administration: Administration, tmp_path: Path, mapping: str) -> None:
    file = write(tmp_path / "register.csv", [row(1), row(2)])
    result = command(administration, file, mapping, "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout.splitlines()[-1])
    assert told == {"accepted": 2, "known": 0, "changed": 0, "rejected": 0, "rejected_file": None}
    assert text_index.waiting() == 0
    again = command(administration, file, mapping)
    assert again.exit_code == 0
    assert "принято 0, уже известно 2, отклонено 0" in again.output


def test_rejected_rows_give_code_3(administration: Administration, tmp_path: Path, mapping: str) -> None:
    file = write(tmp_path / "register.csv", [row(1), row(2, received="вчера")])
    result = command(administration, file, mapping, "--json")
    assert result.exit_code == 3, result.output
    told = json.loads(result.stdout.splitlines()[-1])
    assert (told["accepted"], told["rejected"]) == (1, 1)
    assert "вчера" in Path(told["rejected_file"]).read_text(encoding="utf-8-sig")


def test_a_trial_says_what_would_be(administration: Administration, tmp_path: Path, mapping: str) -> None:
    file = write(tmp_path / "register.csv", [row(1), row(2, received="вчера")])
    result = command(administration, file, mapping, "--dry-run")
    assert result.exit_code == 3
    assert "было бы принято 1" in result.output
    assert not FeedbackItem.objects.exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("absent.csv", "register.toml"), "Файла"),
        (("register.csv", "no-such-mapping"), "Нет сопоставления"),
        (("register.csv", "pos"), "нет столбца"),
        (("register.csv", "register.toml", "--channel", "pigeon"), "Канала «pigeon» нет"),
    ],
)
def test_what_cannot_be_done_gives_code_2(
    administration: Administration, tmp_path: Path, mapping: str, options: tuple[str, ...], words: str
) -> None:
    write(tmp_path / "register.csv", [row(1)])
    file, name, *rest = options
    result = command(administration, tmp_path / file, mapping if name.endswith(".toml") else name, *rest)
    assert result.exit_code == 2, result.output
    assert words in result.output
    assert not FeedbackItem.objects.exists()
