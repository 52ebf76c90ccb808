"""One label learned anew: the new model takes the old one's place only when it does better on decisions kept aside."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db import transaction
from django.utils import timezone

from otklik.analysis.models import LearnedModel, LearnedWeights, TextLabel
from otklik.analysis.text.asking import learned_values, likeliest_of
from otklik.analysis.text.decisions import Decided
from otklik.analysis.text.in_force import models_in_force
from otklik.analysis.text.labels import PRECISION, shown_of, threshold_of
from otklik.analysis.text.value_names import names_of
from otklik.core.suggestion_quality import Tally
from otklik.core.text_model import Suggested, TextModel, train
from otklik.core.text_model.calibration import threshold_for

#: With fewer decisions nothing is learned, and with fewer kept aside nothing is proven.
FEWEST_DECISIONS, FEWEST_ASIDE = 100, 10
#: New decisions after which it is worth learning anew: so many, and this part of the former ones.
FEWEST_NEW, NEW_SHARE = 20, 0.05
#: Trials of a label that stay on the page.
MOST_KEPT = 30


@dataclass(frozen=True)
class Material:
    """Decisions on one label: to learn from, and kept aside for the test."""

    learned: Sequence[Decided]
    aside: Sequence[Decided]

    @property
    def count(self) -> int:
        """All of them."""
        return len(self.learned) + len(self.aside)

    @property
    def is_enough(self) -> bool:
        """There is something to learn and something to test by."""
        return self.count >= FEWEST_DECISIONS and len(self.aside) >= FEWEST_ASIDE


def material_of(label: TextLabel, decided: Sequence[Decided]) -> Material:
    """The decisions that say anything of the label."""
    own = [one for one in decided if label in one.values]
    return Material([one for one in own if not one.is_aside], [one for one in own if one.is_aside])


def is_worth_learning(administration_id: int, label: TextLabel, count: int) -> bool:
    """There are enough decisions, and enough of them are new since the last trial, or its model is unreadable now."""
    trials = LearnedModel.objects.filter(administration_id=administration_id, label=label).order_by("-pk")
    former = trials.values_list("decision_count", flat=True).first()
    has_model = trials.filter(state=LearnedModel.State.IN_FORCE).exists()
    if former is None or (has_model and label not in models_in_force(administration_id)):
        return count >= FEWEST_DECISIONS
    return count - former >= max(FEWEST_NEW, former * NEW_SHARE)


def learn(administration_id: int, label: TextLabel, material: Material) -> LearnedModel:
    """Train, compare with what is in force (at first: with always naming the commonest) and keep the better one."""
    rows = learned_values(label, (one.values[label] for one in material.learned))
    texts = [one.text for one, row in zip(material.learned, rows, strict=True) for _ in row]
    values = [value for row in rows for value in row]
    model = train(texts, values, names=names_of(administration_id, label, values), precision=PRECISION)
    threshold = _threshold(label, model, material.aside)
    quality = tested(label, model, threshold, material.aside)
    before = models_in_force(administration_id).get(label)
    former = tested(label, before.model, before.threshold, material.aside) if before else None
    least = (former or _commonest(label, material)).score
    trial = LearnedModel(
        administration_id=administration_id,
        label=label,
        state=LearnedModel.State.IN_FORCE if quality.score > least else LearnedModel.State.REJECTED,
        trained_at=timezone.now(),
        since=timezone.now(),
        decision_count=material.count,
        held_out_count=len(material.aside),
        value_count=sum(count > 0 for count in model.examples),
        quality=quality.as_json(),
        former_quality=former.as_json() if former else None,
        threshold=threshold,
    )
    _keep(trial, model)
    return trial


def tested(label: TextLabel, model: TextModel, threshold: float | None, aside: Sequence[Decided]) -> Tally:
    """The model on decisions; a text that says nothing to it counts with what it would guess."""
    tally = Tally()
    for one, likeliest in zip(aside, _asked(label, model, aside), strict=True):
        if likeliest:
            add_to(tally, label, likeliest, one.values[label], threshold)
    return tally


def add_to(
    tally: Tally, label: TextLabel, likeliest: tuple[Suggested, ...], decided: Sequence[str], threshold: float | None
) -> None:
    """One decision against what the model thought likeliest."""
    shown = shown_of(label, likeliest, threshold)
    tally.add(decided, likeliest[0].label, likeliest[0].confidence, [one.label for one in shown])


def _threshold(label: TextLabel, model: TextModel, aside: Sequence[Decided]) -> float | None:
    """Where the model may speak; of categories, of which several may be right, it is proven on what is kept aside."""
    if label != TextLabel.CATEGORY:
        return threshold_of(label, model)
    first = [(one, said[0]) for one, said in zip(aside, _asked(label, model, aside), strict=True) if said]
    if not first:
        return None
    confidence = np.array([said.confidence for _, said in first])
    return threshold_for(confidence, np.array([said.label in one.values[label] for one, said in first]), PRECISION)


def _asked(label: TextLabel, model: TextModel, decided: Sequence[Decided]) -> list[tuple[Suggested, ...]]:
    return likeliest_of(label, model, [one.text for one in decided])


def _commonest(label: TextLabel, material: Material) -> Tally:
    """What one who looks at no text would do."""
    tally = Tally()
    counts = Counter(value for one in material.learned for value in one.values[label])
    for value, count in counts.most_common(1):
        for one in material.aside:
            tally.add(one.values[label], value, min(1.0, count / len(material.learned)), ())
    return tally


@transaction.atomic
def _keep(trial: LearnedModel, model: TextModel) -> None:
    own = LearnedModel.objects.filter(administration_id=trial.administration_id, label=trial.label)
    if trial.state == LearnedModel.State.IN_FORCE:
        former = own.filter(state=LearnedModel.State.IN_FORCE)
        LearnedWeights.objects.filter(model__in=former).delete()
        former.update(state=LearnedModel.State.FORMER, since=trial.since)
        trial.save()
        LearnedWeights.objects.create(model=trial, content=model.to_bytes())
    else:
        trial.save()
    stale = own.exclude(state=LearnedModel.State.IN_FORCE).order_by("-pk").values_list("pk", flat=True)[MOST_KEPT:]
    own.filter(pk__in=list(stale)).delete()
