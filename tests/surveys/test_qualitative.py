"""Interviews and assessments: consent, passages, blind coding, counting, and what is forgotten."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.personal_data import Person
from otklik.catalog.models import Category
from otklik.core.periods import Quarter
from otklik.intake.models import FeedbackItem
from otklik.surveys.actions.code_passages import add_passages, code_passages, drop_passage, pass_passages
from otklik.surveys.actions.keep_source import SourceFacts, keep_source
from otklik.surveys.models import QualitativeSource
from otklik.surveys.qualitative.personal_data import HOLDER, forget_names
from otklik.surveys.qualitative.queries import category_counts, coded_passages, coders_agreement

TALK = "Окно закрыто по вторникам.\n\nЗвонила +7 912 000-11-22, никто не берёт трубку."


@pytest.fixture
def organizer(actor: Callable[..., Actor]) -> Actor:
    """Who talks to people."""
    return actor("coordinator")


def facts(**stated: Any) -> SourceFacts:
    plain = {"kind": "interview", "title": "Очередь в МФЦ", "held_on": timezone.localdate(), "speakers": "пенсионерка"}
    return SourceFacts(**{**plain, "consent": "unnamed", **stated})


@pytest.fixture
def source(organizer: Actor) -> QualitativeSource:
    """An interview of two passages."""
    made = keep_source(actor=organizer, facts=facts(text=TALK))
    add_passages(actor=organizer, source_id=made.pk, text=TALK)
    return made


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"speaker_name": "Иванова"}, "только если"),
        ({"consent": "named", "speaker_name": "Иванова"}, "Приложите согласие"),
        ({"speakers": " "}, "роль, без имени"),
        ({"held_on": date(2090, 1, 1)}, "не наступил"),
        ({"kind": "gossip"}, "вид источника"),
        ({"process_id": 999_999}, "справочнике"),
    ],
)
def test_what_the_consent_does_not_cover_is_refused(organizer: Actor, stated: dict[str, Any], said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        keep_source(actor=organizer, facts=facts(**stated))


def test_strangers_neither_keep_nor_code(actor: Callable[..., Actor], source: QualitativeSource) -> None:
    for stranger in (actor("specialist"), actor("coordinator", of="biysk")):
        with pytest.raises(NotFound):
            add_passages(actor=stranger, source_id=source.pk, text="Чужое")
    with pytest.raises(NotFound):
        keep_source(actor=actor("organizer"), facts=facts(audience="internal"))


def test_paragraphs_become_passages(organizer: Actor, source: QualitativeSource) -> None:
    assert next(one.text for one in source.passages.all()) == "Окно закрыто по вторникам."
    assert add_passages(actor=organizer, source_id=source.pk, text="Третий\x00") == 1
    assert [one.position for one in source.passages.all()] == [1, 2, 3]
    with pytest.raises(RuleBroken, match="текст отрывка"):
        add_passages(actor=organizer, source_id=source.pk, text=" \n\n ")
    with pytest.raises(RuleBroken, match="длиннее"):
        add_passages(actor=organizer, source_id=source.pk, text="я" * 4001)


def test_the_second_coder_sees_the_first_only_after_coding(
    organizer: Actor, actor: Callable[..., Actor], source: QualitativeSource
) -> None:
    first, second = source.passages.all()
    one, two = Category.objects.filter(administration_id=organizer.administration_id)[:2]
    code_passages(actor=organizer, source_id=source.pk, marks={first.pk: [one.pk], second.pk: [two.pk]})
    colleague = actor("organizer")
    assert coded_passages(colleague, source)[0].others == ()
    assert coded_passages(colleague, source)[0].coder_count == 1
    code_passages(actor=colleague, source_id=source.pk, marks={first.pk: [one.pk, two.pk]})
    assert coded_passages(colleague, source)[0].others[0][1] == (one.title,)
    assert coded_passages(colleague, source)[1].others == ()
    with pytest.raises(RuleBroken, match="уже убрали"):
        code_passages(actor=colleague, source_id=source.pk, marks={first.pk: [987_654]})


def test_passages_are_counted_by_kind_of_source(organizer: Actor, source: QualitativeSource) -> None:
    category = Category.objects.filter(administration_id=organizer.administration_id).first()
    assert category is not None
    marks = {one.pk: [category.pk] for one in source.passages.all()}
    code_passages(actor=organizer, source_id=source.pk, marks=marks)
    quarter = Quarter.of(timezone.localdate())
    top = category_counts(organizer, quarter)[0]
    assert (top.title, top.passages, top.total) == (category.title, (2, 0, 0, 0), 2)
    assert category_counts(organizer, quarter.previous())[0].total == 0


def test_agreement_of_two_coders_is_that_of_the_pairs(
    organizer: Actor, actor: Callable[..., Actor], source: QualitativeSource
) -> None:
    add_passages(actor=organizer, source_id=source.pk, text="\n\n".join(f"Отрывок {n}" for n in range(28)))
    category = Category.objects.filter(administration_id=organizer.administration_id).first()
    assert category is not None
    passages = list(source.passages.all())
    for coder, shift in ((organizer, 0), (actor("organizer"), 1)):
        marks = {one.pk: [category.pk] if (place + shift) % 5 < 2 else [] for place, one in enumerate(passages)}
        code_passages(actor=coder, source_id=source.pk, marks=marks)
    (found,) = coders_agreement(organizer, Quarter.of(timezone.localdate()))
    assert found.agreement.pair_count == 30
    assert found.agreement.agreed_count == 18, "of every five passages three agree"
    assert found.agreement.alpha is not None
    assert 0 < found.agreement.alpha < 0.5


def test_passages_join_the_reading_queue_masked_and_once(organizer: Actor, source: QualitativeSource) -> None:
    assert pass_passages(actor=organizer, source_id=source.pk) == 2
    items = list(FeedbackItem.objects.filter(channel__kind="interview").order_by("pk"))
    assert [item.kind for item in items] == ["review", "review"]
    assert items[0].read_at is None
    assert "912" not in items[1].text
    assert items[0].channel.title == "Интервью и экспертные оценки"
    with pytest.raises(RuleBroken, match="уже переданы"):
        pass_passages(actor=organizer, source_id=source.pk)
    passage = source.passages.first()
    assert passage is not None
    with pytest.raises(RuleBroken, match="посчитан"):
        drop_passage(actor=organizer, source_id=source.pk, passage_id=passage.pk)


def test_a_name_is_shown_to_its_person_and_forgotten(organizer: Actor) -> None:
    stated = facts(consent="named", consent_version="2026-01", speaker_name="Иванова Мария", held_on=date(2026, 1, 9))
    source = keep_source(actor=organizer, facts=stated)
    person = Person(organizer.administration_id, names=("Иванова Мария",))
    (held,) = HOLDER.held(person)
    assert held.facts == (("Имя", "Иванова Мария"),)
    assert forget_names(organizer.administration_id, date(2025, 1, 1)) == 0
    assert HOLDER.forget(person) == 1
    source.refresh_from_db()
    assert source.speaker_name == ""
