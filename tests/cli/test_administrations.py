"""`otklik create-administration`: a sixth administration is a folder."""

import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client
from typer.testing import CliRunner

from otklik.accounts.models import User
from otklik.catalog.models import Administration, Channel, KeptProfile
from otklik.cli.main import app
from otklik.procedures import registry

RUN = CliRunner()
pytestmark = pytest.mark.django_db


@pytest.fixture
def sixth(tmp_path: Path, settings) -> Path:
    """A profile of an invented town, made from a shipped one."""
    settings.PROFILES_DIR = str(tmp_path / "profiles")
    folder = tmp_path / "zarechensk"
    shutil.copytree(registry.PROFILES / "gatchina", folder)
    for file in filter(Path.is_file, folder.iterdir()):
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace('"gatchina"', '"zarechensk"').replace("gatchina:", "zarechensk:"), encoding="utf-8"
        )
    return folder


def test_a_folder_becomes_an_administration_with_its_first_administrator(sixth: Path) -> None:
    result = RUN.invoke(app, ["create-administration", "--profile", str(sixth)])
    assert result.exit_code == 0, result.output
    administration = Administration.objects.get(slug="zarechensk")
    assert Channel.objects.filter(administration=administration).exists()
    person = User.objects.get(username="zarechensk-admin")
    password = result.output.split("пароль ")[1].split()[0]
    assert person.check_password(password)
    assert Client().get("/zarechensk/").status_code == 200


def test_only_the_profile_is_copied_out_of_a_folder_of_other_things(sixth: Path, settings) -> None:
    (sixth / "личное").mkdir()
    for name in ("личное/письма.txt", "пароли.txt", "questionnaires/черновик.docx", ".bashrc"):
        (sixth / name).write_text("не для всех", encoding="utf-8")
    result = RUN.invoke(app, ["create-administration", "--profile", str(sixth / "procedure.toml")])
    assert result.exit_code == 0, result.output
    assert "не взято: личное, пароли.txt, черновик.docx." in " ".join(result.output.split())
    kept = Path(settings.PROFILES_DIR) / "zarechensk"
    assert {path.relative_to(kept).as_posix() for path in kept.rglob("*") if path.is_file()} == {
        "procedure.toml", "decree.txt", "clauses.tsv", "questionnaires/staff.toml"
    }  # fmt: skip


def test_a_folder_that_cannot_be_laid_is_refused_in_words(sixth: Path, settings) -> None:
    Path(settings.PROFILES_DIR).write_text("файл на месте папки")
    result = RUN.invoke(app, ["create-administration", "--profile", str(sixth)])
    assert result.exit_code == 2
    assert "не принимает файлы" in result.output
    assert not Administration.objects.filter(slug="zarechensk").exists()


def test_an_amended_order_is_kept_for_the_other_nodes(sixth: Path) -> None:
    for amendment in ("", "\n# Редакция вторая\n"):
        with (sixth / "procedure.toml").open("a", encoding="utf-8") as file:
            file.write(amendment)
        RUN.invoke(app, ["create-administration", "--profile", str(sixth)])
    with ZipFile(BytesIO(KeptProfile.objects.get().folder)) as kept:
        assert kept.read("procedure.toml") == (sixth / "procedure.toml").read_bytes()


def test_a_second_run_changes_nothing_and_shows_no_password(sixth: Path) -> None:
    RUN.invoke(app, ["create-administration", "--profile", str(sixth / "procedure.toml")])
    result = RUN.invoke(app, ["create-administration", "--profile", str(sixth)])
    assert result.exit_code == 0, result.output
    assert "пароль" not in result.output
    assert Administration.objects.filter(slug="zarechensk").count() == 1


def test_a_wrong_quote_is_named_by_line_and_clause(sixth: Path) -> None:
    file = sixth / "procedure.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("основные причины обращений", "главные причины обращений"), encoding="utf-8")
    result = RUN.invoke(app, ["create-administration", "--profile", str(sixth)])
    assert result.exit_code == 2
    assert "строка" in result.output
    assert "4.2" in result.output
    assert not Administration.objects.filter(slug="zarechensk").exists()
