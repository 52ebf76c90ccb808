"""Editions of the classifier: import, tree, search, difference."""

from collections.abc import Callable
from datetime import date

import pytest

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.actions.import_topics import import_topics
from otklik.catalog.models import TopicEdition
from otklik.catalog.topic_tree import branch, changes_between, edition_before, edition_of, topics_found

pytestmark = pytest.mark.django_db
Act = Callable[..., Actor]
ROAD = {"code": "0003.0000.0000.0000", "level": "1", "name": "Экономика", "parent_code": ""}
PIT = {"code": "0003.0001.0000.0000", "level": "2", "name": "Ямы на дорогах", "parent_code": ROAD["code"]}


def load(actor: Actor, rows: list[dict[str, str]], on: date = date(2025, 1, 1), title: str = "2025") -> TopicEdition:
    return import_topics(actor=actor, rows=rows, title=title, effective_on=on)


def test_one_walks_down_and_searches_by_any_case(actor: Act) -> None:
    edition = load(actor("coordinator"), [ROAD, PIT])
    assert [topic.code for topic in branch(edition, "").topics] == [ROAD["code"]]
    below = branch(edition, ROAD["code"])
    assert ([one.name for one in below.path], [one.name for one in below.topics]) == (["Экономика"], ["Ямы на дорогах"])
    assert [topic.name for topic in topics_found(edition, "ямы ДОРОГ")] == ["Ямы на дорогах"]
    with pytest.raises(NotFound):
        branch(edition, "0009.0000.0000.0000")


def test_the_difference_tells_added_removed_and_renamed(actor: Act) -> None:
    coordinator = actor("coordinator")
    old = load(coordinator, [ROAD, PIT])
    bus = {"code": "0003.0002.0000.0000", "level": "2", "name": "Автобусы", "parent_code": ROAD["code"]}
    new = load(coordinator, [ROAD | {"name": "Экономика и дороги"}, bus], date(2026, 1, 1), "2026")
    assert edition_before(new) == old
    changes = changes_between(old, new)
    assert [one.after for one in changes.added] == ["Автобусы"]
    assert [one.before for one in changes.removed] == ["Ямы на дорогах"]
    assert [(one.before, one.after) for one in changes.renamed] == [("Экономика", "Экономика и дороги")]


def test_an_edition_needs_a_name_a_right_and_an_owner(actor: Act) -> None:
    with pytest.raises(RuleBroken):
        load(actor("coordinator"), [ROAD], title=" ")
    with pytest.raises(NotFound):
        load(actor("specialist"), [ROAD])
    edition = load(actor("coordinator"), [ROAD])
    with pytest.raises(NotFound):
        edition_of(actor("coordinator", of="biysk"), edition.pk)
