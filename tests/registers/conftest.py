"""Sources of files for tests."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from tests.registers.sftp_server import SftpServer

from otklik.base.actor import Actor
from otklik.catalog.models import Channel
from otklik.registers.actions.keep_source import SourceFacts, keep_source
from otklik.registers.models import RegisterSource
from otklik.registers.places.contract import PlaceSettings

HEADER = "Номер;Дата создания;Категория;Текст сообщения;Статус;Ответ;Дата ответа;Исполнитель;Район\r\n"
MakeSource = Callable[..., RegisterSource]


def lay(folder: Path, name: str, *rows: str, header: str = HEADER, encoding: str = "cp1251") -> Path:
    """A file of the register, written a minute ago."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes((header + "".join(f"{row}\r\n" for row in rows)).encode(encoding))
    os.utime(path, (time.time() - 60, time.time() - 60))
    return path


def line(number: int, status: str = "В работе") -> str:
    """A row of the register."""
    return f"П-{number};0{number}.10.2025 10:15;Дороги;Яма на дороге № {number};{status};;;;Центр"


@pytest.fixture
def root(tmp_path: Path, settings: LazySettings) -> Path:
    """The folder of the administration's registers on this server."""
    settings.REGISTERS_DIR = str(tmp_path / "registers")
    folder = tmp_path / "registers" / "murashi" / "pos"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def source_of(actor: Callable[..., Actor], root: Path) -> MakeSource:
    """`source_of(place=…, settings=…)`: a source that reads POS files of the folder `pos`."""

    def make(**facts: Any) -> RegisterSource:
        coordinator = actor("coordinator")
        channel = Channel.objects.get(administration_id=coordinator.administration_id, slug="pos")
        given = {
            "title": "ПОС ночью", "place": "folder", "settings": PlaceSettings(folder="pos"), "pattern": "*.csv",
            "mapping_name": "pos", "channel_id": channel.pk, "every_minutes": 60,
        } | facts  # fmt: skip
        return keep_source(actor=coordinator, facts=SourceFacts(**given))

    return make


@pytest.fixture
def sftp(tmp_path: Path) -> Iterator[SftpServer]:
    """A server over the folder `sftp`."""
    (tmp_path / "sftp" / "out").mkdir(parents=True)
    server = SftpServer(tmp_path / "sftp")
    yield server
    server.close()
