"""Every page that links lead to, as each role sees it, on a phone and on a desktop: no fault of access, no overflow.

A page is an address pattern: the first address of each pattern is looked at, by the first role that gets there.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import APIResponse, Page
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


def answer_of(page: Page, address: str, source: str, faults: list[str]) -> APIResponse | None:
    """The page as the server gave it; None for a file, which is left alone, and for an error, which is a fault."""
    answer = page.request.get(address)
    if answer.status >= 400:
        faults.append(f"{address}: {answer.status}, linked from {source}")
        return None
    is_file = answer.headers.get("content-disposition", "").startswith("attachment")
    return None if is_file or "text/html" not in answer.headers.get("content-type", "") else answer


def show(page: Page, answer: APIResponse) -> None:
    """Show what was fetched: the server need not make the page a second time."""
    page.route(lambda url: url == answer.url, lambda route: route.fulfill(response=answer), times=1)
    page.goto(answer.url)


def look(page: Page, faults: list[str], *, is_public: bool) -> None:
    """Check the page at both sizes; all its faults are told together with those of the other pages.

    Citizens come by phone: their pages are looked at by all rules at both sizes, those of the staff on the desktop.
    """
    for size, (width, height) in VIEWPORTS.items():
        page.set_viewport_size({"width": width, "height": height})
        try:
            assert_accessible(page, laid_out_only=size == "phone" and not is_public)
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
        if pattern is None or pattern in mine:
            continue
        mine.add(pattern)
        if not (answer := answer_of(page, address, source, faults)):
            continue
        if pattern not in seen:
            seen.add(pattern)
            show(page, answer)
            look(page, faults, is_public=not role)
        waiting += [(link, address) for link in links_of(address, answer.text())]
    assert mine
    assert not faults, "\n".join(faults)
