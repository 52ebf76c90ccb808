"""The rules of placement: shown to everybody, kept by editions, and held against what is proposed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.publishing.actions.change_placement import change_placement
from otklik.publishing.models import PlacementRules
from otklik.publishing.placement import placement_of
from otklik.publishing.policy import refuse_unless_allowed, ruling_for

pytestmark = pytest.mark.django_db
Actors = Callable[..., Actor]
ASKED: dict[str, Any] = {
    "forms": ["Страница"],
    "methods": ["Двое"],
    "every": "month",
    "criteria": ["Без имён"],
    "withheld": ["Тексты"],
    "withheld_artifacts": ["explanations"],
    "minimum_count": 10,
}
SENT = {
    "forms_text": "Страница\n\nЛента",
    "methods_text": "Двое",
    "every": "quarter",
    "criteria_text": "Без имён",
    "withheld_text": "Тексты",
    "withheld_artifacts": ["pain_map"],
    "minimum_count": "7",
}


@pytest.mark.parametrize("slug", ["biysk", "livny"])
def test_everybody_reads_the_defaults(slug: str, administrations: Callable[..., Any], client: Client) -> None:
    administrations(slug)
    page = client.get(f"/{slug}/placement/").content.decode()

    for words in (
        "Формы",
        "Методы",
        "Раз в квартал",
        "Критерии",
        "Что не размещается",
        "тексты обращений",
        "5 человек",
        "раздел 3 порядка",
    ):
        assert words in page


def test_a_decree_of_sections_is_cited_by_its_sections(client_of: Any, actor: Actors) -> None:
    assert "Раздел 3 порядка" in client_of("head", of="biysk").get("/biysk/staff/reports/placement/").content.decode()
    assert ruling_for(actor("head", of="biysk").administration_id, "biysk", "decisions").words.startswith("Раздел 3 ")
    assert ruling_for(actor("head", of="gatchina").administration_id, "gatchina", "decisions").words.startswith(
        "Пункт "
    )


@pytest.mark.parametrize("slug", ["murashi", "gatchina", "naryan-mar"])
def test_a_decree_that_leaves_no_rules_has_no_page(slug: str, client_of: Any, actor: Actors, client: Client) -> None:
    assert client_of("head", of=slug).get(f"/{slug}/staff/reports/placement/").status_code == 404
    assert client.get(f"/{slug}/placement/").status_code == 404
    with pytest.raises(NotFound):
        change_placement(actor=actor("head", of=slug), **ASKED)


def test_a_new_edition_is_public_at_once(client_of: Any, client: Client) -> None:
    page = "/biysk/staff/reports/placement/"
    desk = client_of("coordinator", of="biysk")
    bad = desk.post(page, {**SENT, "minimum_count": "2", "criteria_text": " "}).content.decode()
    assert "Не меньше трёх человек." in bad
    assert "Напишите хотя бы один пункт." in bad

    assert desk.post(page, SENT).status_code == 302
    shown = client.get("/biysk/placement/").content.decode()

    assert "Лента" in shown
    assert "7 человек" in shown
    assert PlacementRules.objects.get().edition == 1


def test_what_the_administration_withholds_is_refused(actor: Actors) -> None:
    head = actor("head", of="biysk")
    assert refuse_unless_allowed(head, "explanations").may
    change_placement(actor=head, **ASKED)

    with pytest.raises(RuleBroken, match="перечень сведений"):
        refuse_unless_allowed(head, "explanations")
    found = placement_of(head.administration_id, "biysk")
    assert found is not None
    assert (found.edition, found.every_title, found.minimum_count) == (1, "раз в месяц", 10)


def test_what_the_decree_requires_cannot_be_withheld(actor: Actors) -> None:
    head = actor("head", of="livny")

    with pytest.raises(RuleBroken) as broken:
        change_placement(actor=head, **(ASKED | {"withheld_artifacts": ["decisions"]}))

    assert broken.value.code == "required"
    assert ruling_for(head.administration_id, "livny", "decisions").must
