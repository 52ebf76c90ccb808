"""Contacts, number, clocks, day-off rule."""

from collections.abc import Callable
from datetime import date

import pytest

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.actions.edit_settings import (
    change_clock,
    change_contacts,
    change_day_off_rule,
    change_number_template,
    reset_clock,
)
from otklik.catalog.models import Administration
from otklik.core.deadlines import LegalClass
from otklik.intake.clock import deadline_of

pytestmark = pytest.mark.django_db
Act = Callable[..., Actor]
FRIDAY = date(2025, 10, 10)


def test_an_emptied_contact_is_taken_away_and_others_stay(actor: Act, administration: Administration) -> None:
    Administration.objects.update(contacts={"staff_form": "кабинет 5"})
    change_contacts(actor=actor("coordinator"), contacts={"phone": " 2-10-15 ", "email": ""})
    administration.refresh_from_db()
    assert administration.contacts == {"staff_form": "кабинет 5", "phone": "2-10-15"}


def test_a_template_must_make_a_number(actor: Act, administration: Administration) -> None:
    with pytest.raises(RuleBroken) as broken:
        change_number_template(actor=actor("coordinator"), template="{year}")
    assert broken.value.field == "template"
    change_number_template(actor=actor("coordinator"), template="{sequence}-{year}")
    administration.refresh_from_db()
    assert administration.number_template == "{sequence}-{year}"


def test_an_own_clock_rules_until_it_is_taken_back(actor: Act, administration: Administration) -> None:
    coordinator, kind = actor("coordinator"), LegalClass.NETWORK_MESSAGE
    facts = {"days": 3, "unit": "working", "prolongation_days": 0, "basis": "распоряжение № 7"}
    change_clock(actor=coordinator, legal_class=kind, **facts)
    administration.refresh_from_db()
    own = deadline_of(administration, kind, FRIDAY)
    assert own is not None
    assert own.due_on == date(2025, 10, 15)
    assert "распоряжение № 7" in " ".join(own.steps)
    reset_clock(actor=coordinator, legal_class=kind)
    administration.refresh_from_db()
    assert administration.options["clocks"] == {}


@pytest.mark.parametrize("wrong", [{"days": 0}, {"days": 400}, {"unit": "lunar"}, {"basis": " "}])
def test_a_clock_without_sense_is_refused(wrong: dict[str, object], actor: Act) -> None:
    facts = {"days": 3, "unit": "working", "prolongation_days": 0, "basis": "распоряжение"} | wrong
    with pytest.raises(RuleBroken) as broken:
        change_clock(actor=actor("coordinator"), legal_class=LegalClass.MESSAGE, **facts)  # type: ignore[arg-type]
    assert broken.value.field == next(iter(wrong))


def test_an_opinion_never_gets_a_clock(actor: Act) -> None:
    with pytest.raises(RuleBroken):
        change_clock(
            actor=actor("coordinator"), legal_class=LegalClass.OPINION, days=3, unit="working", prolongation_days=0,
            basis="распоряжение",
        )  # fmt: skip


def test_the_day_off_rule_moves_a_term(actor: Act, administration: Administration) -> None:
    change_day_off_rule(actor=actor("coordinator"), rule="following")
    administration.refresh_from_db()
    due = deadline_of(administration, LegalClass.APPEAL_59FZ, date(2025, 9, 11))
    assert due is not None
    assert due.due_on == date(2025, 10, 13)  # the 11th is a Saturday
    with pytest.raises(RuleBroken):
        change_day_off_rule(actor=actor("coordinator"), rule="never")


def test_others_set_nothing(actor: Act) -> None:
    with pytest.raises(NotFound):
        change_contacts(actor=actor("head"), contacts={})
