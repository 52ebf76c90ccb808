"""The guide inside the product: every page and picture opens, every link leads somewhere, help knows its pages."""

import re
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from django.urls import get_resolver, resolve

from otklik.web.guide.pages import anchor_of, folder, guide_page, page_slugs
from otklik.web.guide.places import PLACES, help_for

SLUGS = page_slugs()


def test_the_guide_has_pages() -> None:
    assert len(SLUGS) >= 12
    assert {path.stem for path in folder().glob("*.md")} == {*SLUGS, "README"}


@pytest.mark.django_db
@pytest.mark.parametrize("slug", SLUGS)
def test_each_page_opens_with_its_pictures_and_links(slug: str, client: Client) -> None:
    html = client.get(f"/guide/{slug}/").content.decode()
    page = guide_page(slug)
    assert page is not None
    assert f"<h1>{page.title}</h1>" in html
    for source in re.findall(r'src="\.\./(pictures/[^"]+)"', html):
        assert client.get(f"/guide/{source}").status_code == 200, source
    for address in re.findall(r'href="\.\./([a-z0-9-]+)/', html):
        assert address in SLUGS, address
    for alt in re.findall(r'<img [^>]*alt="([^"]*)"', html):
        assert len(alt) > 10, "a picture needs words for those who do not see it"


def test_no_picture_lies_unused() -> None:
    used = {
        name for path in folder().glob("*.md") for name in re.findall(r"pictures/([a-z0-9-]+\.png)", path.read_text())
    }
    assert {path.name for path in (folder() / "pictures").glob("*.png")} == used


@pytest.mark.django_db
def test_a_strange_page_or_picture_is_absent(client: Client) -> None:
    for address in ("/guide/no-such/", "/guide/pictures/..%2Fsettings.png", "/guide/pictures/none.png"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(("start", "target"), PLACES.items())
def test_help_points_at_a_page_and_heading_that_exist(start: str, target: str) -> None:
    slug, _, heading = target.partition("#")
    page = guide_page(slug)
    assert page is not None, target
    assert not heading or heading in {anchor for anchor, _ in page.headings}, target
    names = {f"{space}:{name}" for space in ("staff", "public", "internal", "region") for name in _names(space)}
    assert any(name.startswith(start) for name in names), f"no address begins with {start}"


def _names(space: str) -> list[str]:
    return [str(key) for key in get_resolver().namespace_dict[space][1].reverse_dict if isinstance(key, str)]


def test_the_page_that_is_shown_decides() -> None:
    request = RequestFactory().get("/murashi/staff/card/")
    request.resolver_match = resolve("/murashi/staff/card/")
    assert help_for(request) == "/guide/register/"


def test_anchors_are_made_of_words() -> None:
    assert anchor_of("Как отвечать, если вопросов — два?") == "как-отвечать-если-вопросов-два"


def test_the_guide_stands_where_readers_of_the_repository_look() -> None:
    assert folder() == Path(__file__).resolve().parents[2] / "docs" / "guide"
