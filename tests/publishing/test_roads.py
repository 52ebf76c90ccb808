"""What a decree forbids goes out by no road: page, feed, post, interface, Open311, export. New roads are listed."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.models import Administration
from otklik.core.periods import Quarter
from otklik.explanations.models import Article
from otklik.interchange.enums import Told
from otklik.interchange.models import GeoFace
from otklik.procedures.publication import Ruling, ruling
from otklik.procedures.registry import procedures
from otklik.publishing.actions.propose_publication import propose_publication
from otklik.publishing.actions.send_post import send_post
from otklik.publishing.models import Publication
from otklik.publishing.open_data.registry import datasets
from otklik.publishing.registry import kinds
from otklik.publishing.roads import (
    HARMLESS_BRANCHES,
    OPEN_ROADS,
    REPORTS,
    WEBHOOK_EVENTS,
    listed_addresses,
)
from otklik.reporting.queries import render_report, report_document
from otklik.reporting.reports.registry import reports

DECREES = ("murashi", "biysk", "livny", "gatchina", "naryan-mar")
MARK = "НЕ ДЛЯ ВСЕХ 7f3a"
#: Pages that are there in every decree and only lack the forbidden part.
SHARED = {"public:home", "public:surveys", "public:question", "public:check", "public:feed", "public:answers_alike"}
#: Pages that say by which words of the decree nothing stands there: an old link is not told to be a wrong one.
TOLD = {"public:results", "public:quarter_results", "public:survey_results", "public:decisions", "public:decision"}
TOLD |= {"public:answers", "public:answer", "public:use"}
TOLD |= {"public:datasets", "public:dataset", "public:dataset_list", "public:dataset_catalogue", "public:dataset_file"}
SAMPLES = {"survey_id": "1", "quarter": "2025Q3", "key": "1", "article_id": "1", "step_slug": "kind", "number": "1"}
SAMPLES |= {"form": "json", "dataset": "surveys", "name": "data.csv"}


def walk(patterns: list[Any], route: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """The route and the whole name of every address."""
    for pattern in patterns:
        whole = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, whole, f"{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            yield whole, f"{space}{pattern.name}"


ADDRESSES = {name: route for route, name in walk(get_resolver().url_patterns)}


def test_every_address_was_thought_about() -> None:
    unlisted = {
        name: route
        for name, route in ADDRESSES.items()
        if not any(route.startswith(branch) for branch in HARMLESS_BRANCHES) and name not in listed_addresses()
    }
    assert not unlisted, "list them in publishing/roads.py: what do they show, and which artifact is it?"


def test_every_listed_address_exists() -> None:
    assert {name for road in OPEN_ROADS for name in road.addresses} <= set(ADDRESSES)


def test_every_report_and_event_was_thought_about() -> None:
    assert set(REPORTS) == set(reports())
    assert {event.value for event in Told} == WEBHOOK_EVENTS


def test_every_kind_goes_by_a_listed_road() -> None:
    carried = {artifact for road in OPEN_ROADS for artifact in road.artifacts}
    assert {kind.artifact for kind in kinds().values()} <= carried


def forbidden(slug: str) -> dict[str, Ruling]:
    """The artifacts of the roads that the decree keeps inside."""
    names = {artifact for road in OPEN_ROADS for artifact in road.artifacts}
    names |= {kind.artifact for kind in kinds().values()}
    found = {name: ruling(procedures()[slug], name) for name in names}
    return {name: one for name, one in found.items() if not one.may}


def force_out(administration: Administration, names: set[str]) -> None:
    """Rows that stand in the tables as if they had been approved: the roads have to refuse them all the same."""
    for kind in kinds().values():
        if kind.artifact in names:
            facts = {"kind": kind.slug, "artifact": kind.artifact, "ruled_as": kind.artifact, "version": 1}
            words = {"title": MARK, "payload": {"title": MARK, "text": MARK}, "digest": "0" * 64, "clause": "1"}
            for key in ("1", "2025Q3", *datasets()):
                Publication.objects.create(
                    administration=administration, key=key, period="2025Q3", state="published",
                    proposed_at=timezone.now(), published_on=date(2025, 11, 1), **facts, **words,
                )  # fmt: skip
    if "explanations" in names:
        Article.objects.create(
            administration=administration, reader="citizen", state="published", title=MARK, text=MARK, shown_title=MARK,
            shown_text=MARK, changed_at=timezone.now(), published_on=date(2025, 11, 1),
        )  # fmt: skip
    GeoFace.objects.create(administration=administration, is_enabled=True, is_text_published=True, channel="web_form")


def filled(name: str, slug: str) -> list[str]:
    """The addresses of the road in the administration: one, or one for each set of open data."""
    if name in {"public:dataset", "public:dataset_file"}:
        return [address(name, slug, dataset=one) for one in datasets()]
    return [address(name, slug)]


def address(name: str, slug: str, **facts: str) -> str:
    """An address that fits the route."""
    route = ADDRESSES[name]
    if name.startswith("open311:"):
        tail = "requests.json" if name.endswith("requests") else "requests/1.json"
        return f"/open311/{slug}/v2/{tail}"
    parts = [part.split(":")[-1].rstrip(">") if part.startswith("<") else part for part in route.split("/")]
    return "/" + "/".join((SAMPLES | facts).get(part, slug if part == "slug" else part) for part in parts)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", DECREES)
def test_no_open_road_carries_what_is_forbidden(
    slug: str, administrations: Callable[..., Administration], client: Client
) -> None:
    names = forbidden(slug)
    force_out(administrations(slug), set(names))
    for road in OPEN_ROADS:
        for name in road.addresses:
            for where in filled(name, slug):
                reply = client.get(where)
                assert MARK not in reply.content.decode(), where
                if set(road.artifacts) <= set(names) and name not in SHARED:
                    assert reply.status_code in {403, 404}, where
                    if name in TOLD:
                        assert names[road.artifacts[0]].words in unescape(reply.content.decode()), where
    typed = client.post(f"/{slug}/answers/alike/", {"text": f"{MARK} {MARK}"})
    assert "answers" not in typed.content.decode() or "explanations" not in names


@pytest.mark.django_db
@pytest.mark.parametrize("slug", DECREES)
def test_nothing_forbidden_is_proposed_or_posted(
    slug: str, administrations: Callable[..., Administration], actor: Callable[..., Actor], client_of: Any
) -> None:
    names, coordinator = forbidden(slug), actor("coordinator", of=slug)
    force_out(administrations(slug), set(names))
    desk = client_of("coordinator", of=slug)
    for kind in kinds().values():
        if kind.artifact not in names:
            continue
        words = names[kind.artifact].words
        with pytest.raises(RuleBroken) as proposed:
            propose_publication(actor=coordinator, kind=kind.slug, key="3")
        one = Publication.objects.filter(administration__slug=slug, kind=kind.slug).first()
        assert one is not None
        with pytest.raises(RuleBroken) as posted:
            send_post(actor=coordinator, publication_id=one.pk, connection_id=1, address="https://example.ru/")
        page = desk.get(f"/{slug}/staff/reports/publications/new/{kind.slug}/3/").content.decode()
        told = desk.get(f"/{slug}/staff/reports/publications/{one.pk}/posts/", follow=True)
        assert words in unescape(told.content.decode())
        assert words in proposed.value.message
        assert words in posted.value.message
        assert words.split("«")[0].strip() in page
    board = desk.get(f"/{slug}/staff/reports/publications/").content.decode()
    assert all(one.words.split("«")[0].strip() in board for one in names.values())


@pytest.mark.django_db
@pytest.mark.parametrize("slug", DECREES)
@pytest.mark.parametrize("report", ["monitoring", "survey_summary", "roadmap"])
def test_papers_of_what_is_forbidden_say_so(slug: str, report: str, actor: Callable[..., Actor]) -> None:
    procedure = procedures()[slug]
    paper = report_document(actor("coordinator", of=slug), report, Quarter(2025, 3))

    is_inside = not ruling(procedure, REPORTS[report]).may
    assert (procedure.restriction.quote.rstrip(".") in (paper.restriction or "")) == is_inside


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["gatchina", "naryan-mar"])
@pytest.mark.parametrize("report", ["monitoring", "roadmap"])
def test_values_for_other_systems_say_they_stay_inside(slug: str, report: str, actor: Callable[..., Actor]) -> None:
    said = json.loads(render_report(actor("coordinator", of=slug), report, Quarter(2025, 3), "json").content)
    assert said["restriction"].endswith("(пункт 4.3 Порядка).")


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["gatchina", "naryan-mar"])
def test_the_interface_gives_no_figures_without_a_key(slug: str, administrations: Any, client: Client) -> None:
    administrations(slug)

    assert client.get(f"/api/v1/{slug}/monitoring/2025Q3").status_code == 401
