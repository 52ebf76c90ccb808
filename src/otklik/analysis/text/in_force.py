"""The models in force, read from the database when they are first asked for and kept while they stay in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from otklik.analysis.models import LearnedModel, LearnedWeights, TextLabel
from otklik.core.text_model import TextModel, UnreadableModel

#: Models that a process holds at most: an installation of five administrations has thirty-five.
MOST_HELD = 40


@dataclass(frozen=True)
class InForce:
    """A model in force as it is asked."""

    label: TextLabel
    model: TextModel
    threshold: float | None
    since: datetime


def models_in_force(administration_id: int) -> Mapping[TextLabel, InForce]:
    """By label; one query, so that a newer model is noticed at once. An unreadable (older) one is left out."""
    rows = LearnedModel.objects.filter(administration_id=administration_id, state=LearnedModel.State.IN_FORCE)
    found = {}
    for pk, label, threshold, since, trained_at in rows.values_list("pk", "label", "threshold", "since", "trained_at"):
        model = _model(pk, trained_at)
        if model is not None:
            found[TextLabel(label)] = InForce(TextLabel(label), model, threshold, since)
    return found


@lru_cache(maxsize=MOST_HELD)
def _model(pk: int, trained_at: datetime) -> TextModel | None:  # noqa: ARG001 - another database may use the id anew
    content = LearnedWeights.objects.filter(pk=pk).values_list("content", flat=True).first()
    if content is None:
        return None
    try:
        return TextModel.from_bytes(bytes(content))
    except UnreadableModel:
        return None
