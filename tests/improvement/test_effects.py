"""Effects of measures over real rows: what is counted, when, for whom; pains that return and that fade."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.improvement.maps import Drafted, drafted, line_of
from tests.improvement.measures import made_measure, made_pain
from tests.intake.conftest import receive

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration, Process
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import ItemKind, ItemStatus
from otklik.core.periods import Quarter
from otklik.improvement.actions.close_faded import close_faded
from otklik.improvement.actions.compute_effects import compute_effects_of, settled_quarter
from otklik.improvement.actions.reopen_returned import reopen_returned
from otklik.improvement.effects.indicators import indicator_choices
from otklik.improvement.models import Measure, MeasureEffect, PainLine, PainMap
from otklik.improvement.queries.effects import effects_shown, finished_measures
from otklik.improvement.queries.faded import faded_pains
from otklik.intake.models import FeedbackItem

__all__ = ["drafted", "receive"]
pytestmark = pytest.mark.django_db
SYSTEM = Callable[..., Actor]


@pytest.fixture
def feedback(administration: Administration, receive: Callable[..., Any]) -> Callable[..., None]:
    """So many messages of a process in a quarter, of which so many are complaints."""
    pattern = receive("Образец")

    def make(process: Process, quarter: str, count: int, complaints: int) -> None:
        start = Quarter.parse(quarter).start_on
        FeedbackItem.objects.bulk_create(
            FeedbackItem(
                administration=administration,
                audience="external",
                kind=ItemKind.COMPLAINT if place < complaints else ItemKind.REVIEW,
                status=ItemStatus.CLOSED,
                channel_id=pattern.channel_id,
                legal_class=pattern.legal_class,
                form="written",
                sender_kind="not_stated",
                process=process,
                received_at=datetime(start.year, start.month, 9, 9, tzinfo=UTC),
                quarter=Quarter.parse(quarter).key,
                text="Отзыв",
            )
            for place in range(count)
        )

    return make


def process_of(administration: Administration, slug: str = "reception") -> Process:
    found, _ = Process.objects.get_or_create(
        administration=administration, slug=slug, defaults={"title": f"Приём {slug}", "subject": "service"}
    )
    return found


def done_measure(administration: Administration, **facts: Any) -> Measure:
    wanted = {"state": "done", "done_on": date(2025, 5, 20), "indicator": "complaint_share", **facts}
    return made_measure(administration, process=process_of(administration), **wanted)


def test_judges_a_finished_measure_once_a_quarter(
    administration: Administration, actor: SYSTEM, feedback: Callable[..., None]
) -> None:
    process, who = process_of(administration), actor("coordinator")
    for quarter, complaints in (("2024Q3", 60), ("2024Q4", 62), ("2025Q1", 61), ("2025Q3", 22)):
        feedback(process, quarter, 150, complaints)
    measure = done_measure(administration)
    assert compute_effects_of(who, date(2025, 10, 3)) == 0  # the quarter's messages are still being read
    assert compute_effects_of(who, date(2025, 10, 8)) == 1
    assert compute_effects_of(who, date(2025, 10, 20)) == 0
    first = MeasureEffect.objects.get()
    assert (first.quarter, first.verdict) == (20253, "improved")
    assert first.sentence.replace("\xa0", " ").startswith(
        "Улучшилось: Доля жалоб среди сообщений о процессе — 40,0 % до и 14,7 % после. Изменение — −25,3 п. п., "
    )
    feedback(process, "2025Q4", 150, 70)
    assert compute_effects_of(who, date(2026, 1, 20)) == 1
    assert list(measure.effects.values_list("quarter", "verdict")) == [(20254, "unproven"), (20253, "improved")]
    shown = effects_shown(who, measure.pk)
    assert shown.current is not None
    assert (shown.current.quarter, [one.quarter for one in shown.earlier]) == (20254, [20253])
    assert [point["phase"] for point in shown.current.series] == ["before", "before", "", "after", "after"]


def test_what_fell_everywhere_is_no_merit(
    administration: Administration, actor: SYSTEM, feedback: Callable[..., None]
) -> None:
    """Beside the processes of the same kind without a measure."""
    done_measure(administration)
    for slug in ("reception", "roads", "papers"):
        for quarter, complaints in (("2024Q3", 60), ("2024Q4", 60), ("2025Q3", 30), ("2025Q4", 30)):
            feedback(process_of(administration, slug), quarter, 150, complaints)
    made_measure(administration, process=process_of(administration, "papers"), state="in_work")
    compute_effects_of(actor("coordinator"), date(2026, 1, 20))
    effect = MeasureEffect.objects.get()
    assert effect.verdict == "unproven"
    assert effect.comparison == "«Приём roads»"  # something is done about papers
    assert "там, где мероприятия не было, показатель двигался так же" in effect.sentence


def test_the_share_of_pains_comes_from_the_maps(
    administration: Administration, actor: SYSTEM, feedback: Callable[..., None]
) -> None:
    pain = made_pain(administration)
    for quarter in ("2025Q1", "2025Q2", "2025Q4"):
        feedback(process_of(administration), quarter, 150, 0)
    for quarter, items in ((20251, 50), (20252, 52), (20254, 10)):
        made = PainMap.objects.create(
            administration=administration, quarter=quarter, state="approved", created_at=datetime.now(UTC)
        )
        PainLine.objects.create(pain_map=made, pain=pain, title=pain.title, item_count=items, base_count=150)
    made_measure(administration, pain, state="done", done_on=date(2025, 8, 4))
    compute_effects_of(actor("coordinator"), date(2026, 1, 20))
    effect = MeasureEffect.objects.get()
    assert (effect.verdict, effect.before, effect.after) == ("improved", pytest.approx(0.34), pytest.approx(1 / 15))


def test_another_indicator_is_judged_anew_and_the_old_verdict_stays(
    administration: Administration, actor: SYSTEM, feedback: Callable[..., None]
) -> None:
    who = actor("coordinator")
    for quarter in ("2024Q3", "2025Q3"):
        feedback(process_of(administration), quarter, 50, 20)
    measure = done_measure(administration)
    compute_effects_of(who, date(2025, 10, 20))
    Measure.objects.filter(pk=measure.pk).update(indicator="late_share")
    assert compute_effects_of(who, date(2025, 10, 20)) == 1
    shown = effects_shown(who, measure.pk)
    assert shown.current is not None
    assert (shown.current.indicator_title[:14], len(shown.earlier)) == ("Доля обращений", 1)


def test_employees_figures_are_for_those_who_answer_for_them(
    administrations: Callable[[str], Administration], actor: SYSTEM
) -> None:
    livny = administrations("livny")
    internal = {one.slug for one in procedure_of("livny").indicators if one.audience == "internal"}
    measure = done_measure(livny, indicator=min(internal))
    organizer, coordinator = actor("organizer", of="livny"), actor("coordinator", of="livny")
    assert not effects_shown(organizer, measure.pk).may_see
    assert finished_measures(organizer) == []
    assert [one.measure for one in finished_measures(coordinator)] == [measure]
    assert internal.isdisjoint(key for key, _ in indicator_choices(organizer))
    assert internal <= {key for key, _ in indicator_choices(coordinator)}
    with pytest.raises(NotFound):
        effects_shown(actor("registrar", of="livny"), measure.pk)


def test_a_quarter_is_settled_five_days_after_its_end() -> None:
    assert str(settled_quarter(date(2026, 1, 6))) == "2025Q3"
    assert str(settled_quarter(date(2026, 1, 7))) == "2025Q4"


def test_a_pain_told_removed_opens_again_when_it_is_heard_of(drafted: Drafted) -> None:
    earlier = drafted(quarter=20252)
    line = line_of(earlier, "Не дозвониться")
    line.pain.state, line.pain.closed_quarter = "closed", 20252
    line.pain.save()
    assert reopen_returned(earlier) == []  # the map that told it removed
    later = drafted(quarter=20253, pains={"Не дозвониться": line.pain})
    assert [one.title for one in reopen_returned(later)] == ["Не дозвониться"]
    again = line_of(later, "Не дозвониться")
    assert (again.trend, again.state, again.pain.state) == ("returned", "open", "open")
    assert "II квартал 2025 года её отмечали устранённой" in later.changes.get().summary
    assert reopen_returned(later) == []


def test_a_faded_pain_is_proposed_and_a_person_closes_it(
    administration: Administration, actor: SYSTEM, client_of: Callable[..., Any]
) -> None:
    pain, loud = made_pain(administration), made_pain(administration, "Громкая")
    for quarter, items in ((20251, 30), (20252, 1), (20253, 0)):
        made = PainMap.objects.create(
            administration=administration, quarter=quarter, state="approved", created_at=datetime.now(UTC)
        )
        PainLine.objects.create(pain_map=made, pain=loud, title="Громкая", item_count=40, base_count=150)
        if items:
            PainLine.objects.create(pain_map=made, pain=pain, title=pain.title, item_count=items, base_count=150)
    who = actor("organizer")
    assert [one.pain for one in faded_pains(who)[1]] == [pain]
    with pytest.raises(RuleBroken, match="по чему видно"):
        close_faded(actor=who, pain_id=pain.pk, reason=" ")
    with pytest.raises(RuleBroken, match="снова сообщают"):
        close_faded(actor=who, pain_id=loud.pk, reason="Тихо")
    assert close_faded(actor=who, pain_id=pain.pk, reason="Тихо второй квартал").closed_quarter == 20253
    assert faded_pains(who)[1] == []
    with pytest.raises(NotFound):
        close_faded(actor=actor("auditor"), pain_id=loud.pk, reason="Тихо")
