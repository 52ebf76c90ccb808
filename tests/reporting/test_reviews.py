"""A review of a quarter: agenda, a measure or a refusal for each item, the protocol, what became of last time's."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.improvement.maps import Drafted, drafted, receive

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter
from otklik.improvement.actions.carry_out_measure import finish_measure
from otklik.improvement.actions.propose_change import record_outcome, send_proposal
from otklik.improvement.measure_plan import MeasurePlan
from otklik.improvement.measure_types import measure_types
from otklik.improvement.models import Measure
from otklik.reporting.actions.decide_item import (
    decide_by_known_measure,
    decide_by_new_measure,
    refuse_item,
    undo_decision,
)
from otklik.reporting.actions.review_period import (
    Meeting,
    add_review_item,
    call_review,
    close_review,
    drop_review_item,
    keep_meeting,
    renew_agenda,
)
from otklik.reporting.models import PeriodReview, ReviewItem
from otklik.reporting.reviews.paper import render_review
from otklik.reporting.reviews.payload import shown_payload
from otklik.reporting.reviews.queries import reviewed_on

__all__ = ["drafted", "receive"]
pytestmark = pytest.mark.django_db
THIRD = Quarter(2025, 3)
HELD = date(2025, 10, 24)
PORTALS = "Подготовка предложений о доработке единых порталов и единых информационных систем"


@pytest.fixture
def coordinator(actor: Callable[..., Actor]) -> Actor:
    return actor("coordinator", of="livny")


@pytest.fixture
def review(coordinator: Actor, drafted: Drafted) -> PeriodReview:
    drafted(of="livny", left=0)
    return call_review(actor=coordinator, quarter=THIRD, planned_on=HELD)


def items(review: PeriodReview) -> list[ReviewItem]:
    return list(ReviewItem.objects.filter(review=review))


def plan(actor: Actor, place: int = 0, **facts: Any) -> MeasurePlan:
    kinds = measure_types(procedure_of(actor.administration_slug))
    return MeasurePlan(title="Вторая линия в будни", kind=kinds[place], due_on=date(2026, 3, 1), **facts)


def closed(actor: Actor, review: PeriodReview) -> PeriodReview:
    meeting = Meeting(held_on=HELD, form="совещание", chair="Орлова О. О.", chair_position="Глава")
    review.refresh_from_db()
    keep_meeting(actor=actor, review_id=review.pk, meeting=meeting, version=review.version)
    return close_review(actor=actor, review_id=review.pk)


def test_the_quarter_proposes_its_agenda(coordinator: Actor, review: PeriodReview) -> None:
    found = items(review)
    assert [(one.source, one.title) for one in found] == [("pain", "Долго ждут ответа"), ("pain", "Не дозвониться")]
    assert "3 сообщения" in found[0].told.replace("\u00a0", " ")
    assert {one["slug"] for one in review.considered["laid"]} >= {"monitoring", "pain_map"}
    with pytest.raises(RuleBroken, match="уже готовится"):
        call_review(actor=coordinator, quarter=THIRD)
    drop_review_item(actor=coordinator, review_id=review.pk, item_id=found[1].pk)
    assert renew_agenda(actor=coordinator, review_id=review.pk) == 1


def test_each_item_ends_in_a_measure_of_the_decree_or_in_a_refusal(coordinator: Actor, review: PeriodReview) -> None:
    one, two = items(review)
    place = {"actor": coordinator, "review_id": review.pk}
    with pytest.raises(RuleBroken, match="вид мероприятия"):
        decide_by_new_measure(**place, item_id=one.pk, plan=MeasurePlan(title="Что-нибудь"))
    decided = decide_by_new_measure(**place, item_id=one.pk, plan=plan(coordinator))
    assert decided.measure is not None
    assert list(decided.measure.pains.all()) == [one.pain]
    with pytest.raises(RuleBroken, match="почему"):
        refuse_item(**place, item_id=two.pk, reason=" ")
    with pytest.raises(RuleBroken, match="Без решения осталось вопросов: 1"):
        closed(coordinator, review)
    refuse_item(**place, item_id=two.pk, reason="Один случай, разобран.")
    with pytest.raises(RuleBroken, match="уже принято"):
        refuse_item(**place, item_id=two.pk, reason="Ещё раз.")
    closed(coordinator, review)
    assert reviewed_on(coordinator.administration_id, THIRD) == HELD


def test_a_proposal_to_the_owner_of_a_portal_keeps_addressee_day_and_reply(
    coordinator: Actor, review: PeriodReview
) -> None:
    one = items(review)[0]
    place = {"actor": coordinator, "review_id": review.pk, "item_id": one.pk}
    kinds = measure_types(procedure_of("livny"))
    to_portal = MeasurePlan(title="Показывать срок ответа на портале", kind=kinds[kinds.index(PORTALS)])
    with pytest.raises(RuleBroken, match="кому предложение"):
        decide_by_new_measure(**place, plan=to_portal)
    assert not Measure.objects.exists()
    decided = decide_by_new_measure(**place, plan=to_portal, addressee="Министерству цифрового развития")
    proposal = decided.proposal
    assert proposal is not None
    assert proposal.measure_id == decided.measure_id
    send_proposal(actor=coordinator, proposal_id=proposal.pk, number="12-45", sent_on=date(2025, 11, 1))
    told = {"outcome": "accepted", "outcome_on": date(2025, 12, 1), "outcome_words": "Сделаем в марте"}
    record_outcome(actor=coordinator, proposal_id=proposal.pk, **told)
    shown = shown_payload(coordinator, review)["items"][0]["proposal"]["told"]
    assert shown == (
        "Министерству цифрового развития: направлено 01.11.2025 № 12-45, принято 01.12.2025: Сделаем в марте"
    )


def test_a_closed_protocol_stays_and_the_next_review_tells_what_became_of_it(
    coordinator: Actor, review: PeriodReview, drafted: Drafted
) -> None:
    one, two = items(review)
    place = {"actor": coordinator, "review_id": review.pk}
    measure = decide_by_new_measure(**place, item_id=one.pk, plan=plan(coordinator, owner_id=None)).measure
    refuse_item(**place, item_id=two.pk, reason="Один случай, разобран.")
    done = closed(coordinator, review)
    assert len(done.digest) == 64
    assert measure is not None
    for broken in (
        lambda: undo_decision(**place, item_id=two.pk),
        lambda: add_review_item(**place, title="Ещё"),
        lambda: closed(coordinator, review),
    ):
        with pytest.raises(RuleBroken, match="Протокол закрыт"):
            broken()
    before = render_review(coordinator, review.pk, "html").content
    told = {"result": "Линия работает", "done_on": date(2025, 12, 20)}
    finish_measure(actor=coordinator, measure_id=measure.pk, **told)
    assert render_review(coordinator, review.pk, "html").content == before
    following = call_review(actor=coordinator, quarter=THIRD.next())
    outcomes = shown_payload(coordinator, following)["outcomes"]
    assert [(row["state"], row["measure_id"]) for row in outcomes] == [
        ("выполнено 20.12.2025", measure.pk),
        ("решение об отказе", None),
    ]
    known = items(following) or [add_review_item(actor=coordinator, review_id=following.pk, title="Снова")]
    decided = decide_by_known_measure(
        actor=coordinator, review_id=following.pk, item_id=known[0].pk, measure_id=measure.pk
    )
    assert decided.measure_id == measure.pk


def test_two_people_at_once_do_not_undo_each_other(coordinator: Actor, review: PeriodReview) -> None:
    keep_meeting(actor=coordinator, review_id=review.pk, meeting=Meeting(chair="Орлова"), version=1)
    with pytest.raises(RuleBroken, match="другой человек"):
        keep_meeting(actor=coordinator, review_id=review.pk, meeting=Meeting(chair="Белова"), version=1)
    with pytest.raises(RuleBroken, match="не наступил"):
        keep_meeting(actor=coordinator, review_id=review.pk, meeting=Meeting(held_on=date(2099, 1, 1)), version=2)


def test_rights(actor: Callable[..., Actor], review: PeriodReview, drafted: Drafted) -> None:
    head, stranger = actor("head", of="livny"), actor("coordinator", of="murashi")
    with pytest.raises(NotFound):
        add_review_item(actor=head, review_id=review.pk, title="Вопрос")
    with pytest.raises(NotFound):
        add_review_item(actor=stranger, review_id=review.pk, title="Вопрос")
    with pytest.raises(NotFound):
        render_review(stranger, review.pk, "docx")
    assert shown_payload(head, review)["items"]


def test_what_speaks_of_employees_is_for_those_who_answer_for_them(
    actor: Callable[..., Actor], coordinator: Actor, drafted: Drafted
) -> None:
    drafted(of="livny", left=0, audience="internal")
    made = call_review(actor=coordinator, quarter=THIRD)
    organizer = actor("organizer", of="livny")
    assert len(shown_payload(coordinator, made)["items"]) == 2
    shown = shown_payload(organizer, made)
    assert (shown["items"], shown["left_out"]) == ([], 2)
    item = items(made)[0]
    with pytest.raises(NotFound):
        refuse_item(actor=organizer, review_id=made.pk, item_id=item.pk, reason="Нет")
    assert item.title not in render_review(organizer, made.pk, "html").content.decode()


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_the_protocol_is_a_file(coordinator: Actor, review: PeriodReview, kind: str) -> None:
    rendered = render_review(coordinator, review.pk, kind)
    assert rendered.file_name == f"livny-review-2025Q3.{kind}"
    assert len(rendered.content) > 3000
