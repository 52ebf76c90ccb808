"""Learning from decisions: what comes into force, what is suggested, what is counted, and when it happens."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.analysis.decided import decide
from tests.intake.conftest import Receive
from tests.intake.reading import read

from otklik.analysis.actions.learn_from_decisions import ask_for_learning, learn_nightly, work_learning
from otklik.analysis.models import LearnedModel, LearnedWeights, SuggestionWeek, TextLabel, TextLearning
from otklik.analysis.text.counting import count_suggestions
from otklik.analysis.text.decisions import decisions
from otklik.analysis.text.in_force import models_in_force
from otklik.analysis.text.quality import suggestion_quality
from otklik.analysis.text.suggestions import learned_of, learned_suggestions
from otklik.analysis.text.training import learn, material_of
from otklik.analysis.text.value_names import MOST_NAMED, names_of
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration, Category, Topic, TopicEdition, Touchpoint
from otklik.catalog.options import keep_options
from otklik.core.appeals import Audience
from otklik.intake.reading_rules import SHARE_OPTION

pytestmark = pytest.mark.django_db


@pytest.fixture
def learned(administration: Administration, receive: Receive) -> list[LearnedModel]:
    """An administration that has learned two labels from decisions; nothing goes to a second reader."""
    keep_options(administration, **{SHARE_OPTION: 0})
    decide(administration, receive("Образец"))
    TextLearning.objects.create(administration=administration, trained_at=timezone.now())
    decided = decisions(administration.pk)
    return [learn(administration.pk, label, material_of(label, decided)) for label in LEARNED]


LEARNED = (TextLabel.CATEGORY, TextLabel.TOUCHPOINT)


def test_a_first_model_comes_into_force_and_names_its_words(learned: list[LearnedModel], system: Actor) -> None:
    in_force = {trial.label for trial in learned if trial.state == LearnedModel.State.IN_FORCE}
    assert in_force == set(LEARNED)
    first = {one.label: one for one in learned_of(system, "Из крана третий день течёт ржавая вода")}
    own = {"administration_id": system.administration_id}
    assert first[TextLabel.CATEGORY].title == Category.objects.filter(**own)[1].title
    assert first[TextLabel.TOUCHPOINT].value == str(Touchpoint.objects.filter(**own)[1].pk)
    assert {"вода", "крана"} & set(first[TextLabel.TOUCHPOINT].words)
    assert "%" in first[TextLabel.TOUCHPOINT].why
    assert learned_of(system, "Xyzzy 12345") == []


def test_the_old_model_stays_until_a_new_one_does_better(
    learned: list[LearnedModel], administration: Administration
) -> None:
    before = {trial.pk for trial in learned}
    again = {trial.label: trial for trial in work_learning(administration_id=administration.pk, is_asked=True)}
    assert {again[label].state for label in LEARNED} == {LearnedModel.State.REJECTED}
    assert all(again[label].former_quality is not None for label in LEARNED)
    in_force = LearnedModel.objects.filter(state=LearnedModel.State.IN_FORCE)
    assert before <= set(in_force.values_list("pk", flat=True))
    assert TextLabel.KIND in again
    assert work_learning(administration_id=administration.pk, is_asked=False) == []  # nothing new was decided


def test_what_people_decide_is_counted_by_week_and_not_by_person(
    learned: list[LearnedModel], actor: Callable[..., Actor], receive: Receive
) -> None:
    reader, item = actor("registrar"), receive("Яма на дороге, асфальт разбит")
    assert learned
    assert learned_suggestions(reader, item)
    assert learned_suggestions(reader, item, is_second=True) == []
    read(reader, item, place=0)
    read(reader, receive("Ещё одна яма на дороге, ремонтируют плохо"), place=1)
    assert count_suggestions() == 2
    assert count_suggestions() is None
    row = SuggestionWeek.objects.get(label=TextLabel.CATEGORY)
    assert row.week.weekday() == 0
    assert (row.tally["decided"], row.tally["right"]) == (2, 1)
    assert not {"reader", "reader_id"} & set(row.tally)
    item.audience = Audience.INTERNAL.value
    assert learned_suggestions(reader, item) == []


def test_learning_is_asked_for_once_and_by_who_may(actor: Callable[..., Actor]) -> None:
    with pytest.raises(NotFound):
        ask_for_learning(actor=actor("registrar"))
    coordinator = actor("coordinator")
    ask_for_learning(actor=coordinator)
    with pytest.raises(RuleBroken):
        ask_for_learning(actor=coordinator)


def test_the_night_comes_once(administration: Administration, receive: Receive) -> None:
    decide(administration, receive("Образец"))
    TextLearning.objects.create(administration=administration, trained_at=timezone.now())
    assert learn_nightly() is None
    long_ago = timezone.now() - timedelta(days=3)
    TextLearning.objects.filter(pk=administration.pk).update(trained_at=long_ago)
    assert learn_nightly() == 1
    assert learn_nightly() is None


def test_a_value_without_decisions_is_known_by_its_name(learned: list[LearnedModel], system: Actor) -> None:
    model = models_in_force(system.administration_id)[TextLabel.TOUCHPOINT].model
    unread = Touchpoint.objects.filter(administration_id=system.administration_id, is_active=True)[2]
    assert dict(zip(model.labels, model.examples, strict=True))[str(unread.pk)] == 0
    assert model.suggest(unread.title)[0].label == str(unread.pk)
    assert [trial.value_count for trial in learned] == [2, 2]


def test_of_a_long_classifier_only_the_topics_that_people_gave_are_named(administration: Administration) -> None:
    edition = TopicEdition.objects.create(
        administration=administration, title="Полный", effective_on=timezone.now().date() - timedelta(days=1)
    )
    Topic.objects.bulk_create(
        Topic(edition=edition, code=f"{number:04}", level=4, name=f"Вопрос {number}") for number in range(MOST_NAMED)
    )
    assert len(names_of(administration.pk, TextLabel.TOPIC, [])) == MOST_NAMED
    Topic.objects.create(edition=edition, code="9999", level=4, name="Ещё один")
    assert names_of(administration.pk, TextLabel.TOPIC, ["0007", "0007", "strange"]) == {"0007": ("Вопрос 7",)}


def test_a_model_of_an_older_format_is_not_shown_as_in_force(
    learned: list[LearnedModel], actor: Callable[..., Actor]
) -> None:
    LearnedWeights.objects.filter(model=learned[0]).update(content=b"of an older format")
    LearnedModel.objects.filter(pk=learned[0].pk).update(trained_at=timezone.now() + timedelta(seconds=1))
    quality = suggestion_quality(actor("coordinator"))
    shown = {one.label: one for one in quality.labels}
    outdated = shown[TextLabel.CATEGORY]
    assert (outdated.model, outdated.tested, outdated.outdated) == (None, None, learned[0])
    assert shown[TextLabel.TOUCHPOINT].model == learned[1]
    assert shown[TextLabel.TOUCHPOINT].outdated is None
    assert quality.has_models
