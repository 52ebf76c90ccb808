"""Documents of the section, the switch for weak sight, and the weight of pages."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from otklik.accounts.models import User
from otklik.catalog.models import Administration
from otklik.procedures import registry
from otklik.web.public import consent
from otklik.web.shared.comfort import Comfort

pytestmark = pytest.mark.django_db
PAGES = ("", "terms/", "consent/", "accessibility/", "feedback/", "status/", "internal/")
PAGE_LIMIT = 60 * 1024
STYLESHEET_LIMIT = 24 * 1024
CONSENT_TEXT = Path(consent.__file__).parents[1] / "templates/public/consent_text.html"


def weight_of(name: str) -> int:
    return Path(str(finders.find(name))).stat().st_size


def test_the_root_lists_every_administration(administrations: Callable[[str], Administration], client: Client) -> None:
    shown = [administrations(slug) for slug in registry.procedures()]
    page = client.get("/").content.decode()
    assert all(f'href="/{one.slug}/"' in page and one.title in page for one in shown)


def test_an_empty_installation_says_how_to_begin(nobody: None, client: Client) -> None:
    assert 'href="/first-run/"' in client.get("/").content.decode()
    User.objects.create(username="region")  # somebody is here, but no administration
    page = client.get("/").content.decode()
    assert "create-administration" in page
    assert "/first-run/" not in page


@pytest.mark.parametrize("page", PAGES)
def test_a_page_weighs_less_than_60_kilobytes_in_all(page: str, administration: object, client: Client) -> None:
    answer = client.get(f"/murashi/{page}")
    assert answer.status_code == 200
    assert len(answer.content) + weight_of("otklik/otklik.css") + weight_of("otklik/otklik.js") < PAGE_LIMIT


def test_the_stylesheet_stays_small() -> None:
    assert weight_of("otklik/otklik.css") < STYLESHEET_LIMIT


@pytest.mark.parametrize("page", PAGES)
def test_each_page_leads_to_the_view_for_weak_sight(page: str, administration: object, client: Client) -> None:
    assert f"/murashi/accessibility/?next=/murashi/{page}" in client.get(f"/murashi/{page}").content.decode()


@pytest.mark.parametrize("page", ["/", "/account/login/", "/nothing/here/"])
def test_pages_of_no_administration_lead_there_too(page: str, db: None, client: Client) -> None:
    assert f"/accessibility/?next={page}" in client.get(page).content.decode()
    answer = client.post("/accessibility/", {"size": "2", "next": page})
    assert answer["Location"] == page
    assert "size-2" in client.get(page).content.decode()


def test_terms_are_the_decrees_own(administration: object, client: Client) -> None:
    page = client.get("/murashi/terms/").content.decode()
    assert "Карта боли" in page
    assert "Наиболее острые проблемы" in page
    assert "Пункт 1.2" in page


def test_a_changed_consent_text_needs_a_new_version() -> None:
    """After a change: raise CONSENT_VERSION, then put the new pair here."""
    digest = hashlib.sha256(CONSENT_TEXT.read_bytes()).hexdigest()[:12]
    assert (consent.CONSENT_VERSION, digest) == ("1 от 1 сентября 2025 г.", "073592f839f6")


def test_consent_names_the_operator(administration: Administration, client: Client) -> None:
    assert administration.title in client.get("/murashi/consent/").content.decode()


def test_the_view_for_weak_sight_is_kept_in_our_cookie(administration: object, client: Client) -> None:
    chosen = {"size": "3", "contrast": "white", "is_spaced": "on", "no_images": "on", "next": "/murashi/terms/"}
    answer = client.post("/murashi/accessibility/", chosen)
    assert answer["Location"] == "/murashi/terms/"
    page = client.get("/murashi/terms/").content.decode()
    assert 'class="size-3 contrast-white spacing-wide no-images"' in page
    client.post("/murashi/accessibility/", {"usual": "1"})
    assert "contrast-white" not in client.get("/murashi/terms/").content.decode()


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_switch_leads_nowhere_else(address: str, administration: object, client: Client) -> None:
    answer = client.post("/murashi/accessibility/", {"usual": "1", "next": address})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("forged", ['"><script>', "size-9.contrast-red", "", "size-2"])
def test_a_forged_cookie_gives_known_classes_only(forged: str) -> None:
    assert set(Comfort.parse(forged).classes.split()) <= {"size-2"}


def test_the_cookie_says_what_was_chosen() -> None:
    chosen = Comfort("2", "blue", True, False)
    assert Comfort.parse(chosen.cookie) == chosen
