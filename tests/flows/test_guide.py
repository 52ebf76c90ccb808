"""Pictures of the guide: taken from the demonstration by the same browser tests, so that they never go stale.

`make guide` (`GUIDE_PICTURES=write pytest tests/flows/test_guide.py`) writes them into docs/guide/pictures. Without it
the words of each page's frame (headings, labels, buttons) are compared with those kept beside the pictures: a renamed
button fails here.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "guide" / "pictures"
WRITES = os.environ.get("GUIDE_PICTURES") == "write"
MINE = "/murashi/staff/registry/?queue=mine&status=in_work"
#: Name -> role, address, size, what is clicked first.
SHOTS: dict[str, tuple[str, str, str, str]] = {
    "desk": ("specialist1", "/murashi/staff/", "desktop", ""),
    "card": ("registrar", "/murashi/staff/card/", "desktop", ""),
    "reception": ("registrar", "/murashi/staff/reception/", "desktop", ""),
    "reading": ("specialist1", "/murashi/staff/reading/", "desktop", ""),
    "item": ("specialist1", "/murashi/staff/registry/?queue=mine", "desktop", "[data-row] a"),
    "answer": ("specialist1", MINE, "desktop", "[data-row] a|[data-key=a]"),
    "registry": ("coordinator", "/murashi/staff/registry/?queue=open", "desktop", ""),
    "routing": ("coordinator", "/murashi/staff/routing/", "desktop", ""),
    "due": ("specialist1", MINE, "desktop", "[data-row] a|.due summary"),
    "alerts": ("coordinator", "/murashi/staff/alerts/", "desktop", ""),
    "explanations": ("coordinator", "/murashi/staff/explanations/?quarter=2025Q3", "desktop", ""),
    "work": ("coordinator", "/murashi/staff/my-work/?scope=all", "desktop", ""),
    "monitoring": ("coordinator", "/murashi/staff/monitoring/?quarter=2025Q3", "desktop", ""),
    "personal-data": ("coordinator", "/murashi/staff/personal-data/", "desktop", ""),
    "public-home": ("", "/murashi/", "phone", ""),
}  # fmt: skip
#: What these pages offer depends on the day and on the case that stands first: most of the words must be there.
VARYING = {"card", "reception", "reading", "item", "answer", "due", "routing", "alerts", "personal-data"}
MOST = 0.8
#: The frame's words: what a reader of the guide looks for on the page. Data of the demonstration are not among them.
FRAME = """() => [...document.querySelectorAll('main label, main button, main th, main h1, main nav a')]
    .filter(node => node.getClientRects().length && !node.closest('[data-row], tbody, .said, .alert, dialog'))
    .map(node => node.textContent.replace(/[0-9].*/s, '').replace(/\\s+/g, ' ').trim()).filter(Boolean)"""


def opened(open_page: Callable[..., Page], name: str) -> Page:
    role, address, size, clicks = SHOTS[name]
    page = open_page(size, as_role=role) if role else open_page(size)
    page.goto(address)
    for target in filter(None, clicks.split("|")):
        page.locator(target).first.click()
        page.wait_for_load_state()
    return page


@pytest.mark.parametrize("name", SHOTS)
def test_the_picture_shows_the_page_as_it_is(open_page: Callable[..., Page], name: str) -> None:
    page = opened(open_page, name)
    words = list(dict.fromkeys(page.evaluate(FRAME)))
    if WRITES:
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")
        (PICTURES / f"{name}.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    kept = (PICTURES / f"{name}.txt").read_text(encoding="utf-8").split("\n")[:-1]
    told = f"The page has changed: run «make guide» and read docs/guide for {name}."
    if name in VARYING:
        assert len(set(kept) & set(words)) >= MOST * len(kept), told
    else:
        assert words == [word for word in kept if word], told


def test_every_picture_of_the_guide_is_taken_here() -> None:
    assert {path.stem for path in PICTURES.glob("*.png")} == set(SHOTS)
