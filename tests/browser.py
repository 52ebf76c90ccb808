"""Fixtures that drive a real Chromium against the real system over the demonstration's data.

    @pytest.mark.browser
    def test_something(open_page):
        page = open_page("phone")                    # or "desktop"; as_role="registrar", of="murashi" signs in
        page.goto("/murashi/")                       # addresses are relative to the server
        assert_accessible(page)

Each page fails its test when it asked another host for anything, logged an error, or threw one.
"""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, expect, sync_playwright

from otklik.base.queues import QUICK_QUEUE
from tests.mail_server import MailServer, running

ROOT = Path(__file__).resolve().parents[1]
OTKLIK = str(Path(sys.executable).with_name("otklik"))
VIEWPORTS = {"phone": (390, 844), "desktop": (1366, 850)}
FLAGS = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 240
#: A page may take its time on a busy machine: Playwright itself gives up after 30 seconds, `expect` after 5.
PATIENCE_MS = 120_000
expect.set_options(timeout=PATIENCE_MS)
#: All that `serve` starts but the learning, which no flow waits for and which would take a core for a minute.
PARTS = (
    ["serve", "--pages"],
    ["manage", "db_worker", "--interval", "1", "--queue-name", QUICK_QUEUE],
    ["manage", "db_worker", "--interval", "1"],
    ["tick", "--every", "60"],
)
#: Rules of axe whose answer depends on the width.
LAID_OUT = ["scrollable-region-focusable"]
DEMONSTRATION_PASSWORD = "otklik-pokaz-2025"


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_answers(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return as soon as the page answers; fail with the server's log when it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own loopback server
                return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"{url} does not answer:\n{log.read_text(encoding='utf-8')[-4000:]}")


@pytest.fixture(scope="session")
def mail_server() -> Iterator[MailServer]:
    """Where letters of the demonstration's server arrive."""
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def demonstration_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a fresh `otklik demo`, to be copied: loaded once for all workers, or before by `make test`."""
    given = Path(os.environ.get("DEMONSTRATION_FOLDER", ""))
    if given.name and given.is_dir():
        return given
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "demonstration-of-all"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            command = [OTKLIK, "demo"]
            part = folder.with_suffix(".part")
            loaded = subprocess.run(
                command, cwd=ROOT, env=environment_of(part), capture_output=True, text=True, check=False
            )
            assert loaded.returncode == 0, loaded.stdout[-2000:] + loaded.stderr[-4000:]
            part.rename(folder)
    return folder


def environment_of(folder: Path) -> dict[str, str]:
    """The machine's environment with a data folder of its own and nothing of the tests' settings."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    return kept | {"OTKLIK_DATA_DIR": str(folder)}


@pytest.fixture(scope="session")
def demonstration_server(
    tmp_path_factory: pytest.TempPathFactory, demonstration_folder: Path, mail_server: MailServer
) -> Iterator[str]:
    """Address of the system over a fresh `otklik demo`, in parts as on several machines; stopped at the end."""
    folder = tmp_path_factory.mktemp("demonstration")
    port, log = free_port(), folder / "serve.log"
    environment = environment_of(folder / "var") | {"OTKLIK_PORT": str(port), "OTKLIK_EMAIL_URL": mail_server.url}
    shutil.copytree(demonstration_folder, folder / "var")
    with log.open("wb") as output:
        parts = [
            subprocess.Popen(
                [OTKLIK, *part], cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True
            )
            for part in PARTS
        ]
    try:
        wait_until_answers(f"http://127.0.0.1:{port}/", parts[0], log)
        yield f"http://127.0.0.1:{port}"
    finally:
        for part in parts:
            with suppress(ProcessLookupError):
                os.killpg(part.pid, signal.SIGTERM)
        for part in parts:
            part.wait(timeout=START_SECONDS)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's Chromium (CHROMIUM or the one in PATH)."""
    path = (
        os.environ.get("CHROMIUM") or subprocess.check_output([str(ROOT / "scripts/find-chromium")], text=True).strip()
    )
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, demonstration_server: str) -> Iterator[Callable[..., Page]]:
    """Open a page in a context of its own; see the module's docstring."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def opened(size: str = "desktop", *, as_role: str = "", of: str = "murashi", **options: Any) -> Page:
        width, height = VIEWPORTS[size]
        context = chromium.new_context(
            base_url=demonstration_server, viewport={"width": width, "height": height}, locale="ru-RU", **options
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        watch(page, demonstration_server, faults)
        if as_role:
            sign_in(page, f"{of}-{as_role}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


def watch(page: Page, own: str, faults: list[str]) -> None:
    """Note foreign requests, console errors and exceptions of the page."""
    page.on("request", lambda r: r.url.startswith((own, "data:", "blob:")) or faults.append(f"foreign: {r.url}"))
    page.on("console", lambda m: m.type == "error" and faults.append(f"console: {m.text} ({page.url})"))
    page.on("pageerror", lambda error: faults.append(f"exception: {error} ({page.url})"))


def assert_accessible(page: Page, *, laid_out_only: bool = False) -> None:
    """axe-core finds nothing, and nothing sticks out sideways.

    `laid_out_only`: of axe's rules those whose answer changes with the window's width, where all rules were tried on
    the same page at another width.
    """
    results = found_by_axe(page, laid_out_only=laid_out_only)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{page.url} is {overflow} px wider than the window"


def found_by_axe(page: Page, *, laid_out_only: bool) -> AxeResults:
    """What axe-core says of the page; once more when the page went on to the next under its hands."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if laid_out_only:
        options["runOnly"] = LAID_OUT
    page.wait_for_load_state()  # a click waits until the next page begins, not until it stands
    try:
        return Axe().run(page, options=options)
    except Error:
        page.wait_for_load_state("networkidle")
        return Axe().run(page, options=options)


def go_by(page: Page, way: Locator) -> None:
    """Press a button or a link that leads to another page and wait for that page: a click alone does not."""
    with page.expect_navigation():
        way.click()


def wait_for_draft(page: Page, words: str) -> None:
    """Until the browser keeps what was typed: it does so a moment after the last key."""
    stores = "[localStorage, sessionStorage].flatMap(store => Object.values(store))"
    page.wait_for_function(f"words => {stores}.some(kept => kept.includes(words))", arg=words)


def sign_in(page: Page, username: str) -> None:
    """Sign in by the form as a person of the demonstration."""
    page.goto("/account/login/")
    page.get_by_label("Имя").fill(username)
    page.get_by_label("Пароль").fill(DEMONSTRATION_PASSWORD)
    page.get_by_role("button", name="Войти").click()
    page.wait_for_url("**/staff/**")
