"""Proposals to other bodies: a draft, a letter, an outcome."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.improvement.measures import made_measure, made_pain

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.models import Administration
from otklik.improvement.actions.propose_change import change_proposal, record_outcome, send_proposal, write_proposal
from otklik.improvement.models import ChangeProposal
from otklik.improvement.proposal_facts import ProposalFacts, proposal_letter
from otklik.intake.queries import today_of

pytestmark = pytest.mark.django_db
Hire = Callable[..., Actor]


@pytest.fixture
def organizer(actor: Hire) -> Actor:
    return actor("organizer")


def broken(action: Callable[..., Any], **arguments: Any) -> str:
    with pytest.raises(RuleBroken) as found:
        action(**arguments)
    return found.value.code


def test_a_proposal_goes_from_draft_to_outcome(administration: Administration, organizer: Actor) -> None:
    pain, measure = made_pain(administration), made_measure(administration)
    facts = ProposalFacts(
        title="О едином сроке ответа на межведомственный запрос",
        addressee="Министерству цифрового развития области",
        evidence="За квартал 34 сообщения.",
        draft_change="Пункт 12 изложить в редакции: «не более трёх рабочих дней».",
        act_title="Регламент от 01.02.2024 № 15",
    )
    made = write_proposal(actor=organizer, facts=facts, pain_ids=[pain.pk], measure_id=measure.pk)
    empty = replace(facts, draft_change="", request="")
    assert broken(change_proposal, actor=organizer, proposal_id=made.pk, facts=empty, version=1) == "request"
    day = today_of(organizer)
    answer = {"proposal_id": made.pk, "outcome": "accepted", "outcome_on": day, "outcome_words": "Учтём."}
    assert broken(record_outcome, actor=organizer, **answer) == "not_sent"
    send_proposal(actor=organizer, proposal_id=made.pk, number="12-34", sent_on=day)
    assert broken(change_proposal, actor=organizer, proposal_id=made.pk, facts=facts, version=1) == "sent"
    record_outcome(actor=organizer, **answer)
    kept = ChangeProposal.objects.get()
    assert (kept.outcome, kept.letter_facts["head"]["lines"]) == ("accepted", [administration.title])
    letter = proposal_letter(organizer, kept)
    assert letter.outgoing_line.endswith("№ 12-34")
    assert letter.subject == facts.title
    assert any("не более трёх рабочих дней" in paragraph for paragraph in letter.paragraphs)
