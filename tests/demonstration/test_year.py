"""The demonstration year: dates, slugs, volume, distinctness, seasons, and the same bytes each time."""

import hashlib
import re
from collections import Counter
from datetime import date, timedelta
from statistics import median

import pytest
from tests.demonstration.conftest import year_of

from otklik.core.appeals import AppealKind, ItemKind, Outcome, verdict_of
from otklik.core.periods import Quarter
from otklik.demonstration import DemoCase, catalog, generate, place_slugs
from otklik.demonstration.texts import scenarios
from otklik.procedures.registry import procedures

Year = tuple[DemoCase, ...]
APPEALS = {kind.value for kind in AppealKind}
FIRST, LAST = date(2024, 7, 1), date(2025, 12, 31)


def digest(cases: Year) -> str:
    return hashlib.sha256("\n".join(map(repr, cases)).encode()).hexdigest()


def test_same_seed_gives_same_bytes(slug: str, year: Year) -> None:
    assert digest(tuple(generate(slug))) == digest(year)


def test_other_seed_gives_other_texts() -> None:
    slug = min(place_slugs(), key=lambda one: len(year_of(one)))
    assert digest(tuple(generate(slug, seed=7))) != digest(year_of(slug))


def test_unknown_profile_is_refused() -> None:
    with pytest.raises(LookupError, match="нет демонстрационных данных"):
        list(generate("nowhere"))


def test_every_shipped_profile_has_a_demonstration() -> None:
    assert set(place_slugs()) == set(procedures())


def test_dates_lie_in_range_and_in_order(year: Year) -> None:
    moments = [case.received_at for case in year]
    assert moments == sorted(moments)
    assert [case.index for case in year] == list(range(len(year)))
    for case in year:
        assert case.received_at.tzinfo is not None
        assert FIRST <= case.received_at.date() <= LAST
        assert case.registered_at is None or case.registered_at >= case.received_at
        assert case.answered_at is None or case.answered_at >= (case.registered_at or case.received_at)


def test_time_zone_is_the_administrations(slug: str, year: Year) -> None:
    zone = str(year[0].received_at.tzinfo)
    assert zone == catalog(slug).time_zone == procedures()[slug].act.time_zone


def test_registration_takes_three_working_days_at_most(year: Year) -> None:
    late = [c for c in year if c.registered_at and (c.registered_at.date() - c.received_at.date()).days > 4]
    assert all(c.registered_at and c.registered_at.month in {1, 3, 5, 6, 11} for c in late), "only around holidays"


def test_slugs_exist_in_the_profile(slug: str, year: Year) -> None:
    procedure = procedures()[slug]
    channels = {(item.slug, item.audience.value) for item in procedure.channels}
    subjects = {(item.slug, item.audience.value) for item in procedure.subjects}
    for case in year:
        assert (case.channel, case.audience) in channels
        assert (case.subject, case.audience) in subjects
        assert case.kind in {str(item.slug) for item in procedure.kinds}
        assert case.categories
        assert set(case.categories) <= {item.slug for item in procedure.categories}
        assert {q.reason for q in case.questions} <= {item.slug for item in procedure.reasons}
        assert case.touchpoint in {item.slug for item in procedure.touchpoints}


def test_keys_exist_in_the_catalog(slug: str, year: Year) -> None:
    offices = catalog(slug)
    units = {unit.key for unit in (*offices.departments, *offices.subordinates)}
    points = {(p.key, point.key) for p in offices.processes for stage in p.stages for point in stage.touchpoints}
    for case in year:
        assert case.department in units
        assert (case.process, case.touchpoint) in points


def test_volume_fits_the_place(slug: str, year: Year) -> None:
    assert 550 <= len(year) <= 720 or 2300 <= len(year) <= 2800


def test_texts_are_distinct_and_clean(year: Year) -> None:
    texts = [case.text for case in year]
    assert len(set(texts)) / len(texts) > 0.97
    dirt = re.compile(r"[{}<>^|]|\s\s|\s[.,;:!?]|,\.|\.\.(?!\.)|None")
    for case in year:
        for text in (case.title, case.text, case.answer, *(question.text for question in case.questions)):
            assert not dirt.search(text), text


def test_at_least_120_matters() -> None:
    slugs = [scenario.slug for scenario in scenarios()]
    assert len(slugs) == len(set(slugs))
    assert len(slugs) >= 120


def test_every_quarter_fills_every_metric(year: Year) -> None:
    quarters = [Quarter(2024, 3), Quarter(2024, 4), *(Quarter(2025, number) for number in (1, 2, 3, 4))]
    for quarter in quarters:
        appeals = [c for c in year if c.kind in APPEALS and Quarter.of(c.received_at.date()) == quarter]
        verdicts = Counter(verdict_of(q.outcome for q in case.questions).value for case in appeals)
        complaints = Counter(
            verdict_of(q.outcome for q in case.questions).value for case in appeals if case.kind == "complaint"
        )
        for wanted in ("satisfied", "refused", "explained", "forwarded"):
            assert verdicts[wanted], f"{quarter}: {wanted}"
        assert complaints["satisfied"], quarter
        assert complaints["refused"], quarter
        assert {case.kind for case in appeals} == APPEALS
        assert len({case.channel for case in appeals if case.audience == "external"}) >= 3
        assert len({case.topic for case in appeals}) >= 10
        assert any(case.audience == "internal" for case in appeals)


def test_waiting_is_believable(year: Year) -> None:
    waits = [(c.answered_at.date() - c.registered_at.date()).days for c in year if c.answered_at and c.registered_at]
    overdue = sum(wait > 30 for wait in waits) / len(waits)
    assert 6 <= median(waits) <= 20
    assert 0.02 <= overdue <= 0.16
    assert any(case.prolonged for case in year)
    assert max(waits) <= 62


def test_winter_matters_stay_in_winter(year: Year) -> None:
    snow = [case for case in year if "снег" in case.questions[0].text and case.kind == "complaint"]
    assert snow
    assert {case.received_at.month for case in snow} <= {10, 11, 12, 1, 2, 3, 4}


def test_surge_stands_out(slug: str, year: Year) -> None:
    """The place's wave: its week has at least half more than the median week."""
    weeks = Counter((case.received_at.date() - FIRST).days // 7 for case in year)
    assert max(weeks.values()) > 1.5 * median(weeks.values())


def test_feedback_beside_appeals_has_no_clock(year: Year) -> None:
    others = [case for case in year if case.kind not in APPEALS]
    assert {case.kind for case in others} >= {"review", "gratitude"}
    assert all(case.registered_at is None and not case.prolonged for case in others)
    assert all(case.registered_at for case in year if case.kind in APPEALS)


def test_answer_goes_with_its_day(year: Year) -> None:
    assert all(bool(case.answer) == (case.answered_at is not None) for case in year)
    left = [case for case in year if case.outcome is Outcome.LEFT_WITHOUT_ANSWER]
    assert left
    assert all(case.answered_at is None for case in left)


def test_repeats_go_back_to_the_same_author(year: Year) -> None:
    repeats = [case for case in year if case.repeat_of is not None]
    assert len(repeats) > len(year) / 100
    for case in repeats:
        assert case.repeat_of is not None
        first = year[case.repeat_of]
        assert (first.name, first.process, first.place) == (case.name, case.process, case.place)
        assert first.answered_at is not None
        assert case.received_at > first.answered_at - timedelta(days=1)


def test_contacts_are_invented(year: Year) -> None:
    for case in year:
        assert not case.email or case.email.endswith((".example", "@example.org", "@example.com"))
        assert not case.phone or re.fullmatch(r"\+7 \(900\) 000-\d\d-\d\d", case.phone)


def test_collective_and_further_questions_exist(year: Year) -> None:
    assert any(case.author_count > 2 for case in year)
    assert {len(case.questions) for case in year} >= {1, 2}
    assert all(case.author_count == 1 for case in year if case.kind not in APPEALS)


def test_topics_are_level_three_codes(year: Year) -> None:
    for case in year:
        for question in case.questions:
            assert re.fullmatch(r"\d{4}\.\d{4}\.\d{4}\.0000", question.topic)
            assert question.topic.split(".")[2] != "0000"


def test_kinds_are_those_of_core(year: Year) -> None:
    assert {case.kind for case in year} <= {kind.value for kind in ItemKind}
