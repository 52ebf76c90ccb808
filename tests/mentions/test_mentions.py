"""Publications: once by link, reprints by words, coded by the codebook, never counted as appeals."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.personal_data import Person, holders
from otklik.catalog.models import Administration, Category
from otklik.core.periods import Quarter
from otklik.intake.models import FeedbackItem
from otklik.mentions.actions.ask_feeds import keep_feed, queue_due_feeds, take_from_feed
from otklik.mentions.actions.code_mention import code_mention, part_reprint
from otklik.mentions.actions.keep_mentions import Publication, keep_mentions
from otklik.mentions.actions.load_mentions import load_mentions
from otklik.mentions.keys import link_core
from otklik.mentions.models import Mention, MentionFeed
from otklik.mentions.queries import MentionFilter, exported, mention_figures, mentions

pytestmark = pytest.mark.django_db
ActorOf = Callable[..., Actor]
AT = datetime(2025, 10, 6, 12, tzinfo=ZoneInfo("Europe/Moscow"))
LONG = "На улице Ленина третий день нет воды, жители дома семь ждут подвоза у водокачки и просят назвать срок ремонта"
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Вести</title>
<item><title>Открыли &lt;b&gt;каток&lt;/b&gt;</title><link>https://vesti.example/1?utm_source=rss</link>
<description>&lt;p&gt;Каток у школы&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description>
<pubDate>Mon, 06 Oct 2025 09:00:00 GMT</pubDate></item>
<item><title>Погода</title><link>javascript:alert(1)</link><description>Дождь</description></item></channel></rss>"""


def told(text: str = LONG, *, url: str = "", days: int = 0, source: str = "Вести") -> Publication:
    return Publication(source, text, AT + timedelta(days=days), url=url)


def test_a_link_is_one_publication_whatever_counts_its_visits(administration: Administration) -> None:
    keep_mentions(administration, [told(url="https://www.vesti.example/a/?id=7&utm_source=vk")])
    assert keep_mentions(administration, [told(url="http://vesti.example/a?id=7", days=3)]) == 0
    assert keep_mentions(administration, [told("Другое", url="http://vesti.example/a?id=8")]) == 1
    assert link_core("https://m.vesti.example/a/?b=2&a=1&fbclid=x") == "vesti.example/a?a=1&b=2"


def test_nearly_the_same_words_are_a_reprint_for_two_weeks(administration: Administration) -> None:
    keep_mentions(administration, [told(url="https://a.example/1"), told("Про каток", url="https://a.example/2")])
    keep_mentions(administration, [told(f"{LONG}.", url="https://b.example/9", days=2, source="Край")])
    keep_mentions(administration, [told(LONG, url="https://c.example/9", days=40, source="Дом")])
    reprint = Mention.objects.get(source="Край")
    assert reprint.reprint_of == Mention.objects.get(url="https://a.example/1")
    assert Mention.objects.get(source="Дом").reprint_of is None


def test_coding_and_figures(administration: Administration, actor: ActorOf) -> None:
    keep_mentions(administration, [told(url=f"https://a.example/{n}") for n in range(2)])
    keep_mentions(administration, [told("Про каток у школы", url="https://a.example/5", days=-1)])
    reader, category = actor("specialist"), Category.objects.filter(administration=administration).first()
    first = Mention.objects.filter(reprint_of=None, text=LONG).get()
    with pytest.raises(RuleBroken, match="категорию"):
        code_mention(actor=reader, mention_id=first.pk, tone="negative")
    assert category is not None
    code_mention(actor=reader, mention_id=first.pk, category_ids=[category.pk], tone="negative")
    figures = mention_figures(reader, Quarter(2025, 4))
    assert (figures.count, figures.reprint_count, figures.unread_count) == (2, 1, 1)
    assert [(one.title, one.count) for one in figures.categories] == [(category.title, 1)]
    assert [one.count for one in figures.tones] == [1, 0, 0]
    code_mention(actor=reader, mention_id=first.pk, is_foreign=True)
    assert mention_figures(reader, Quarter(2025, 4)).categories == ()
    part_reprint(actor=reader, mention_id=Mention.objects.exclude(reprint_of=None).get().pk)
    assert mentions(reader, MentionFilter(state="waiting")).count() == 2


def test_a_mention_is_nobody_elses(administration: Administration, actor: ActorOf, administrations: object) -> None:
    keep_mentions(administration, [told()])
    one = Mention.objects.get()
    for stranger in (actor("auditor"), actor("administrator")):
        with pytest.raises(NotFound):
            code_mention(actor=stranger, mention_id=one.pk, is_foreign=True)


def test_mentions_are_no_appeals(administration: Administration, actor: ActorOf) -> None:
    keep_mentions(administration, [told()])
    assert not FeedbackItem.objects.exists()


def test_a_file_twice_adds_nothing(actor: ActorOf) -> None:
    text = "Дата;СМИ;Заголовок;Текст;Ссылка\r\n06.10.2025;Вести;Каток;Открыли каток;https://v.example/1\r\n99.10.2025;X;;Y;\r\n"
    coordinator = actor("coordinator")
    loaded = load_mentions(actor=coordinator, chunks=[text.encode("cp1251")], name="сми.csv")
    assert (loaded.fresh, loaded.known, len(loaded.wrong)) == (1, 0, 1)
    again = load_mentions(actor=coordinator, chunks=[text.encode("cp1251")], name="сми.csv")
    assert (again.fresh, again.known) == (0, 1)
    with pytest.raises(RuleBroken, match="Не найдены столбцы"):
        load_mentions(actor=coordinator, chunks=[b"a;b\r\nx;y\r\n"], name="x.csv")
    told = b"".join(exported(coordinator, MentionFilter(), "csv")).decode("utf-8-sig")
    assert "Открыли каток" in told


@pytest.fixture(scope="module")
def served_feed() -> Iterator[tuple[str, list[str]]]:
    """A server of one feed that knows conditional requests; a list of what it answered."""
    answers: list[str] = []

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/moved":
                answers.append("302")
                self.send_response(302)
                self.send_header("Location", "http://127.0.0.1:1/")
                self.end_headers()
                return
            is_same = self.headers.get("If-None-Match") == '"1"'
            answers.append("304" if is_same else "200")
            self.send_response(304 if is_same else 200)
            self.send_header("ETag", '"1"')
            self.end_headers()
            if not is_same:
                self.wfile.write(RSS.encode() if self.path == "/rss" else b"x" * (6 << 20))

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", answers
    server.shutdown()


@pytest.fixture
def feed_server(served_feed: tuple[str, list[str]], settings: Any) -> tuple[str, list[str]]:
    """The server, named as a host of the inner network that may be asked."""
    settings.FEED_HOSTS = [served_feed[0].removeprefix("http://")]
    return served_feed


def test_a_feed_is_asked_conditionally_and_read_without_markup(
    actor: ActorOf, feed_server: tuple[str, list[str]]
) -> None:
    address, answers = feed_server
    feed = keep_feed(actor=actor("coordinator"), title="Вести", url=f"{address}/rss", words="каток, лёд")
    assert take_from_feed(feed.pk) == 1
    one = Mention.objects.get()
    assert (one.title, one.text, one.url) == (
        "Открыли каток", "Каток у школы", "https://vesti.example/1?utm_source=rss",
    )  # fmt: skip
    answers.clear()
    assert take_from_feed(feed.pk) == 0
    assert answers == ["304"]
    assert queue_due_feeds() == 0


@pytest.mark.parametrize(("path", "told"), [("/moved", "302"), ("/long", "больше"), ("/long2", "больше")])
def test_what_is_no_feed_is_told(actor: ActorOf, feed_server: tuple[str, list[str]], path: str, told: str) -> None:
    feed = keep_feed(actor=actor("coordinator"), title="", url=f"{feed_server[0]}{path}")
    assert take_from_feed(feed.pk) == 0
    assert told in MentionFeed.objects.get().last_error


def test_addresses_of_feeds(actor: ActorOf) -> None:
    coordinator = actor("coordinator")
    with pytest.raises(RuleBroken, match="целиком"):
        keep_feed(actor=coordinator, title="", url="file:///etc/passwd")
    with pytest.raises(RuleBroken, match="с https://"):
        keep_feed(actor=coordinator, title="", url="https://[vesti.example/rss")
    keep_feed(actor=coordinator, title="", url="https://vesti.example/rss")
    with pytest.raises(RuleBroken, match="уже есть"):
        keep_feed(actor=coordinator, title="", url="https://vesti.example/rss")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "localhost"]
)
def test_the_inner_network_is_not_looked_at_through_feeds(actor: ActorOf, host: str, settings: Any) -> None:
    """Neither by a new feed nor by one whose host came to stand inside."""
    coordinator, url = actor("coordinator"), f"http://{host}:9/rss"
    with pytest.raises(RuleBroken, match="OTKLIK_FEED_HOSTS"):
        keep_feed(actor=coordinator, title="", url=url)
    settings.FEED_HOSTS = [f"{host}:9"]
    feed = keep_feed(actor=coordinator, title="", url=url)
    settings.FEED_HOSTS = []
    assert take_from_feed(feed.pk) == 0
    assert "OTKLIK_FEED_HOSTS" in MentionFeed.objects.get().last_error


def test_persons_in_publications_are_forgotten_and_the_figures_stay(
    administration: Administration, actor: ActorOf
) -> None:
    name = "Громова Зинаида Львовна"
    keep_mentions(
        administration, [told(f"{name} пожаловалась на яму, её телефон 8 912 345-67-89", url="https://a.example/1")]
    )
    keep_mentions(administration, [told("Каток открыт", url="https://a.example/2")])
    quarter = Quarter.of(AT.date())
    before = mention_figures(actor("coordinator"), quarter)
    holder = next(one for one in holders() if one.slug == "mentions.publications")
    person = Person(administration.pk, names=(name,))
    assert [held.title for held in holder.held(person)] == ["Публикация в СМИ или сети"]
    assert holder.forget(person) == 1
    text = Mention.objects.get(url="https://a.example/1").text
    assert ("Громова" in text, "345" in text, "яму" in text) == (False, False, True)
    assert holder.expiry is not None
    tomorrow = timezone.now().date() + timedelta(days=2)
    assert holder.expiry.count(administration.pk, tomorrow, 10) == 2
    assert holder.expiry.forget(administration.pk, tomorrow, 1) == 1
    assert holder.expiry.forget(administration.pk, tomorrow, 10) == 1
    assert holder.expiry.count(administration.pk, tomorrow, 10) == 0
    assert set(Mention.objects.values_list("title", "url")) == {("", "")}
    assert mention_figures(actor("coordinator"), quarter) == before
    assert keep_mentions(administration, [told("Каток открыт", url="https://a.example/2")]) == 0


def test_rows_of_a_wrong_file_are_counted_and_told_within_bounds(actor: ActorOf) -> None:
    rows = "".join(f";строка {number}\n" for number in range(300))
    loaded = load_mentions(actor=actor("coordinator"), chunks=[f"Дата;Текст\n{rows}".encode()], name="a.csv")
    assert (loaded.wrong_count, len(loaded.wrong)) == (300, 200)
