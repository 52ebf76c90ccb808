"""Every page that links lead to, as each role sees it, on a phone and on a desktop: no fault of access, no overflow.

A page is an address pattern: the first address of each pattern is looked at, by the first role that gets there.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page
from tests.browser import VIEWPORTS, assert_accessible

PLACE = "murashi"
ROLES = (
    "",
    "registrar",
    "specialist1",
    "organizer",
    "coordinator",
    "head",
    "internal",
    "admin",
    "auditor",
    "controller",
)
ENTRANCES = {"": ("/", f"/{PLACE}/", f"/{PLACE}/internal/", "/account/login/")}
#: Signing out ends the walk; files are not pages.
PASSED_OVER = ("/account/logout/", "/static/")
_LINK = re.compile(r"<a\s[^>]*?\bhref=[\"']([^\"']+)")

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """Address patterns that were looked at already."""
    return set()


def pattern_of(address: str) -> str | None:
    """The pattern behind an address; None for an address that is no page of ours."""
    try:
        return str(resolve(urlsplit(address).path).route)
    except Resolver404:
        return None


def links_of(address: str, text: str) -> Iterator[str]:
    """Addresses on a page that stay in the product."""
    own = urlsplit(address).netloc
    for found in _LINK.findall(text):
        whole = urljoin(address, unescape(found))
        if urlsplit(whole).netloc == own and not urlsplit(whole).path.startswith(PASSED_OVER):
            yield whole


def text_of(page: Page, address: str, source: str, faults: list[str]) -> str:
    """The page as the server gave it; empty for a file, which is left alone, and for an error, which is a fault."""
    answer = page.request.get(address)
    if answer.status >= 400:
        faults.append(f"{address}: {answer.status}, linked from {source}")
        return ""
    is_file = answer.headers.get("content-disposition", "").startswith("attachment")
    return "" if is_file or "text/html" not in answer.headers.get("content-type", "") else answer.text()


def look_at(page: Page, address: str, faults: list[str]) -> None:
    """Check the page at both sizes; all its faults are told together with those of the other pages."""
    page.goto(address)
    for size, (width, height) in VIEWPORTS.items():
        page.set_viewport_size({"width": width, "height": height})
        try:
            assert_accessible(page)
        except AssertionError as fault:
            faults.append(f"{size}: {fault}")


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "visitor")
def test_every_page_is_fit(role: str, open_page: Callable[..., Page], seen: set[str]) -> None:
    page = open_page("desktop", as_role=role, of=PLACE)
    if not role:
        page.goto("/")
    waiting = [(urljoin(page.url, entrance), "") for entrance in ENTRANCES.get(role, (f"/{PLACE}/staff/",))]
    mine: set[str] = set()
    faults: list[str] = []
    while waiting:
        address, source = waiting.pop(0)
        pattern = pattern_of(address)
        if pattern is None or pattern in mine or not (text := text_of(page, address, source, faults)):
            continue
        mine.add(pattern)
        if pattern not in seen:
            seen.add(pattern)
            look_at(page, address, faults)
        waiting += [(link, address) for link in links_of(address, text)]
    assert mine
    assert not faults, "\n".join(faults)
