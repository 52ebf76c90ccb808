"""Explanations: begun from a reason, kept by versions, public where the decree allows; found by meaning; effect."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration, Reason
from otklik.core.appeals import ItemKind
from otklik.core.incoming import IncomingFeedback
from otklik.core.intervals import rate_ratio_interval
from otklik.core.periods import Quarter
from otklik.explanations.actions.show_article import hide_article, show_article
from otklik.explanations.actions.write_article import begin_article, change_article, publish_article, withdraw_article
from otklik.explanations.demonstration import load_explanations
from otklik.explanations.effect import effect_of
from otklik.explanations.likeness import alike, known
from otklik.explanations.models import Article
from otklik.explanations.queries import (
    PublicArticle,
    article_effect,
    articles,
    frequent_reasons,
    offered,
    search_public,
)
from otklik.intake.actions.receive_feedback import receive_feedback

Act = Callable[..., Actor]
SNOW = "Снег во дворе убирают до восьми утра. Если двор не убран, позвоните в управляющую компанию."


def reason_of(actor: Actor) -> Reason:
    return Reason.objects.filter(administration_id=actor.administration_id).earliest("pk")


def published(actor: Actor, title: str = "Когда уберут снег во дворе?", text: str = SNOW) -> Article:
    made = begin_article(actor=actor, reader="citizen", title=title, reason_ids=[reason_of(actor).pk])
    change_article(actor=actor, article_id=made.pk, title=title, text=text, reason_ids=[reason_of(actor).pk], version=1)
    return show_article(actor=actor, article_id=made.pk, title=title, text=text, version=2)


def titles(found: Sequence[PublicArticle]) -> list[str]:
    return [one.title for one in found]


def complain(actor: Actor, on: date, reason: Reason) -> None:
    moment = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    message = IncomingFeedback("Во дворе снег", "web_form", moment, kind=ItemKind.COMPLAINT, registered_at=moment)
    receive_feedback(actor=actor, incoming=message, reason_id=reason.pk)


@pytest.mark.django_db
def test_a_draft_is_named_after_its_reason_and_leaves_a_trace(actor: Act) -> None:
    writer = actor("coordinator")
    made = begin_article(
        actor=writer, reader="staff", reason_ids=[reason_of(writer).pk], quarter=Quarter.parse("2025Q3")
    )
    assert (made.title, made.state, made.quarter) == (reason_of(writer).title, "draft", 20253)
    assert AuditEntry.objects.filter(verb="begin_article").count() == 1


@pytest.mark.django_db
def test_frequent_reasons_are_counted_as_the_monitoring_counts_them(actor: Act) -> None:
    writer, registrar = actor("coordinator"), actor("registrar")
    first, second = Reason.objects.filter(administration_id=writer.administration_id).order_by("pk")[:2]
    for day in (1, 2, 3):
        complain(registrar, date(2025, 8, day), second)
    complain(registrar, date(2025, 8, 4), first)
    complain(registrar, date(2025, 5, 4), first)
    found = {row.reason.pk: (row.count, row.before) for row in frequent_reasons(writer, Quarter.parse("2025Q3"))}
    assert (found[second.pk], found[first.pk]) == ((3, 0), (1, 1))
    assert frequent_reasons(writer, Quarter.parse("2025Q3"))[0].reason == second


@pytest.mark.django_db
def test_a_text_changed_meanwhile_is_not_overwritten(actor: Act) -> None:
    writer = actor("coordinator")
    made = begin_article(actor=writer, reader="citizen", title="Снег")
    facts = {"actor": writer, "article_id": made.pk, "title": "Снег", "reason_ids": [], "version": 1}
    change_article(**facts, text="Первый")
    with pytest.raises(RuleBroken) as refused:
        change_article(**facts, text="Второй")
    assert refused.value.code == "changed_meanwhile"
    kept = Article.objects.get(pk=made.pk)
    assert (kept.text, kept.version, kept.versions.count()) == ("Первый", 2, 1)


@pytest.mark.django_db
def test_a_skeleton_is_not_published(actor: Act) -> None:
    writer = actor("coordinator")
    made = begin_article(actor=writer, reader="citizen", title="Снег")
    with pytest.raises(RuleBroken, match="только заготовка"):
        publish_article(actor=writer, article_id=made.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "is_public"), [("murashi", True), ("livny", True), ("gatchina", False)])
def test_the_decree_decides_what_goes_out(actor: Act, slug: str, is_public: bool) -> None:
    writer = actor("coordinator", of=slug)
    if is_public:
        one = published(writer)
        assert titles(search_public(writer.administration_id, slug, "")) == [one.title]
        return
    with pytest.raises(RuleBroken, match="не подлежит опубликованию"):
        published(writer)
    assert offered(writer.administration_id, slug, "снег во дворе не убирают") == []


@pytest.mark.django_db
def test_citizens_read_the_text_that_was_let_out(actor: Act) -> None:
    writer = actor("coordinator")
    one = published(writer)

    changed = change_article(
        actor=writer, article_id=one.pk, title="Снег", text="Ещё не утверждено", reason_ids=[], version=2
    )

    assert [found.text for found in search_public(writer.administration_id, "murashi", "")] == [SNOW]
    assert changed.has_newer_text


@pytest.mark.django_db
def test_one_person_puts_instructions_into_force_but_lets_nothing_out(actor: Act) -> None:
    writer = actor("coordinator")
    inner = begin_article(actor=writer, reader="staff", title="Как отвечать")
    change_article(actor=writer, article_id=inner.pk, title="Как отвечать", text="Так", reason_ids=[], version=1)
    assert publish_article(actor=writer, article_id=inner.pk).is_published
    assert not withdraw_article(actor=writer, article_id=inner.pk).is_published

    outer = published(writer)
    for act in (publish_article, withdraw_article):
        with pytest.raises(RuleBroken) as refused:
            act(actor=writer, article_id=outer.pk)
        assert refused.value.code == "two_persons"


@pytest.mark.django_db
def test_only_those_who_may_write_see_drafts(actor: Act) -> None:
    writer, reader = actor("coordinator"), actor("auditor")
    begin_article(actor=writer, reader="staff", title="Черновик")
    one = published(writer)
    assert [found.title for found in articles(reader)] == [one.title]
    with pytest.raises(NotFound):
        begin_article(actor=reader, reader="staff", title="Чужой")
    with pytest.raises(NotFound):
        change_article(
            actor=actor("coordinator", of="biysk"), article_id=one.pk, title="А", text="Б", reason_ids=[], version=2
        )


@pytest.mark.django_db
def test_found_by_meaning_and_taken_back(actor: Act) -> None:
    writer = actor("coordinator")
    snow = published(writer)
    bus = published(
        writer, "Почему не пришёл автобус?", "Расписание автобусов висит на остановке. Опоздание — перевозчику."
    )
    place = (writer.administration_id, "murashi")
    assert titles(search_public(*place, "снега"))[:1] == [snow.title]
    assert titles(search_public(*place, "автобусе")) == [bus.title]
    asked = "Здравствуйте! Опять не убрали снег во дворе нашего дома, пройти нельзя"
    assert titles(offered(*place, asked)) == [snow.title]
    assert offered(*place, "Выдайте справку о составе семьи") == []
    hide_article(actor=writer, article_id=snow.pk)
    assert search_public(*place, "снега") == []


@pytest.mark.django_db
def test_the_effect_counts_the_questions_of_its_reasons(actor: Act, administration: Administration) -> None:
    writer, registrar = actor("coordinator"), actor("registrar")
    reason, other = Reason.objects.filter(administration=administration).order_by("pk")[:2]
    one = published(writer)
    Article.objects.filter(pk=one.pk).update(published_on=date(2025, 6, 10))
    one.refresh_from_db()
    for day in (date(2025, 5, 11), date(2025, 6, 9), date(2025, 6, 10), date(2025, 7, 9)):
        complain(registrar, day, reason)
    complain(registrar, date(2025, 6, 1), other)
    complain(registrar, date(2025, 7, 10), reason)
    found = article_effect(writer, one, date(2025, 7, 10))
    assert found is not None
    assert (found.before, found.after, found.days_after) == (2, 2, 30)
    assert article_effect(writer, one, date(2025, 6, 30)) is None


def test_the_interval_of_a_ratio_holds_its_level_under_chance() -> None:
    """Exact: over all pairs of counts, the true ratio lies outside with a probability of at most 5 %."""
    mean, outside = 6.0, 0.0
    for later in range(30):
        for earlier in range(30):
            low, high = rate_ratio_interval(later, 30, earlier, 30)
            if not (low <= 1 and (high is None or high >= 1)):
                outside += poisson.pmf(later, mean) * poisson.pmf(earlier, mean)
    assert 0 < outside <= 0.05


@given(st.lists(st.integers(-200, 200), max_size=40), st.integers(28, 400))
def test_an_effect_compares_spans_of_the_same_length(offsets: list[int], passed: int) -> None:
    start = date(2025, 6, 10)
    found = effect_of([start + timedelta(days=one) for one in offsets], start, start + timedelta(days=passed))
    assert found is not None
    span = min(182, passed)
    assert found.before == sum(-span <= one < 0 for one in offsets)
    assert found.after == sum(0 <= one < span for one in offsets)
    assert found.low <= (found.ratio or found.low)


def test_what_shares_one_common_word_is_not_offered() -> None:
    both = [known(1, "Снег во дворе", SNOW), known(2, "Вода во дворе", "Вода после дождя уходит за сутки.")]
    assert alike("двор", both) != []
    assert alike("Во дворе поломаны качели и горка, дети не могут играть", both) == []


@pytest.mark.django_db
def test_the_demonstration_publishes_what_the_decree_allows(administrations: Callable[..., Administration]) -> None:
    for slug, count in (("murashi", 4), ("gatchina", 0)):
        administrations(slug)
        assert load_explanations(slug) == 6
        assert load_explanations(slug) == 0
        found = search_public(administrations(slug).pk, slug, "")
        assert len(found) == count
        assert Article.objects.filter(pk__in=[one.pk for one in found], reasons__isnull=True).count() == 0
