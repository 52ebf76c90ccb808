"""A map drafted from planted messages: groups found, every candidate once, people's work kept, audiences apart."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from otklik.accounts.models import Recommendation
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration, Category, Channel, Process, Topic, Touchpoint
from otklik.core.author_marks import Mark
from otklik.core.periods import Quarter
from otklik.core.tone import Tone
from otklik.improvement.actions.draft_pain_map import SILENCE, draft_pain_map, end_lost_drafts, work_draft
from otklik.improvement.drafting.fill import fill_draft
from otklik.improvement.enums import EvidenceKind, MapState, PainKind
from otklik.improvement.models import PainEvidence, PainLine, PainMap, PainPoint
from otklik.intake.models import Appeal, FeedbackItem, ItemCategory, question_of
from otklik.surveys.models import Passage, QualitativeSource

pytestmark = pytest.mark.django_db
QUARTER, BEFORE = Quarter(2025, 3), Quarter(2025, 2)
HEAT = (
    "В квартире холодные батареи, котельная не топит",
    "Батареи еле тёплые, котельная опять остановилась",
    "Холодные батареи третий день, когда заработает котельная",
    "Котельная не работает, батареи ледяные",
)
DOGS = (
    "Стая бродячих собак у школы, дети боятся",
    "Бродячие собаки бегают стаей возле школы",
    "У школы снова стая собак, бродячие и злые",
)
Say = Callable[..., FeedbackItem]


@pytest.fixture
def say(administrations: Callable[..., Administration]) -> Say:
    """A message of the quarter, as stored; `topic`, `category` as readers give them."""

    def store(text: str, *, of: str = "murashi", quarter: Quarter = QUARTER, **facts: Any) -> FeedbackItem:
        administration = administrations(of)
        topic, category = facts.pop("topic", None), facts.pop("category", "")
        plain: dict[str, Any] = {"audience": "external", "kind": "complaint", "status": "registered"}
        plain |= {"legal_class": "appeal_59fz", "form": "written", "sender_kind": "individual"}
        plain |= {"received_at": datetime(quarter.year, quarter.number * 3 - 1, 14, 9, tzinfo=UTC)}
        audience = facts.get("audience", "external")
        channel = Channel.objects.filter(administration=administration, audience=audience).first()
        item = FeedbackItem.objects.create(
            administration=administration, channel=channel, quarter=quarter.key, text=text, **(plain | facts)
        )
        if topic:
            question_of(item, topic=topic, outcome="in_work").save()
        if category:
            found = Category.objects.get(administration=administration, slug=category)
            ItemCategory.objects.create(item=item, category=found)
        return item

    return store


@pytest.fixture
def drafted(administrations: Callable[..., Administration]) -> Callable[..., PainMap]:
    """A map of the quarter, filled."""

    def draft(of: str = "murashi", quarter: Quarter = QUARTER, **facts: Any) -> PainMap:
        made = PainMap.objects.create(
            administration=administrations(of), quarter=quarter.key, created_at=timezone.now(), **facts
        )
        fill_draft(made, date(2026, 2, 2))
        return made

    return draft


def told(pain_map: PainMap) -> dict[str, set[str]]:
    """Texts by the title of their line; the remainder under an empty one."""
    found: dict[str, set[str]] = {}
    for row in PainEvidence.objects.filter(pain_map=pain_map).select_related("line", "item"):
        title = row.line.title if row.line else ""
        found.setdefault(title, set()).add(row.item.text if row.item else row.words)
    return found


def test_planted_groups_become_lines_with_counts_names_and_quotes(say: Say, drafted: Callable[..., PainMap]) -> None:
    for text in (*HEAT, *DOGS, "Непонятно что и о чём"):
        say(text)
    made = drafted()
    lines = {line.title: line for line in made.lines.all()}
    assert made.state == MapState.DRAFT
    assert told(made) == {
        next(title for title in lines if title.startswith("Отопление")): set(HEAT),
        next(title for title in lines if title.startswith("Безнадзорные")): set(DOGS),
        "": {"Непонятно что и о чём"},
    }
    assert [line.item_count for line in made.lines.order_by("position")] == [4, 3]
    assert all(line.base_count == 8 and line.previous_count is None and line.trend == "new" for line in lines.values())
    assert PainEvidence.objects.filter(pain_map=made, is_quote=True, line__isnull=False).count() >= 2


def test_a_topic_and_process_hold_together_what_the_words_do_not(
    administration: Administration, say: Say, drafted: Callable[..., PainMap]
) -> None:
    topic = Topic.objects.filter(edition__administration=administration, level=3).first()
    process = Process.objects.create(administration=administration, slug="p", title="Выдача справки", subject="s")
    point = Touchpoint.objects.create(administration=administration, slug="t", title="Окно приёма", process=process)
    for text in ("Ждала два часа", "Окно закрыто", "Нагрубили у стойки"):
        say(text, process=process, touchpoint=point, topic=topic)
    line = drafted().lines.select_related("pain").get()
    assert (line.pain.process, line.pain.touchpoint, line.pain.topic) == (process, point, topic)
    assert line.item_count == 3


@pytest.mark.parametrize(
    ("facts", "is_evidence"),
    [
        ({"kind": "complaint"}, True),
        ({"kind": "statement"}, True),
        ({"kind": "gratitude"}, False),
        ({"kind": "gratitude", "author_mark": Mark.UNSATISFIED.value}, True),
        ({"kind": "inquiry"}, False),
        ({"kind": "inquiry", "tone": Tone.NEGATIVE.value}, True),
        ({"kind": "review"}, False),
        ({"kind": "review", "category": "complaint"}, True),
        ({"kind": "review", "tone": Tone.NEGATIVE.value}, True),
        ({"kind": "complaint", "category": "gratitude"}, False),
        ({"kind": "proposal"}, False),
    ],
)
def test_what_speaks_for_a_pain(
    facts: dict[str, str], is_evidence: bool, say: Say, drafted: Callable[..., PainMap]
) -> None:
    say("Приходила за справкой в понедельник", **facts)
    assert PainEvidence.objects.filter(pain_map=drafted()).exists() is is_evidence


def test_a_proposal_is_a_need_where_the_decree_counts_needs(say: Say, drafted: Callable[..., PainMap]) -> None:
    for text in ("Поставьте скамейки во дворе", "Нужны скамейки и качели во дворе", "Двору нужны качели и песочница"):
        say(text, kind="proposal", of="biysk")
    assert {line.pain.kind for line in drafted("biysk").lines.select_related("pain")} == {PainKind.NEED}


def test_what_employees_say_never_stands_in_a_line_of_residents(say: Say, drafted: Callable[..., PainMap]) -> None:
    for text in HEAT:
        say(text)
        say(text, audience="internal", legal_class="internal")
    made = drafted()
    rows = PainEvidence.objects.filter(pain_map=made, line__isnull=False).select_related("line__pain")
    assert {(row.audience, row.line.pain.audience) for row in rows if row.line} == {
        ("external", "external"),
        ("internal", "internal"),
    }
    assert made.lines.count() == 2


def test_notes_of_the_staff_and_experts_stand_masked_beside_what_people_say(
    administration: Administration, say: Say, drafted: Callable[..., PainMap]
) -> None:
    for text in HEAT[:3]:
        say(text)
    Recommendation.objects.create(
        administration=administration, quarter=QUARTER.key, made_at=timezone.now(),
        text="Котельная встаёт, батареи холодные: звонить Петрову Ивану Сергеевичу, +7 912 345-67-89",
    )  # fmt: skip
    source = QualitativeSource.objects.create(
        administration=administration, kind="expert", title="Теплотехник", audience="external",
        held_on=QUARTER.start_on, speakers="инженер", consent="not_asked", created_at=timezone.now(),
    )  # fmt: skip
    Passage.objects.create(source=source, position=1, text="Плохо, что котельная изношена и батареи холодные")
    made = drafted()
    line = made.lines.get()
    assert set(line.evidence.values_list("kind", flat=True)) == set(EvidenceKind) - {EvidenceKind.INDICATOR}
    words = line.evidence.get(kind=EvidenceKind.STAFF).words
    assert "345" not in words
    assert "Петров" not in words
    assert line.item_count == 3


def test_a_pain_of_the_quarter_before_is_taken_up_again_by_place_and_words(
    say: Say, drafted: Callable[..., PainMap]
) -> None:
    for text in HEAT:
        say(text, quarter=BEFORE)
    first = drafted(quarter=BEFORE)
    for text in (*HEAT[1:], *DOGS):
        say(text)
    second = drafted()
    heat = first.lines.get().pain
    lines = {line.pain_id: line for line in second.lines.all()}
    assert (lines[heat.pk].item_count, lines[heat.pk].previous_count) == (3, 4)
    assert sorted(line.previous_count for line in lines.values()) == [0, 4]
    assert PainPoint.objects.count() == 2


def test_a_joined_pain_is_taken_up_under_the_one_it_was_joined_into(say: Say, drafted: Callable[..., PainMap]) -> None:
    for text in HEAT:
        say(text, quarter=BEFORE)
    heat = drafted(quarter=BEFORE).lines.get().pain
    into = PainPoint.objects.create(
        administration=heat.administration, audience="external", title="Холод в домах: батареи и котельная",
        origin="hand", first_quarter=BEFORE.key, created_at=timezone.now(),
    )  # fmt: skip
    PainPoint.objects.filter(pk=heat.pk).update(merged_into=into)
    for text in HEAT:
        say(text)
    assert drafted().lines.get().pain == into


def test_a_second_draft_adds_what_came_since_and_keeps_what_people_did(
    say: Say, drafted: Callable[..., PainMap]
) -> None:
    for text in (*HEAT[:3], "Непонятно что и о чём", *DOGS):
        say(text)
    made = drafted()
    heat = made.lines.get(title__startswith="Отопление")
    PainLine.objects.filter(pk=heat.pk).update(title="Мёрзнем")
    PainEvidence.objects.filter(pain_map=made).remainder().update(excluded_reason="Ни о чём")
    dogs = made.lines.exclude(pk=heat.pk).get()
    moved = dogs.evidence.first()
    assert moved is not None
    PainEvidence.objects.filter(pk=moved.pk).update(line=heat)
    before = set(PainEvidence.objects.filter(pain_map=made).values_list("pk", "line", "excluded_reason"))
    fresh = [say(text) for text in (HEAT[3], HEAT[0], HEAT[1])]
    fill_draft(made, date(2026, 2, 2))
    rows = PainEvidence.objects.filter(pain_map=made)
    assert before <= set(rows.values_list("pk", "line", "excluded_reason"))
    assert set(rows.filter(item__in=fresh).values_list("line", flat=True)) == {heat.pk}
    heat.refresh_from_db()
    assert (heat.title, heat.item_count, made.lines.count()) == ("Мёрзнем", 7, 2)


def test_one_late_message_joins_the_line_that_it_is_near_to(say: Say, drafted: Callable[..., PainMap]) -> None:
    for text in HEAT[:3]:
        say(text)
    made = drafted()
    late, odd = say(HEAT[3]), say("Документ потеряли в архиве")
    fill_draft(made, date(2026, 2, 2))
    rows = dict(PainEvidence.objects.filter(pain_map=made).values_list("item", "line"))
    assert rows[late.pk] == made.lines.get().pk
    assert rows[odd.pk] is None


def test_a_map_of_a_unit_takes_only_what_is_the_units(
    administration: Administration, say: Say, drafted: Callable[..., PainMap]
) -> None:
    unit, other = administration_units(administration)
    process = Process.objects.create(
        administration=administration, slug="p", title="Услуга", subject="s", organizer=unit
    )
    own = [say(HEAT[0], department=unit), say(HEAT[1], process=process)]
    say(HEAT[2], department=other)
    rows = PainEvidence.objects.filter(pain_map=drafted(department=unit))
    assert set(rows.values_list("item", flat=True)) == {item.pk for item in own}


def administration_units(administration: Administration) -> tuple[Any, Any]:
    from otklik.catalog.models import Department

    made = [Department.objects.create(administration=administration, slug=slug, title=slug) for slug in ("a", "b")]
    return made[0], made[1]


def test_graver_circumstances_make_evidence_graver(say: Say, drafted: Callable[..., PainMap]) -> None:
    plain, grave = say(HEAT[0]), say(HEAT[1], is_late=True, author_mark=Mark.UNSATISFIED.value)
    Appeal.objects.create(item=grave, registered_at=timezone.now(), author_count=16)
    found = dict(PainEvidence.objects.filter(pain_map=drafted()).values_list("item", "severity"))
    assert found[grave.pk] > found[plain.pk]


def test_the_number_of_queries_does_not_grow_with_the_messages(say: Say, drafted: Callable[..., PainMap]) -> None:
    def queries(quarter: Quarter) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            drafted(quarter=quarter)
        return len(seen)

    for text in (*HEAT, *DOGS):
        say(text, quarter=QUARTER.next())
        for _ in range(4):
            say(text, quarter=QUARTER.next().next())
    assert queries(QUARTER.next().next()) <= queries(QUARTER.next()) + 2


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(st.tuples(st.sampled_from([*HEAT, *DOGS, "", "Иное"]), st.booleans()), max_size=10))
def test_every_candidate_stands_exactly_once(
    texts: list[tuple[str, bool]], say: Say, drafted: Callable[..., PainMap]
) -> None:
    FeedbackItem.objects.all().delete()
    PainMap.objects.all().delete()
    made = [say(text, audience="internal" if inside else "external").pk for text, inside in texts]
    pain_map = drafted()
    fill_draft(pain_map, date(2026, 2, 2))
    rows = PainEvidence.objects.filter(pain_map=pain_map)
    assert sorted(rows.values_list("item", flat=True)) == sorted(made)
    inside = sum(line.item_count for line in pain_map.lines.all())
    assert inside + rows.remainder().count() == len(made)


def test_the_organiser_sends_a_map_to_be_drafted_and_the_worker_fills_it(
    say: Say, actor: Callable[..., Actor], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    for text in HEAT:
        say(text)
    with django_capture_on_commit_callbacks(execute=True):
        sent = draft_pain_map(actor=actor("coordinator"), quarter=QUARTER)
    work_draft(sent.pk)
    sent.refresh_from_db()
    assert (sent.state, sent.total_count, sent.lines.count()) == (MapState.DRAFT, 4, 1)


def test_an_approved_map_is_not_touched_a_new_edition_is(
    say: Say, drafted: Callable[..., PainMap], actor: Callable[..., Actor]
) -> None:
    for text in HEAT:
        say(text)
    approved = drafted()
    PainMap.objects.filter(pk=approved.pk).update(state=MapState.APPROVED)
    say(HEAT[0])
    sent = draft_pain_map(actor=actor("coordinator"), quarter=QUARTER)
    work_draft(sent.pk)
    assert sent.edition == 2
    assert (approved.lines.get().item_count, sent.lines.get().item_count) == (4, 5)
    approved.refresh_from_db()
    assert approved.state == MapState.APPROVED


def test_who_may_not_draft_and_what_has_not_begun(actor: Callable[..., Actor]) -> None:
    with pytest.raises(NotFound):
        draft_pain_map(actor=actor("specialist"), quarter=QUARTER)
    with pytest.raises(RuleBroken, match="не начался"):
        draft_pain_map(actor=actor("coordinator"), quarter=Quarter(2099, 1))


def test_a_draft_whose_worker_fell_silent_is_ended_and_can_be_sent_again(actor: Callable[..., Actor]) -> None:
    person = actor("coordinator")
    sent = draft_pain_map(actor=person, quarter=QUARTER)
    assert end_lost_drafts() == 0
    PainMap.objects.filter(pk=sent.pk).update(touched_at=timezone.now() - SILENCE * 2)
    assert end_lost_drafts() == 1
    sent.refresh_from_db()
    assert sent.state == MapState.FAILED
    assert draft_pain_map(actor=person, quarter=QUARTER).state == MapState.DRAFTING
