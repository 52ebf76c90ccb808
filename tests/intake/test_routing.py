"""Routing: at receipt, after reading, never against a person; keeping the rules; a dry run."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.intake.conftest import Receive

from otklik.accounts.models import Appointment, Delegation, User
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration, Category, Channel, Department, OutsideBody, Process, Topic, Touchpoint
from otklik.core.appeals import Audience, ItemKind
from otklik.core.incoming import IncomingFeedback
from otklik.core.periods import Quarter
from otklik.core.routing import Facts
from otklik.intake.actions.apply_routing import apply_routing
from otklik.intake.actions.classify_item import QuestionReading, classify_item
from otklik.intake.actions.edit_routing_rule import (
    RuleFacts,
    delete_routing_rule,
    move_routing_rule,
    save_routing_rule,
    set_routing_rule_active,
)
from otklik.intake.actions.move_case import assign_item
from otklik.intake.actions.receive_feedback import receive_feedback
from otklik.intake.models import FeedbackItem, ForwardingMark, ItemRouting, RoutingRule
from otklik.intake.routing.shown import routing_rules, try_rules
from otklik.intake.routing.trial import dry_run

pytestmark = pytest.mark.django_db
Unit = Callable[..., Department]


@pytest.fixture
def unit(administration: Administration) -> Unit:
    def make(title: str = "Отдел дорог") -> Department:
        return Department.objects.create(administration=administration, slug=title.replace(" ", "-"), title=title)

    return make


@pytest.fixture
def rule(actor: Callable[..., Actor], unit: Unit) -> Callable[..., RoutingRule]:
    keeper: list[Actor] = []

    def make(title: str = "Дороги", **facts: Any) -> RoutingRule:
        if not keeper:
            keeper.append(actor("coordinator"))
        given = {"words": "яма"} | facts
        if not {"department_id", "assignee_id", "body_id"} & given.keys():
            given["department_id"] = unit(f"Отдел: {title}").pk
        return save_routing_rule(actor=keeper[0], facts=RuleFacts(title=title, **given))

    return make


def read(actor: Actor, item: FeedbackItem, *, topic: Topic | None = None, process: Process | None = None) -> None:
    own = {"administration_id": actor.administration_id}
    question = item.questions.get()
    classify_item(
        actor=actor,
        item_id=item.pk,
        category_ids=[Category.objects.filter(**own).values_list("pk", flat=True)[0]],
        touchpoint_id=Touchpoint.objects.filter(**own).values_list("pk", flat=True)[0],
        process_id=process.pk if process else None,
        questions=[QuestionReading(question.pk, topic.pk if topic else None, None)],
    )


def test_a_new_message_goes_by_the_first_rule_that_fits(receive: Receive, rule: Callable[..., RoutingRule]) -> None:
    first = rule()
    rule("Всё подряд", words="яма\nфонарь")
    item = receive("На Лесной яма, машины бьются")
    assert item.department == first.department
    assert item.routing.rule_title == "Дороги"
    assert item.routing.why == ["слово «яма»"]


def test_without_a_fitting_rule_nothing_is_written(receive: Receive, rule: Callable[..., RoutingRule]) -> None:
    rule()
    item = receive("Не горит фонарь")
    assert item.department is None
    assert not ItemRouting.objects.exists()


def test_no_rules_cost_no_query(receive: Receive) -> None:
    from otklik.intake.routing.rules import rulebook

    item = receive()
    rulebook(item.administration_id)
    with CaptureQueriesContext(connection) as captured:
        assert not rulebook(item.administration_id)
    assert len(captured) == 0


def test_a_changed_rule_acts_on_the_next_message(
    receive: Receive, rule: Callable[..., RoutingRule], actor: Callable[..., Actor]
) -> None:
    kept, coordinator = rule(), actor("coordinator")
    receive("яма")
    set_routing_rule_active(actor=coordinator, rule_id=kept.pk, is_active=False)
    assert receive("яма").department is None
    set_routing_rule_active(actor=coordinator, rule_id=kept.pk, is_active=True)
    assert receive("яма").department == kept.department


def test_the_registrars_choice_of_a_unit_stands(
    actor: Callable[..., Actor], rule: Callable[..., RoutingRule], unit: Unit, administration: Administration
) -> None:
    rule()
    registrar, chosen = actor("registrar"), unit("Приёмная")
    channel = Channel.objects.filter(administration=administration, audience="external").first()
    assert channel is not None
    incoming = IncomingFeedback(text="Яма", channel=channel.slug, received_at=timezone.now(), kind=ItemKind.COMPLAINT)
    receipt = receive_feedback(actor=registrar, incoming=incoming, department_id=chosen.pk)
    assert FeedbackItem.objects.get(pk=receipt.item_id).department == chosen


def test_internal_messages_are_routed_to_nobody(receive: Receive, rule: Callable[..., RoutingRule]) -> None:
    rule()
    assert receive("Яма у крыльца", audience=Audience.INTERNAL).department is None


def test_reading_routes_by_topic_unless_a_person_decided(
    receive: Receive,
    rule: Callable[..., RoutingRule],
    actor: Callable[..., Actor],
    unit: Unit,
    administration: Administration,
) -> None:
    topic = Topic.objects.filter(edition__administration=administration, level=3).order_by("code").first()
    assert topic is not None
    by_topic = rule("По теме", words="", topic_code=topic.code)
    specialist = actor("specialist", "registrar")
    item, taken = receive("Вопрос"), receive("Вопрос")
    other = unit("Другой отдел")
    assign_item(actor=specialist, item_id=taken.pk, department_id=other.pk)
    for one in (item, taken):
        read(specialist, one, topic=topic)
        one.refresh_from_db()
    assert item.department == by_topic.department
    assert item.routing.why == [f"тема {topic.code}"]
    assert taken.department == other
    assert not ItemRouting.objects.filter(item=taken).exists()


def test_reading_may_send_on_what_a_rule_sent(
    receive: Receive, rule: Callable[..., RoutingRule], actor: Callable[..., Actor], administration: Administration
) -> None:
    topic = Topic.objects.filter(edition__administration=administration, level=3).order_by("code").first()
    assert topic is not None
    by_words = rule()
    by_topic = rule("По теме", words="", topic_code=topic.code)
    coordinator = actor("coordinator", "specialist")
    move_routing_rule(actor=coordinator, rule_id=by_topic.pk, up=True)
    item = receive("яма")
    assert item.department == by_words.department
    read(coordinator, item, topic=topic)
    item.refresh_from_db()
    assert item.department == by_topic.department


def test_a_rule_names_a_person_only_while_in_office(
    receive: Receive, rule: Callable[..., RoutingRule], staff: Callable[..., User], unit: Unit
) -> None:
    home = unit("Отдел дорог")
    person = staff("specialist", department=home)
    rule(assignee_id=person.pk)
    item = receive("яма")
    assert (item.department, item.assignee) == (home, person)
    Appointment.objects.filter(user=person).update(valid_to=item.received_at.date() - timedelta(days=30))
    away = receive("яма")
    assert (away.department, away.assignee) == (home, None)


def test_a_rule_sends_to_who_acts_for_the_person_on_leave(
    receive: Receive, rule: Callable[..., RoutingRule], staff: Callable[..., User], unit: Unit
) -> None:
    person, taker = staff("specialist", department=unit("Отдел дорог")), staff("specialist")
    rule(assignee_id=person.pk)
    now = timezone.now()
    week = timedelta(days=7)
    Delegation.objects.create(
        giver=person, taker=taker, valid_from=now - week, valid_to=now + week, ground="Отпуск", made_at=now
    )
    item = receive("яма")
    assert (item.department, item.assignee) == (person.department, taker)


def test_a_rule_may_say_that_it_is_not_ours(
    receive: Receive, rule: Callable[..., RoutingRule], administration: Administration
) -> None:
    body = OutsideBody.objects.create(administration=administration, slug="gas", title="Газовая служба")
    rule("Газ", words="газ", body_id=body.pk)
    item = receive("Проведите газ", channel="post")
    mark = ForwardingMark.objects.get()
    assert (mark.item, mark.body, mark.by) == (item, body, None)
    assert mark.forward_by is not None
    assert item.department is None


def test_rules_over_what_waits(receive: Receive, rule: Callable[..., RoutingRule], actor: Callable[..., Actor]) -> None:
    waiting = receive("яма")
    kept = rule()
    assert apply_routing(actor=actor("administrator")) == (1, 1)
    waiting.refresh_from_db()
    assert waiting.department == kept.department
    with pytest.raises(NotFound):
        apply_routing(actor=actor("specialist"))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "дороги"}, "title"),
        ({"title": "Пусто", "words": ""}, "words"),
        ({"title": "Плохо", "words": "||"}, "words"),
        ({"title": "Плохо", "places": "<b>"}, "places"),
        ({"title": "Тема", "topic_code": "3.9"}, "topic_code"),
        ({"title": "Никуда", "department_id": None}, "department"),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused(
    facts: dict[str, Any], field: str, rule: Callable[..., RoutingRule]
) -> None:
    rule("Дороги")
    with pytest.raises(RuleBroken) as refused:
        rule(**{"title": "Новое", **facts})
    assert refused.value.field == field


def test_foreign_units_and_people_are_refused(
    rule: Callable[..., RoutingRule], staff: Callable[..., User], actor: Callable[..., Actor]
) -> None:
    with pytest.raises(NotFound):
        rule(assignee_id=staff("specialist", of="biysk").pk)
    with pytest.raises(NotFound):
        routing_rules(actor("specialist"))
    with pytest.raises(NotFound):
        save_routing_rule(actor=actor("specialist"), facts=RuleFacts("Дороги", words="яма"))


def test_order_and_deletion(rule: Callable[..., RoutingRule], actor: Callable[..., Actor], receive: Receive) -> None:
    coordinator = actor("coordinator")
    first, second, third = rule("Первое"), rule("Второе"), rule("Третье")
    move_routing_rule(actor=coordinator, rule_id=third.pk, up=True)
    move_routing_rule(actor=coordinator, rule_id=first.pk, up=True)
    assert [one.row.title for one in routing_rules(coordinator)] == ["Первое", "Третье", "Второе"]
    item = receive("яма")
    delete_routing_rule(actor=coordinator, rule_id=first.pk)
    item.refresh_from_db()
    assert item.department == first.department
    assert item.routing.rule_title == "Первое"
    tried = try_rules(coordinator, Facts("яма"))
    assert [(one.rule.row.title, one.is_first, one.trial.fires) for one in tried] == [
        ("Третье", True, True),
        ("Второе", False, True),
    ]
    assert second.pk


def test_a_dry_run_compares_with_what_people_did(
    receive: Receive, rule: Callable[..., RoutingRule], actor: Callable[..., Actor], unit: Unit
) -> None:
    other = unit("Другой отдел")
    right, wrong, unmatched = receive("яма"), receive("яма во дворе"), receive("фонарь")
    kept = rule()
    FeedbackItem.objects.filter(pk=right.pk).update(department=kept.department)
    FeedbackItem.objects.filter(pk__in=[wrong.pk, unmatched.pk]).update(department=other)
    run = dry_run(actor("coordinator"), Quarter.from_key(right.quarter))
    score = run.scores[0]
    assert (run.seen, run.unmatched, score.fired, score.right) == (3, 1, 2, 1)
    assert score.share == 0.5
    assert score.instead == (("Другой отдел", 1),)
    assert score.wrong_ids == (wrong.pk,)


def test_the_dry_run_asks_as_many_queries_for_one_as_for_many(
    receive: Receive, rule: Callable[..., RoutingRule], actor: Callable[..., Actor]
) -> None:
    rule()
    coordinator, quarter = actor("coordinator"), Quarter.from_key(receive("яма").quarter)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            dry_run(coordinator, quarter)
        return len(captured)

    queries()
    one = queries()
    receive("яма")
    receive("яма")
    assert queries() == one
