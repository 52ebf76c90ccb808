"""`otklik serve`: everything starts with one command and everything stops with Ctrl-C."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from otklik.cli.main import app

START_SECONDS, STOP_SECONDS = 120, 30


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> http.client.HTTPConnection | None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except OSError:
        return None
    return connection


def _group(leader: int) -> list[int]:
    """Living processes of the group, from /proc: state and group stand behind the name in brackets."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, group = stat.read_text().rsplit(")", 1)[1].split()[:3]
            if int(group) == leader and state != "Z":
                found.append(int(stat.parent.name))
    return found


def test_ctrl_c_leaves_no_process_behind_though_a_visitor_is_connected(tmp_path: Path) -> None:
    port = _free_port()
    own = {"OTKLIK_DATA_DIR": str(tmp_path / "var"), "OTKLIK_PORT": str(port), "DATABASE_URL": ""}
    settings = {"DJANGO_SETTINGS_MODULE": "otklik.config.settings"}
    log = (tmp_path / "serve.log").open("wb")
    command = [sys.executable, "-m", "otklik.cli", "serve"]
    with subprocess.Popen(
        command, env={**os.environ, **settings, **own}, stdout=log, stderr=log, start_new_session=True
    ) as server:
        try:
            deadline = time.monotonic() + START_SECONDS
            while (visitor := _answers(port)) is None and time.monotonic() < deadline and server.poll() is None:
                time.sleep(0.5)
            assert visitor is not None, (tmp_path / "serve.log").read_text()
            assert len(_group(server.pid)) >= 4
            os.killpg(server.pid, signal.SIGINT)
            server.wait(STOP_SECONDS)
            assert _group(server.pid) == []
        finally:
            for process in _group(server.pid) and [server.pid]:
                os.killpg(process, signal.SIGKILL)


def test_pages_of_a_service_say_in_words_that_the_port_is_taken(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "execv", lambda *_: pytest.fail("the pages were begun"))
    with socket.create_server(("127.0.0.1", 0)) as other:
        settings.HOST, settings.PORT = "127.0.0.1", str(other.getsockname()[1])
        done = CliRunner().invoke(app, ["serve", "--pages"])
    assert done.exit_code != 0
    assert f"Порт {settings.PORT} занят" in done.output
