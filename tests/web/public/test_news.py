"""The feed of the public section and its hub: only what may be shown, under ids that never change."""

from collections.abc import Callable
from xml.etree import ElementTree as ET

import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from tests.surveys.conftest import link_of, surveys

from otklik.catalog.models import Administration
from otklik.publishing.models import Publication
from otklik.surveys.models import Survey

__all__ = ["surveys"]
pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
DECISION = {
    "key": "7", "state": "done", "title": "Заменить фонари", "kind": "", "department": "ЖКХ", "said": [],
    "pains": ["Темно у школы"], "since": "", "due_on": "", "done_on": "2025-08-28", "result": "Заменили.", "effect": "",
}  # fmt: skip


def shown(own: Administration, version: int = 1) -> Publication:
    Publication.objects.filter(administration=own).update(state=Publication.State.REPLACED)
    return Publication.objects.create(
        administration=own, kind="decisions", key="7", artifact="decisions", ruled_as="decisions", clause="3",
        quote="…", title="Сделано: Заменить фонари", version=version, payload=DECISION, digest="0" * 64,
        state=Publication.State.PUBLISHED, proposed_at=timezone.now(), published_on=timezone.localdate(),
    )  # fmt: skip


def entries(client: Client, slug: str) -> list[tuple[str, str]]:
    answer = client.get(f"/{slug}/feed.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    root = ET.fromstring(answer.content)  # noqa: S314 - our own
    return [(one.findtext(f"{ATOM}id") or "", one.findtext(f"{ATOM}title") or "") for one in root.iter(f"{ATOM}entry")]


def test_an_entry_keeps_its_id_when_its_text_is_replaced(
    administrations: Callable[..., Administration], client: Client
) -> None:
    own = administrations("biysk")
    shown(own)
    first = entries(client, "biysk")
    shown(own, version=2)

    assert entries(client, "biysk") == first
    assert [title for _, title in first] == ["Сделано: Заменить фонари"]
    assert first[0][0].startswith("urn:uuid:")


def test_words_of_an_entry_are_safe_html(administration: Administration, client: Client) -> None:
    one = shown(administration)
    Publication.objects.filter(pk=one.pk).update(payload=DECISION | {"result": "Светло <5 лк & тихо."})
    root = ET.fromstring(client.get("/murashi/feed.atom").content)  # noqa: S314 - our own
    words = root.findtext(f"{ATOM}entry/{ATOM}summary")
    assert words == "<p>Вы сказали: Темно у школы.</p>\n\n<p>Мы сделали: Светло &lt;5 лк &amp; тихо.</p>"


def test_nothing_new_is_not_sent_again(administration: Administration, client: Client) -> None:
    shown(administration)
    answer = client.get("/murashi/feed.atom")
    for told in ({"if-none-match": answer["ETag"]}, {"if-modified-since": answer["Last-Modified"]}):
        again = client.get("/murashi/feed.atom", headers=told)
        assert (again.status_code, again.content) == (304, b"")
    shown(administration, version=2)  # the words are the same
    assert client.get("/murashi/feed.atom", headers=told).status_code == 304
    Publication.objects.filter(version=2).update(title="Сделано: Заменить все фонари")
    assert client.get("/murashi/feed.atom", headers=told).status_code == 200


def test_a_feed_reader_reads_it(administration: Administration, client: Client) -> None:
    one = shown(administration)
    read = feedparser.parse(client.get("/murashi/feed.atom").content)
    assert not read.bozo
    assert (read.version, read.feed.language, read.feed.title) == (
        "atom10",
        "ru",
        f"Обратная связь — {administration.title}",
    )
    (entry,) = read.entries
    assert (entry.title, entry.link) == (one.title, "http://testserver/murashi/decisions/7/")
    assert "Заменили." in entry.summary
    assert client.get(entry.link).status_code == 200


def test_where_everything_stays_inside_only_surveys_are_told(
    administrations: Callable[..., Administration], surveys: Callable[..., Survey], client: Client
) -> None:
    own = administrations("gatchina")
    shown(own)  # a row alone opens nothing
    link_of(surveys(of="gatchina", is_listed=True))

    assert [title for _, title in entries(client, "gatchina")] == ["Идёт опрос: Как прошло обращение"]
    assert client.get("/gatchina/decisions/7/").status_code == 404


def test_the_hub_leads_to_each_open_block(administrations: Callable[..., Administration], client: Client) -> None:
    shown(administrations("biysk"))
    page = client.get("/biysk/").content.decode()
    for place in ("decisions/", "use/", "documents/", "feed.atom"):
        assert f'href="/biysk/{place}"' in page
        assert client.get(f"/biysk/{place}").status_code == 200
    assert 'href="/biysk/results/"' not in page
    assert 'href="/biysk/documents/order/"' in client.get("/biysk/documents/").content.decode()
