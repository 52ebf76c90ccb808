"""Pages of effects, faded pains, practices and directions: who opens them, what they say, what they cost."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.improvement.measures import made_measure, made_pain
from tests.improvement.test_practices import WORDS, process_of

from otklik.base.actor import Actor
from otklik.catalog.models import Administration, Department
from otklik.improvement.actions.compute_effects import basis_of
from otklik.improvement.actions.describe_practice import record_practice
from otklik.improvement.actions.offer_practice import offer_practice
from otklik.improvement.effects.groups import group_of
from otklik.improvement.models import DevelopmentDirection, Measure, MeasureEffect, PainLine, PainMap, Practice

pytestmark = pytest.mark.django_db
BASE = "/murashi/staff/pains"
NOW = datetime(2026, 1, 20, tzinfo=UTC)
SENTENCE = "Улучшилось: Доля жалоб — 40,0 % до и 15,0 % после."


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def judged(administration: Administration, quarter: int = 20254, verdict: str = "improved") -> Measure:
    """A finished measure with a verdict."""
    measure = made_measure(administration, made_pain(administration), state="done", done_on=date(2025, 8, 4))
    points = [(20252, 0.4, "before"), (20253, 0.3, ""), (20254, 0.15, "after")]
    MeasureEffect.objects.create(
        measure=measure,
        computed_on=date(2026, 1, 10),
        quarter=quarter,
        basis=basis_of(measure, group_of(measure)),
        indicator_title="Доля жалоб",
        unit="share",
        less_is_better=True,
        series=[
            {"quarter": key, "value": value, "error": 0.03, "n": 150, "phase": phase, "other": None, "other_n": None}
            for key, value, phase in points
        ],
        before=0.4,
        after=0.15,
        difference=-0.25,
        low=-0.33,
        high=-0.17,
        method="difference",
        verdict=verdict,
        sentence=SENTENCE,
    )
    return measure


def test_the_list_tells_verdicts_and_costs_the_same_for_more(
    administration: Administration, client_of: Callable[..., Client]
) -> None:
    client = client_of("specialist")
    assert "Выполненных мероприятий пока нет" in text_of(client.get(f"{BASE}/effects/"))
    costs = []
    for count in (1, 2):
        for _ in range(count):
            judged(administration)
        with CaptureQueriesContext(connection) as queries:
            shown = text_of(client.get(f"{BASE}/effects/"))
        assert "Доля жалоб — 40,0 % до и 15,0 % после." in shown
        costs.append(len(queries))
    assert costs[0] == costs[1]
    made_measure(administration, title="Только что", state="done", done_on=date(2026, 1, 12))
    assert "Рано судить" in text_of(client.get(f"{BASE}/effects/?verdict=none"))
    assert "Только что" not in text_of(client.get(f"{BASE}/effects/?verdict=improved"))


def test_a_measure_shows_its_effect_with_picture_table_and_method(
    administration: Administration, client_of: Callable[..., Client]
) -> None:
    client, measure = client_of("organizer"), judged(administration)
    page = text_of(client.get(f"{BASE}/measures/{measure.pk}/effect/"))
    for said in ("Улучшилось", "II квартал 2025 года", "<svg", "Как посчитано", "не сравнивается"):
        assert said in page
    assert f"{BASE}/measures/{measure.pk}/effect/" in text_of(client.get(f"{BASE}/measures/{measure.pk}/"))
    early = made_measure(administration, state="done", done_on=date(2026, 1, 12))
    page = text_of(client.get(f"{BASE}/measures/{early.pk}/")).replace("\xa0", " ")
    assert "сравним 7 июля 2026 г." in page


def test_strangers_see_nothing(
    administrations: Callable[[str], Administration], client_of: Callable[..., Client], actor: Callable[..., Actor]
) -> None:
    here = administrations("murashi")
    administrations("biysk")
    measure = judged(here)
    practice = record_practice(actor=actor("organizer"), process_id=process_of(here).pk, **WORDS)
    paths = ("effects/", f"measures/{measure.pk}/effect/", "practices/", f"practices/{practice.pk}/", "faded/")
    registrar, biysk = client_of("registrar"), client_of("coordinator", of="biysk")
    assert [registrar.get(f"{BASE}/{path}").status_code for path in paths] == [404] * len(paths)
    for path in (f"measures/{measure.pk}/effect/", f"practices/{practice.pk}/"):
        assert biysk.get(f"/biysk/staff/pains/{path}").status_code == 404
    auditor = client_of("auditor")
    assert auditor.get(f"{BASE}/practices/{practice.pk}/").status_code == 200
    assert auditor.post(f"{BASE}/practices/{practice.pk}/describe/", WORDS).status_code == 404


def test_a_practice_is_recorded_offered_and_taken_on_its_pages(
    administrations: Callable[[str], Administration], client_of: Callable[..., Client]
) -> None:
    here, there = administrations("murashi"), administrations("biysk")
    process, theirs = process_of(here), process_of(there)
    giver, taker = client_of("organizer"), client_of("organizer", of="biysk")
    record = f"{BASE}/practices/record/"
    refused = giver.post(record, {"process": process.pk, "title": "Имя", "description": ""})
    assert refused.status_code == 422
    assert "Опишите, что делается." in text_of(refused)
    giver.post(record, {"process": process.pk, **WORDS})
    practice = Practice.objects.get()
    own = f"{BASE}/practices/{practice.pk}/"
    assert "Отметьте, кому предложить." in text_of(giver.post(f"{own}offer/", {}))
    giver.post(f"{own}offer/", {"processes": [theirs.pk]})
    offer = practice.offers.get()
    page = text_of(taker.get("/biysk/staff/pains/practices/"))
    assert WORDS["description"] in page
    assert practice.grounds not in page
    assert "Берём" in page
    offer.department = Department.objects.create(administration=there, slug="archive", title="Архив")
    offer.save()
    page = text_of(taker.get("/biysk/staff/pains/practices/"))
    assert "отвечает подразделение, которому предложили" in page
    assert "Берём" not in page
    taker = client_of("coordinator", of="biysk")
    wrong = taker.post(f"/biysk/staff/pains/offers/{offer.pk}/take/", {"taken_on": "31.02.2025"}, follow=True)
    assert "Укажите день" in text_of(wrong)
    taken = taker.post(f"/biysk/staff/pains/offers/{offer.pk}/take/", {"taken_on": "2025-09-01"}, follow=True)
    assert "Практика взята" in text_of(taken)
    assert "взята, с 01.09.2025" in text_of(giver.get(own))


def test_a_direction_is_decided_and_a_faded_pain_closed(
    administration: Administration, client_of: Callable[..., Client]
) -> None:
    client = client_of("organizer")
    facts = {"indicator": "elements", "quarter": 20254, "grounds": "Два квартала", "created_at": NOW}
    one = DevelopmentDirection.objects.create(
        administration=administration, audience="external", aspect="wait", aspect_title="Ожидание", **facts
    )
    DevelopmentDirection.objects.create(
        administration=administration, audience="internal", aspect="pay", aspect_title="Оплата труда", **facts
    )
    page = text_of(client.get(f"{BASE}/directions/"))
    assert "Ожидание" in page
    assert "Оплата труда" not in page
    client.post(f"{BASE}/directions/{one.pk}/", {"accept": "1", "details": "Записывать заранее"})
    one.refresh_from_db()
    assert (one.state, one.details) == ("recorded", "Записывать заранее")
    pain = made_pain(administration)
    for quarter, items in ((20251, 30), (20252, 1), (20253, 1)):
        made = PainMap.objects.create(administration=administration, quarter=quarter, state="approved", created_at=NOW)
        PainLine.objects.create(pain_map=made, pain=pain, title=pain.title, item_count=items, base_count=150)
    assert pain.title in text_of(client.get(f"{BASE}/faded/"))
    closed = client.post(f"{BASE}/faded/{pain.pk}/close/", {"reason": "Тихо"}, follow=True)
    assert "отмечена устранённой" in text_of(closed)
    assert "Закрывать пока нечего" in text_of(closed)


def test_the_list_of_practices_costs_the_same_for_more(
    administrations: Callable[[str], Administration], client_of: Callable[..., Client], actor: Callable[..., Actor]
) -> None:
    here, there, giver = administrations("murashi"), administrations("biysk"), actor("organizer", of="biysk")
    client, costs = client_of("coordinator"), []
    for slugs in (("archive",), ("roads", "land")):
        for slug in slugs:
            record_practice(actor=actor("organizer"), process_id=process_of(here, slug).pk, **WORDS)
            offered = record_practice(actor=giver, process_id=process_of(there, slug).pk, **WORDS)
            offer_practice(actor=giver, practice_id=offered.pk, process_ids=[process_of(here, slug).pk])
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{BASE}/practices/")
        costs.append(len(queries))
    assert costs[0] == costs[1]
