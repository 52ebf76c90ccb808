"""Secrets come from the environment or from files, and are shown nowhere."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from otklik.base.secret_sources import LARGEST, SettingRefused, open_to_all, secret_value
from otklik.config import environment
from otklik.config.environment import SETTINGS

SECRETS = [setting.name for setting in SETTINGS if setting.is_secret]
PLANTED = "spoilt-Kolokolchik-7"


@pytest.fixture
def closed_file(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.write_text(f"{PLANTED}\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def test_a_secret_is_taken_from_the_variable_or_the_file_or_the_credential(closed_file: Path) -> None:
    assert secret_value("KEY", {"KEY": PLANTED}) == PLANTED
    assert secret_value("KEY", {"KEY_FILE": str(closed_file)}) == PLANTED
    (closed_file.parent / "KEY").write_text(PLANTED, encoding="utf-8")
    assert secret_value("KEY", {"CREDENTIALS_DIRECTORY": str(closed_file.parent)}) == PLANTED
    assert secret_value("OTHER", {"CREDENTIALS_DIRECTORY": str(closed_file.parent)}) == ""
    assert secret_value("KEY", {}) == ""


def test_a_secret_given_twice_is_refused(closed_file: Path) -> None:
    credential = {"CREDENTIALS_DIRECTORY": str(closed_file.parent)}
    (closed_file.parent / "KEY").write_text(PLANTED, encoding="utf-8")
    for environ in (
        {"KEY": PLANTED, "KEY_FILE": str(closed_file)},
        {"KEY": PLANTED, **credential},
        {"KEY_FILE": str(closed_file), **credential},
    ):
        with pytest.raises(SettingRefused, match="что-то одно") as refused:
            secret_value("KEY", environ)
        assert PLANTED not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "пуст"),
        (b" \n\n", "пуст"),
        (b"\xff\xfe1", "не текст"),
        (b"one\ntwo\n", "больше одной строки"),
        (b"x" * (LARGEST + 1), "больше 64 КБ"),
    ],
)
def test_a_spoilt_file_is_named_with_what_is_wrong(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "secret"
    path.write_bytes(content)
    with pytest.raises(SettingRefused, match=said):
        secret_value("KEY", {"KEY_FILE": str(path)})


def test_an_absent_file_and_a_folder_are_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(SettingRefused, match="Проверьте путь"):
        secret_value("KEY", {"KEY_FILE": str(tmp_path / "none")})
    with pytest.raises(SettingRefused, match="не открыть"):
        secret_value("KEY", {"KEY_FILE": str(tmp_path)})


def test_files_open_to_everybody_are_named(closed_file: Path) -> None:
    environ = {"KEY_FILE": str(closed_file)}
    assert open_to_all(["KEY"], environ) == []
    closed_file.chmod(0o644)
    assert open_to_all(["KEY"], environ) == [closed_file]


def otklik(*call: str, **given: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "otklik.cli", *call]
    return subprocess.run(command, env=settings_of(given), capture_output=True, text=True, timeout=120, check=False)


def settings_of(given: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in SECRETS}
    return {**kept, "DJANGO_SETTINGS_MODULE": "otklik.config.settings", **given}


#: The settings, then two commands, in one process: the start of one costs three seconds.
ONE_START = """
import sys
import otklik.config.settings as s
from otklik.cli.main import main
print(s.SECRET_KEY, s.DATABASES["default"]["PASSWORD"], s.EMAIL_HOST_PASSWORD)
for call in (["manage", "diffsettings", "--all"], ["channels", "murashi"]):
    print("---", flush=True)
    sys.argv = ["otklik", *call]
    try:
        main()
    except SystemExit as end:
        print(end.code or "")
"""


def test_every_secret_works_from_a_file_and_stands_in_no_output(tmp_path: Path) -> None:
    values = {
        "DATABASE_URL": f"postgres://otklik:{PLANTED}@127.0.0.1:1/otklik",
        "OTKLIK_REPLICA_URL": f"postgres://otklik:{PLANTED}@127.0.0.1:2/otklik",
        "OTKLIK_FILES_URL": f"s3://otklik:{PLANTED}@127.0.0.1:1/files",
        "OTKLIK_SECRET_KEY": PLANTED * 4,
        "OTKLIK_EMAIL_URL": f"smtp://otklik:{PLANTED}@127.0.0.1:1",
    }
    environ = {"OTKLIK_DATA_DIR": str(tmp_path / "var")}
    for name in SECRETS:
        path = tmp_path / name
        path.write_text(values.get(name, PLANTED), encoding="utf-8")
        environ[f"{name}_FILE"] = str(path)
    done = subprocess.run(
        [sys.executable, "-c", ONE_START], env=settings_of(environ), capture_output=True, text=True, check=True
    )
    read, said, refused = done.stdout.split("---\n")
    assert read.split() == [PLANTED * 4, PLANTED, PLANTED]
    assert "SECRET_KEY = '***" in said
    assert "EMAIL_HOST = '127.0.0.1'" in said
    assert refused.startswith("База данных не ответила")
    assert "Traceback" not in refused + done.stderr
    assert PLANTED not in said + refused + done.stderr


def test_a_wrong_setting_is_a_sentence_not_a_traceback(tmp_path: Path) -> None:
    given = {"OTKLIK_DATA_DIR": str(tmp_path), "OTKLIK_SECRET_KEY_FILE": str(tmp_path / "none")}
    for call in (("manage", "check"), ("check",)):
        said = otklik(*call, **given)
        assert said.returncode
        assert "Проверьте путь" in said.stderr
        assert "Traceback" not in said.stderr
    spoilt = otklik("manage", "check", OTKLIK_DATA_DIR=str(tmp_path), OTKLIK_UPLOAD_MB="много")
    assert "OTKLIK_UPLOAD_MB: нужно целое число" in spoilt.stderr


@pytest.mark.parametrize("name", ["DATABASE_URL", "OTKLIK_EMAIL_URL"])
def test_a_piece_of_a_password_is_not_said_when_the_address_is_wrong(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme, read = ("postgres", environment.database) if name == "DATABASE_URL" else ("smtp", environment.email)
    monkeypatch.setenv(name, f"{scheme}://otklik:{PLANTED}/tail@127.0.0.1/otklik")
    with pytest.raises(SettingRefused, match="%2F") as refused:
        read()
    assert PLANTED not in str(refused.value)
