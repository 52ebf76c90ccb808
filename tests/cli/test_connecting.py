"""`otklik connect` and `otklik channels`: from a file, with secrets from the environment, twice without a second."""

from pathlib import Path

import pytest
from tests.correspondence.mailboxes import CLOSED_PORT
from typer.testing import CliRunner

from otklik.base.actor import Actor
from otklik.cli.main import app
from otklik.delivery.connections import settings_of
from otklik.delivery.models import ChannelConnection

pytestmark = pytest.mark.django_db
FILE = f"""
imap_host = "127.0.0.1"
imap_port = {CLOSED_PORT}
imap_security = "none"
user = "priem@murashi.example"
password = "env:OTKLIK_TEST_PASSWORD"
from_address = "priem@murashi.example"
"""


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.output


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("OTKLIK_TEST_PASSWORD", "из окружения")
    path = tmp_path / "mail.toml"
    path.write_text(FILE, encoding="utf-8")
    return str(path)


def test_a_mailbox_is_connected_from_a_file(system: Actor, file: str) -> None:
    words = ("connect", system.administration_slug, "email", "--settings", file, "--channel", "email")
    code, said = run(*words)
    assert code == 0, said
    row = ChannelConnection.objects.get()
    assert settings_of(row).password.get_secret_value() == "из окружения"
    assert "из окружения" not in said
    assert run(*words)[0] == 0
    assert ChannelConnection.objects.count() == 1
    code, said = run(*words, "--check")
    assert code == 3
    assert "Связи нет." in said
    assert not ChannelConnection.objects.get().is_enabled
    code, said = run("channels", system.administration_slug)
    assert code == 0
    told = "".join(said.split())
    assert "откл." in told
    assert "web_form" in told


def test_what_does_not_fit_is_named_and_nothing_is_kept(system: Actor, file: str, tmp_path: Path) -> None:
    slug = system.administration_slug
    assert "--channel" in run("connect", slug, "email", "--settings", file)[1]  # two mailboxes: citizens', employees'
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(FILE.replace('user = "priem@murashi.example"\n', "лишнее = 1\n").replace("лишнее", "odd"))
    code, said = run("connect", slug, "email", "--settings", str(wrong), "--channel", "email")
    assert code == 2
    assert "Имя пользователя" in said
    assert "Такой настройки нет." in said
    assert run("connect", slug, "pigeon", "--settings", file)[0] == 2
    assert not ChannelConnection.objects.exists()
