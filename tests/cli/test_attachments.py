"""`otklik move-files`: from the folder of one machine to where all reach it, every file checked."""

from pathlib import Path
from typing import Any

import pytest
import typer

from otklik.base.files import open_file, store_file
from otklik.catalog.models import Administration
from otklik.cli.attachments import move_files


@pytest.mark.django_db
def test_files_go_over_and_are_checked(
    administration: Administration, settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from io import BytesIO

    settings.MEDIA_ROOT = tmp_path / "old"
    kept = [store_file(administration.pk, BytesIO(b"%PDF-1.7 " + letter), "a.pdf") for letter in (b"1", b"2")]
    with pytest.raises(typer.Exit):
        move_files(tmp_path / "old")
    assert "уже лежат в этой папке" in capsys.readouterr().err
    settings.MEDIA_ROOT = tmp_path / "new"
    move_files(tmp_path / "old")
    assert "Переложено: 2. Все вложения на месте" in capsys.readouterr().out
    with open_file(kept[0]) as stream:
        assert stream.read() == b"%PDF-1.7 1"
    move_files(tmp_path / "old")
    assert "Переложено: 0." in capsys.readouterr().out
    (tmp_path / "new" / kept[1].path).write_bytes(b"%PDF-1.7 x")
    with pytest.raises(typer.Exit):
        move_files(tmp_path / "old")
    assert "изменён" in capsys.readouterr().out
    with pytest.raises(typer.Exit):
        move_files(tmp_path / "none")
