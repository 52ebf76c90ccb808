"""What stands in deploy/ and docs/admin fits the program: commands, queues, walls, contents."""

import re
import subprocess
from pathlib import Path

import pytest
from tests.house.conftest import shown, tracked_files
from typer.main import get_command

from otklik.base.queues import PATIENT_QUEUE, QUICK_QUEUE
from otklik.config.setting_table import SETTINGS

QUEUES = {"default", QUICK_QUEUE, PATIENT_QUEUE}
SERVICES = tracked_files(".service", under="deploy/systemd")
WALLS = {
    "User=otklik",
    "NoNewPrivileges=yes",
    "CapabilityBoundingSet=",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "PrivateTmp=yes",
    "PrivateDevices=yes",
    "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6",
    "SystemCallFilter=@system-service",
    "SystemCallFilter=~@privileged",
    "UMask=0077",
}


def scripts() -> list[Path]:
    return [
        p
        for p in tracked_files()
        if p.is_file() and p.read_bytes()[:40].startswith((b"#!/bin/bash", b"#!/usr/bin/env bash"))
    ]


def commands(text: str) -> list[list[str]]:
    """Words after the program in each ExecStart."""
    return [line.split() for line in re.findall(r"^ExecStart=/opt/otklik/current/bin/otklik (.+)$", text, re.MULTILINE)]


def is_understood(words: list[str]) -> bool:
    """The program has such a command with such options."""
    from otklik.cli.main import app

    command = get_command(app).commands.get(words[0])
    declared = {option for parameter in command.params for option in parameter.opts} if command else set()
    return words[0] == "manage" or (bool(command) and {word for word in words[1:] if word.startswith("--")} <= declared)


@pytest.mark.parametrize("unit", SERVICES, ids=lambda p: p.name)
def test_a_service_starts_a_command_that_exists(unit: Path) -> None:
    (words,) = commands(unit.read_text(encoding="utf-8"))
    assert is_understood(words)


def test_a_container_starts_a_command_that_exists_with_settings_that_exist(root: Path) -> None:
    compose = (root / "deploy/compose/compose.yaml").read_text(encoding="utf-8")
    found = [one.replace('"', "").split(", ") for one in re.findall(r"^    command: \[(.+)\]$", compose, re.MULTILINE)]
    assert found
    assert not [words for words in found if not is_understood(words)]
    example = (root / "deploy/compose/otklik.env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^ *(OTKLIK_\w+|DATABASE_URL\w*)[:=]", compose + example, re.MULTILINE))
    assert {name.removesuffix("_FILE") for name in named} <= {setting.name for setting in SETTINGS}


def test_a_container_hears_the_signal_to_stop_and_is_found_when_made_anew(root: Path) -> None:
    compose, proxy = ((root / "deploy/compose" / name).read_text() for name in ("compose.yaml", "nginx.conf"))
    shared, _, services = compose.partition("services:")
    assert "  init: true\n" in shared
    assert "pg_isready, -h, 127.0.0.1" in services  # its socket answers before the database is there for others
    assert services.count("<<: *otklik") == len(re.findall(r"^    command:", services, re.MULTILINE))
    assert set(re.findall(r"proxy_pass (\S+);", proxy)) == {"$pages"}


@pytest.mark.parametrize("unit", SERVICES, ids=lambda p: p.name)
def test_a_service_is_shut_in(unit: Path) -> None:
    assert not WALLS - set(unit.read_text(encoding="utf-8").splitlines())


def test_each_queue_has_its_worker_in_both_ways(root: Path) -> None:
    installer = (root / "deploy/install").read_text(encoding="utf-8")
    lists = re.findall(r"otklik-worker@\{([a-z,]+)\}", installer)
    assert lists
    assert all(set(one.split(",")) == QUEUES for one in lists)
    compose = (root / "deploy/compose/compose.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"--queue-name, ([a-z]+)\]", compose)) == QUEUES


def test_the_containers_keep_copies_outside_of_themselves(root: Path) -> None:
    compose = (root / "deploy/compose/compose.yaml").read_text(encoding="utf-8")
    (folder,) = re.findall(r"^    OTKLIK_BACKUP_DIR: (\S+)$", compose, re.MULTILINE)
    assert f"- backups:{folder}" in compose


def test_the_commands_of_the_guide_are_found_in_a_container(root: Path) -> None:
    guide = (root / "docs/admin/containers.md").read_text(encoding="utf-8")
    assert "docker compose exec web otklik " in guide
    assert re.search(r"^ENV .*PATH=/opt/otklik/bin:", (root / "deploy/compose/Dockerfile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("script", scripts(), ids=shown)
def test_a_script_can_be_read(script: Path) -> None:
    told = subprocess.run(["bash", "-n", str(script)], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


def test_the_contents_of_the_guide_name_every_page(root: Path) -> None:
    named = set(re.findall(r"\]\(([a-z-]+\.md)\)", (root / "docs/admin/README.md").read_text(encoding="utf-8")))
    pages = {path.name for path in tracked_files(".md", under="docs/admin")} - {"README.md"}
    assert pages == named


def test_bare_debian_has_no_sudo(root: Path) -> None:
    """Whoever follows the guide is root already; only its contents tell what sudo would be."""
    told = [*tracked_files(".md", under="docs/admin"), root / "deploy/install", root / "deploy/otklik-command"]
    assert not [shown(path) for path in told if re.search(r"sudo (?!нет|-i)", path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    ("before", "pages"),
    [
        (None, "http://127.0.0.1:8000"),
        ("proxy_pass http://otklik;\n", "http://otklik"),
        ("proxy_pass http://127.0.0.1:8111; # ours\nproxy_set_header Host other;\n", "http://127.0.0.1:8111"),
    ],
    ids=["new", "several nodes", "another port"],
)
def test_an_update_leaves_the_address_of_the_pages(root: Path, tmp_path: Path, before: str | None, pages: str) -> None:
    installer, snippet = (root / "deploy/install").read_text(encoding="utf-8"), tmp_path / "proxy.conf"
    if before is not None:
        snippet.write_text(before, encoding="utf-8")
    (function,) = re.findall(r"^lay_proxy\(\) \{.*?^\}", installer, re.MULTILINE | re.DOTALL)
    script = f'set -euo pipefail\nhere="{root}/deploy"\n{function}\nlay_proxy "{snippet}"'
    subprocess.run(["bash", "-c", script], check=True)
    shipped = (root / "deploy/nginx/otklik-proxy.conf").read_text(encoding="utf-8")
    assert snippet.read_text(encoding="utf-8") == shipped.replace("http://127.0.0.1:8000", pages)


def test_the_bundle_takes_all_that_the_installer_needs(root: Path) -> None:
    installer, bundle = ((root / name).read_text(encoding="utf-8") for name in ("deploy/install", "scripts/bundle"))
    needed = set(re.findall(r'\$here"?/([A-Za-z0-9-]+)', installer))
    assert needed
    assert not [name for name in needed if name not in bundle]
