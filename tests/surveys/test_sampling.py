"""A survey's sample from the population to the weights: what is stored, what is refused, what is forgotten."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.surveys.sampled import AGES, WISH, stated

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.base.personal_data import Person
from otklik.catalog.models import Channel
from otklik.core.periods import Quarter
from otklik.core.sampling.cells import Frame
from otklik.intake.models import Contact, FeedbackItem
from otklik.surveys.actions.draw_sample import SampleWish, draw_sample, plan_sample, undo_draw
from otklik.surveys.actions.set_population import count_from_register, read_from_file, type_cells
from otklik.surveys.models import FramePerson, Survey
from otklik.surveys.sampling.people import HOLDER, e_mails_of_drawn, forget_lists
from otklik.surveys.sampling.register import RegisterQuery


@pytest.fixture
def organizer(actor: Callable[..., Actor]) -> Actor:
    """Who runs surveys."""
    return actor("coordinator")


@pytest.fixture
def item(administration: Any) -> Callable[..., FeedbackItem]:
    """A case as it lies in the register."""
    channel = Channel.objects.filter(administration=administration, audience="external").first()

    def make(**facts: Any) -> FeedbackItem:
        plain = {"kind": "complaint", "status": "answered", "legal_class": "message", "form": "written"}
        plain |= {"audience": "external", "sender_kind": "individual", "channel": channel, "text": "Яма во дворе"}
        return FeedbackItem.objects.create(administration=administration, **(plain | facts))

    return make


def people_file(count: int = 60) -> bytes:
    """A list as an office keeps it."""
    rows = [
        f"Иванов {n};i{n}@example.org;+7 912 000-00-{n:02};{'Женщины' if n % 3 else 'Мужчины'}" for n in range(count)
    ]
    return ("ФИО;Электронная почта;Телефон;Пол\n" + "\n".join(rows)).encode("cp1251")


def test_typed_cells_become_a_frame_of_the_surveys_own_question(organizer: Actor, survey: Survey) -> None:
    found = stated(organizer, survey)
    frame = Frame.of(found.frame)
    assert (found.size, frame.counts) == (1000, [300, 500, 200])
    assert frame.title_of(0) == "До 35"
    assert AuditEntry.objects.filter(verb="set_population").count() == 1


@pytest.mark.parametrize(
    ("facts", "said"),
    [({"basis": " "}, "откуда"), ({"questions": ["income"]}, "нет"), ({"counts": {("young",): 0}}, "пуста")],
)
def test_a_population_of_nothing_is_refused(organizer: Actor, survey: Survey, facts: dict[str, Any], said: str) -> None:
    given = {"questions": ["age"], "counts": AGES, "basis": "Росстат", **facts}
    with pytest.raises(RuleBroken, match=said):
        type_cells(actor=organizer, survey_id=survey.pk, **given)


def test_a_stranger_finds_no_survey(actor: Callable[..., Actor], survey: Survey) -> None:
    with pytest.raises(NotFound):
        stated(actor("coordinator", of="biysk"), survey)
    with pytest.raises(NotFound):
        stated(actor("specialist"), survey)


def test_the_plan_is_the_formulas_size_spread_in_proportion(organizer: Actor, survey: Survey) -> None:
    stated(organizer, survey)
    sample = plan_sample(actor=organizer, survey_id=survey.pk, wish=WISH)
    assert sample.size == 278
    assert sample.targets == [83, 139, 56]
    assert sample.invited_targets == [166, 278, 112]
    with pytest.raises(RuleBroken, match="Погрешность"):
        plan_sample(actor=organizer, survey_id=survey.pk, wish=SampleWish(margin=0, confidence=0.95))


def test_neyman_and_minimums_reach_the_plan(organizer: Actor, survey: Survey) -> None:
    stated(organizer, survey)
    wish = SampleWish(margin=0.05, confidence=0.95, allocation="neyman", shares={0: 0.5, 1: 0.02, 2: 0.5})
    targets = plan_sample(actor=organizer, survey_id=survey.pk, wish=wish).targets
    assert targets[0] > targets[1]
    assert sum(targets) == 278
    wish = SampleWish(margin=0.2, confidence=0.95, least_per_cell=20)
    assert min(plan_sample(actor=organizer, survey_id=survey.pk, wish=wish).targets) == 20


def test_a_list_is_drawn_by_its_seed_and_the_rest_is_forgotten(
    organizer: Actor, surveys: Callable[..., Survey]
) -> None:
    survey = surveys(state="draft")
    read_from_file(
        actor=organizer, survey_id=survey.pk, content=people_file(), name="список.csv", columns=["пол"], basis="Выплата"
    )
    plan_sample(actor=organizer, survey_id=survey.pk, wish=SampleWish(margin=0.2, confidence=0.95))
    sample = draw_sample(actor=organizer, survey_id=survey.pk, seed="осень")
    drawn = dict(FramePerson.objects.filter(place__isnull=False).values_list("ref", "place"))
    assert len(drawn) == sample.invited_size == 18
    assert not FramePerson.objects.filter(place__isnull=True).exclude(email="").exists()
    assert len(e_mails_of_drawn(organizer, survey)) == 18
    undo_draw(actor=organizer, survey_id=survey.pk)
    again = draw_sample(actor=organizer, survey_id=survey.pk, seed="осень")
    assert dict(FramePerson.objects.filter(place__isnull=False).values_list("ref", "place")) == drawn
    assert again.drawn_digest == survey.population.digest
    with pytest.raises(RuleBroken, match="уже отобраны"):
        draw_sample(actor=organizer, survey_id=survey.pk)
    with pytest.raises(RuleBroken, match="уже отобраны"):
        stated(organizer, survey)


def test_an_open_survey_keeps_its_draw(organizer: Actor, survey: Survey) -> None:
    read_from_file(
        actor=organizer, survey_id=survey.pk, content=people_file(9), name="a.csv", columns=[], basis="Выплата"
    )
    plan_sample(actor=organizer, survey_id=survey.pk, wish=WISH)
    draw_sample(actor=organizer, survey_id=survey.pk)
    with pytest.raises(RuleBroken, match="уже открыт"):
        undo_draw(actor=organizer, survey_id=survey.pk)


@pytest.mark.parametrize(
    ("content", "columns", "said"),
    [
        ("Имя;Пол\nА;ж\n".encode(), ["Возраст"], "нет столбца «Возраст». Есть: Имя, Пол"),
        (b"", [], "пуст"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(50) + b"\nA\n", [], "картинка", id="picture"),
        ("Пол;Численность\nж;много\n".encode(), [], "не похоже на численность"),
        ("Пол;Численность\nж;-4\n".encode(), [], "не меньше нуля"),
        (("Имя\n" + "\n".join(f"Ф{n}" for n in range(99))).encode(), ["Имя"], "это не признак"),
    ],
)
def test_a_bad_file_says_what_is_wrong(
    organizer: Actor, survey: Survey, content: bytes, columns: list[str], said: str
) -> None:
    with pytest.raises(RuleBroken, match=said):
        read_from_file(
            actor=organizer, survey_id=survey.pk, content=content, name="a.csv", columns=columns, basis="Выплата"
        )


def test_a_table_of_counts_takes_the_codes_of_the_question(organizer: Actor, survey: Survey) -> None:
    table = "Сколько вам лет?;Численность\nДо 35;1 200\n35–59;2300\n60 и старше;900\n".encode()
    found = read_from_file(
        actor=organizer, survey_id=survey.pk, content=table, name="t.csv", columns=[], basis="Росстат"
    )
    frame = Frame.of(found.frame)
    assert frame.size == 4400
    assert [cell.codes for cell in frame.cells] == [("young",), ("middle",), ("old",)]
    assert found.source == "cells"


def test_the_register_counts_answered_cases_and_draws_those_who_agreed(
    organizer: Actor, survey: Survey, item: Callable[..., FeedbackItem]
) -> None:
    for number in range(12):
        one = item(answered_on=date(2026, 8, 3) if number < 10 else None, received_at=moment(), quarter=20263)
        consent = "v1" if number % 2 else ""
        Contact.objects.create(item=one, email=f"p{number // 4}@example.org", consent_version=consent)
    query = RegisterQuery(Quarter(2026, 3), Quarter(2026, 3), ("channel",))
    found = count_from_register(actor=organizer, survey_id=survey.pk, query=query)
    assert found.size == 10
    assert found.reachable == 3, "each address once, and only with a consent"
    whole = RegisterQuery(Quarter(2026, 2), Quarter(2026, 3))
    assert count_from_register(actor=organizer, survey_id=survey.pk, query=whole).size == 10
    plan_sample(actor=organizer, survey_id=survey.pk, wish=WISH)
    draw_sample(actor=organizer, survey_id=survey.pk)
    assert e_mails_of_drawn(organizer, survey)
    Contact.objects.update(email="", erased_at=moment())
    assert e_mails_of_drawn(organizer, survey) == [], "what is erased with the case is gone here too"


def moment() -> datetime:
    return datetime(2026, 8, 1, 12, tzinfo=ZoneInfo("Europe/Moscow"))


def test_lines_of_a_list_are_shown_to_the_person_and_forgotten(organizer: Actor, survey: Survey) -> None:
    read_from_file(
        actor=organizer, survey_id=survey.pk, content=people_file(5), name="a.csv", columns=[], basis="Выплата"
    )
    person = Person(organizer.administration_id, emails=("i3@example.org",))
    (held,) = HOLDER.held(person)
    assert ("Имя", "Иванов 3") in held.facts
    assert HOLDER.forget(person) == 1
    assert not FramePerson.objects.filter(email="i3@example.org").exists()
    Survey.objects.update(state="closed", closes_on=date(2026, 9, 1))
    assert forget_lists(organizer.administration_id, date(2026, 10, 1)) == 4
    assert not FramePerson.objects.exclude(name="").exists()
