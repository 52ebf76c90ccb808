"""`otklik scan-files` asks about every file and says what it found; codes tell a script."""

from io import BytesIO
from typing import Any

import pytest
from tests.clamd_server import EICAR
from typer.testing import CliRunner

from otklik.base.files import store_file
from otklik.base.models import StoredFile
from otklik.cli.main import app

pytestmark = pytest.mark.django_db


def scan() -> Any:
    return CliRunner().invoke(app, ["scan-files"])


def test_infected_files_are_named_and_quarantined(settings: Any, clamd: str) -> None:
    bad, good = (store_file(1, BytesIO(content), "a.txt") for content in (EICAR, b"A letter."))
    settings.CLAMD = clamd
    done = scan()
    assert done.exit_code == 1
    assert done.stdout.startswith("ClamAV ")
    assert f"Файл № {bad.pk}: в карантине" in done.stdout
    assert "Проверено файлов: 2. В карантине: 1." in done.stdout
    assert [StoredFile.objects.get(pk=one.pk).is_quarantined for one in (bad, good)] == [True, False]


def test_clean_files_end_well(settings: Any, clamd: str) -> None:
    store_file(1, BytesIO(b"A letter."), "a.txt")
    settings.CLAMD = clamd
    assert scan().exit_code == 0


@pytest.mark.parametrize("address", ["", "unix:///nonexistent/clamd.ctl"])
def test_without_an_antivirus_the_command_says_what_to_do(settings: Any, address: str) -> None:
    settings.CLAMD = address
    done = scan()
    assert done.exit_code == 3
    assert "OTKLIK_CLAMD" in done.stderr
