"""Thanks: who is thanked, once; who is not and why; nothing of a person after erasing."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.improvement.suggestions import MARIA, PETR, Act, State, Way, coordinator, finish, measure, ready, said
from tests.intake.conftest import Receive, receive
from tests.surveys.conftest import surveys

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.personal_data import Person
from otklik.delivery.actions.send_waiting import send_waiting_messages
from otklik.delivery.models import OutgoingMessage
from otklik.improvement.actions.accept_suggestion import accept_suggestion, accept_survey, drop_suggestion
from otklik.improvement.actions.carry_out_measure import resume_measure
from otklik.improvement.actions.prepare_notices import prepare_due_notices, prepare_notices
from otklik.improvement.actions.send_notice import hand_notice, send_notice
from otklik.improvement.authors import Source, persons_of
from otklik.improvement.measure_plan import MeasurePlan
from otklik.improvement.models import Measure, NoticeItem
from otklik.improvement.personal_data import forget_notices
from otklik.improvement.queries.thanks import promised, thanks_for_author, to_do, unreachable
from otklik.improvement.said_and_done import said_and_done
from otklik.intake.actions.merge_items import merge_items
from otklik.intake.erasure import forget_items
from otklik.intake.models import Contact, FeedbackItem
from otklik.surveys.actions.leave_contact import erase_contact
from otklik.surveys.codes import random_id
from otklik.surveys.models import SurveyContact

__all__ = ["coordinator", "finish", "measure", "receive", "said", "surveys"]


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.booleans(), st.booleans()), max_size=12))
@settings(max_examples=60)
def test_nobody_is_thanked_twice_and_nobody_for_another(said: list[tuple[int, bool, bool, bool]]) -> None:
    """Four people, each sometimes with mail, telephone or name: as many notices as there are chains of marks."""
    names = ("Сидоров Пётр Ильич", "Котова Анна Ивановна", "Ким Олег Олегович", "Рыжов Иван Иванович")
    sources = []
    for who, has_mail, has_phone, has_name in said:
        contact = Contact(
            name=names[who] if has_name else "",
            email=f"p{who}@example.org" if has_mail else "",
            phone=f"8900123450{who}" if has_phone else "",
        )
        sources.append((who, Source("", contact)))
    persons = persons_of([source for _, source in sources])
    assert sorted(id(one) for person in persons for one in person) == sorted(id(one) for _, one in sources)
    owner = {id(source): who for who, source in sources}
    for person in persons:
        assert len({owner[id(one)] for one in person}) == 1
    for first, one in enumerate(persons):
        for other in persons[first + 1 :]:
            assert not {mark for source in one for mark in source.marks} & {m for s in other for m in s.marks}


def test_a_family_with_one_telephone_is_thanked_each(said: Any, finish: Any) -> None:
    said(PETR)
    said({"name": "Сидорова Ольга Ильинична", "phone": PETR["phone"]})
    said({"phone": PETR["phone"]})
    notices = finish()
    assert len(notices) == 2
    assert {notice.covered.count() for notice in notices} == {1, 2}


def test_every_author_and_those_joined_are_thanked_once(
    said: Any, finish: Any, receive: Receive, coordinator: Actor, measure: Measure
) -> None:
    first = said(MARIA)
    again = said(MARIA, accepted=False, channel="email")
    other = receive("Нужна скамейка", **PETR)
    merge_items(actor=coordinator, item_ids=[first.pk, again.pk, other.pk])
    notices = finish()
    assert [(one.way, one.state) for one in notices] == [(Way.EMAIL, State.TO_DO), (Way.PHONE, State.TO_DO)]
    assert set(notices[0].covered.values_list("item_id", flat=True)) == {first.pk, again.pk}
    assert "«скамейка у остановки»" in notices[1].text
    assert prepare_notices(measure) == 0


def test_who_is_joined_later_is_thanked_by_the_periodic_job(
    said: Any, finish: Any, receive: Receive, coordinator: Actor, measure: Measure
) -> None:
    first = said(MARIA)
    finish()
    assert prepare_due_notices() == 0
    late, again = receive("И мы за скамейку", **PETR), receive("Ещё раз о скамейке", **MARIA)
    merge_items(actor=coordinator, item_ids=[first.pk, late.pk, again.pk])
    assert prepare_due_notices() == 1
    assert prepare_due_notices() == 0
    assert measure.notices.count() == 2
    assert NoticeItem.objects.filter(measure=measure).count() == 3


def test_who_cannot_be_told_is_listed_with_the_reason(
    said: Any, finish: Any, coordinator: Actor, measure: Measure
) -> None:
    nobody, forgotten = said(), said(MARIA)
    FeedbackItem.objects.filter(pk=nobody.pk).update(tracking_digest="")
    assert promised(coordinator)[0].reason.startswith("Мероприятие запланировано (срок до 30")
    forget_items(coordinator.administration_id, [forgotten.pk])
    finish()
    reasons = sorted(row.notice.reason for row in unreachable(coordinator))
    assert reasons == [
        "Автор не оставил контактов, и кода для проверки у сообщения нет.",
        "Контактные данные стёрты по просьбе автора или по сроку хранения.",
    ]
    assert not to_do(coordinator)
    assert not promised(coordinator)


def test_nothing_of_a_person_remains_after_erasing(said: Any, finish: Any, coordinator: Actor) -> None:
    item = said(MARIA)
    waiting = said(PETR)
    notice, other = finish()
    key = notice.author_key
    ready(coordinator, notice)
    send_notice(actor=coordinator, notice_id=notice.pk)
    send_waiting_messages()
    forget_items(coordinator.administration_id, [item.pk, waiting.pk])
    notice.refresh_from_db()
    other.refresh_from_db()
    assert (notice.state, notice.text) == (State.SENT, "")
    assert notice.author_key != key
    assert (other.state, other.text) == (State.IMPOSSIBLE, "")
    assert not OutgoingMessage.objects.exclude(to="", text="").exists()
    assert not thanks_for_author(item)
    assert forget_notices(Person(coordinator.administration_id, frozenset({item.pk}))) == 1


def test_contacts_of_a_survey_are_told_once(
    measure: Measure, finish: Any, coordinator: Actor, said: Any, surveys: Any
) -> None:
    survey = surveys(title="О дворах", takes_contacts=True)
    left = {"administration_id": survey.administration_id, "survey": survey, "month": date(2025, 5, 1)}
    SurveyContact.objects.create(id=random_id(), reach=MARIA["email"], **left)
    lone = SurveyContact.objects.create(id=random_id(), reach="8 900 765-43-21", name="Олег", **left)
    said(MARIA)
    accept_survey(actor=coordinator, measure_id=measure.pk, survey_id=survey.pk, accepted="скамейки")
    notices = finish()
    assert [(one.way, one.survey_contact_id) for one in notices] == [(Way.EMAIL, None), (Way.PHONE, lone.pk)]
    assert "опрос «О дворах»" in notices[1].text
    hand_notice(actor=coordinator, notice_id=notices[1].pk)
    lone.refresh_from_db()
    assert lone.told_on == timezone.localdate()
    assert prepare_due_notices() == 0
    erase_contact(actor=coordinator, contact_id=lone.pk)
    assert measure.notices.count() == 1


def test_taken_up_again_the_measure_thanks_nobody_until_it_is_done_anew(
    said: Any, finish: Any, coordinator: Actor, measure: Measure
) -> None:
    said(MARIA)
    notice = ready(coordinator, finish()[0])
    resume_measure(actor=coordinator, measure_id=measure.pk)
    with pytest.raises(RuleBroken, match="вернули в работу"):
        send_notice(actor=coordinator, notice_id=notice.pk)


def test_an_acceptance_may_be_taken_back_until_the_author_is_told(
    said: Any, finish: Any, coordinator: Actor, measure: Measure
) -> None:
    first, second = said(PETR), said(MARIA)
    drop_suggestion(actor=coordinator, item_id=first.pk, measure_id=measure.pk)
    assert not first.events.filter(is_public=True, move="accept").exists()
    notice = finish()[0]
    assert measure.notices.count() == 1
    ready(coordinator, notice)
    send_notice(actor=coordinator, notice_id=notice.pk)
    with pytest.raises(RuleBroken, match="уже поблагодарили"):
        drop_suggestion(actor=coordinator, item_id=second.pk, measure_id=measure.pk)
    entry = said_and_done(coordinator.administration_id)[0]
    assert (entry.said, entry.said_count) == (("скамейка у остановки.",), 1)


def test_a_new_measure_may_be_planned_with_the_acceptance(receive: Receive, actor: Act, coordinator: Actor) -> None:
    item = receive("Поставьте урну")
    plan = MeasurePlan(title="Поставить урны")
    link = accept_suggestion(actor=coordinator, item_id=item.pk, accepted="урна", plan=plan)
    assert link.measure.title == "Поставить урны"
    with pytest.raises(RuleBroken, match="мероприятие"):
        accept_suggestion(actor=actor("specialist"), item_id=item.pk, accepted="урна", plan=plan)
    with pytest.raises(NotFound):
        accept_suggestion(actor=actor("head"), item_id=item.pk, accepted="урна", measure_id=link.measure_id)
