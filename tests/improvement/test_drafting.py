"""What a quarter's draft holds: planted groups, needs, notes and experts, audiences apart, a unit's own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.improvement.planted import DOGS, HEAT, QUARTER, Drafted, Say, drafted, say, told
from tests.surveys.conftest import respond, surveys

from otklik.accounts.models import Recommendation
from otklik.catalog.models import Administration, Department, Process, Topic, Touchpoint
from otklik.core.author_marks import Mark
from otklik.core.periods import Quarter
from otklik.core.tone import Tone
from otklik.improvement.enums import EvidenceKind, MapState, PainKind
from otklik.improvement.models import PainEvidence
from otklik.intake.models import Appeal, EmployeeLetter, LetterTo
from otklik.surveys.models import Passage, QualitativeSource, Survey

__all__ = ["drafted", "respond", "say", "surveys"]
pytestmark = pytest.mark.django_db


def test_planted_groups_become_lines_with_counts_names_and_quotes(say: Say, drafted: Drafted) -> None:
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
    administration: Administration, say: Say, drafted: Drafted
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
def test_what_speaks_for_a_pain(facts: dict[str, str], is_evidence: bool, say: Say, drafted: Drafted) -> None:
    say("Приходила за справкой в понедельник", **facts)
    assert PainEvidence.objects.filter(pain_map=drafted()).exists() is is_evidence


def test_a_proposal_is_a_need_where_the_decree_counts_needs(say: Say, drafted: Drafted) -> None:
    for text in ("Поставьте скамейки во дворе", "Нужны скамейки и качели во дворе", "Двору нужны качели и песочница"):
        say(text, kind="proposal", of="biysk")
    assert {line.pain.kind for line in drafted("biysk").lines.select_related("pain")} == {PainKind.NEED}


def test_what_employees_say_never_stands_in_a_line_of_residents(say: Say, drafted: Drafted) -> None:
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
    administration: Administration, say: Say, drafted: Drafted
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


def test_a_map_of_a_unit_takes_only_what_is_the_units(
    administration: Administration, say: Say, drafted: Drafted
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
    made = [Department.objects.create(administration=administration, slug=slug, title=slug) for slug in ("a", "b")]
    return made[0], made[1]


def test_graver_circumstances_make_evidence_graver(say: Say, drafted: Drafted) -> None:
    plain, grave = say(HEAT[0]), say(HEAT[1], is_late=True, author_mark=Mark.UNSATISFIED.value)
    Appeal.objects.create(item=grave, registered_at=timezone.now(), author_count=16)
    found = dict(PainEvidence.objects.filter(pain_map=drafted()).values_list("item", "severity"))
    assert found[grave.pk] > found[plain.pk]


def test_the_number_of_queries_does_not_grow_with_the_messages(say: Say, drafted: Drafted) -> None:
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


def test_low_marks_that_may_be_shown_make_lines_of_their_own(
    surveys: Callable[..., Survey], respond: Callable[..., Any], drafted: Drafted
) -> None:
    day = QUARTER.start_on
    asked = surveys(opens_on=day, closes_on=QUARTER.end_on, state=Survey.State.CLOSED)
    for number in range(36):
        respond(asked, on=day, whole=5, parts={"wait": 2, "staff": 5 if number % 10 else 1})
    made = drafted()
    line = made.lines.get(title__contains="Время ожидания")
    mark = line.evidence.get()
    assert (mark.kind, line.item_count, "0 из 36" in mark.words) == (EvidenceKind.INDICATOR, 0, True)
    assert mark.severity == 1.0
    assert not made.lines.filter(title__contains="Вежливость").exists()
    assert not PainEvidence.objects.filter(pain_map=made).remainder().exists()


def test_marks_of_a_few_are_no_evidence(
    surveys: Callable[..., Survey], respond: Callable[..., Any], drafted: Drafted
) -> None:
    asked = surveys(opens_on=QUARTER.start_on, closes_on=QUARTER.end_on, state=Survey.State.CLOSED)
    for _ in range(12):
        respond(asked, on=QUARTER.start_on, whole=1, parts={"wait": 1, "staff": 1})
    assert not PainEvidence.objects.filter(pain_map=drafted()).exists()


def test_what_an_employee_told_a_chosen_person_is_in_no_map(
    say: Say, drafted: Drafted, staff: Callable[..., Any]
) -> None:
    for text in HEAT:
        say(text)
    told_to = staff("head")
    letter = say("Начальник кричит на бухгалтерию", audience="internal")
    EmployeeLetter.objects.create(item=letter, to=LetterTo.LEADER, addressee=told_to)
    assert {text for texts in told(drafted()).values() for text in texts} == set(HEAT)
