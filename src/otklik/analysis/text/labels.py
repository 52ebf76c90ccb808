"""What each label's suggestions are: how many are shown at once, and from what confidence."""

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.analysis.models import TextLabel
from otklik.core.text_model import Suggested, TextModel


@dataclass(frozen=True)
class Manner:
    """`most` suggestions at once; those after the first are shown from `beside` on.

    `is_list`: one looks for the right one among several (codes of topics), so that the list is asked to be right rather
    than its first line.
    """

    most: int
    beside: float = 1.0
    is_list: bool = False


ONE = Manner(1)
MANNERS: Mapping[TextLabel, Manner] = {
    TextLabel.KIND: ONE,
    TextLabel.CATEGORY: Manner(3, beside=0.25),
    TextLabel.TOUCHPOINT: ONE,
    TextLabel.PROCESS: ONE,
    TextLabel.TOPIC: Manner(5, is_list=True),
    TextLabel.DEPARTMENT: ONE,
    TextLabel.TONE: ONE,
}
#: A single suggestion is shown where at least so many of its like are right.
PRECISION = 0.75
#: Of a list at least so many are shown, and more where they are likelier than this.
FEWEST_OF_LIST = 3
HARDLY = 0.02


def threshold_of(label: TextLabel, model: TextModel) -> float | None:
    """Confidence of the first suggestion from which the label's model speaks; None: it never does."""
    return model.speaks_from if MANNERS[label].is_list else model.sure_from


def shown_of(label: TextLabel, suggested: tuple[Suggested, ...], threshold: float | None) -> tuple[Suggested, ...]:
    """What of the suggestions (the likeliest first) a person is shown: nothing below the threshold."""
    if not suggested or threshold is None or suggested[0].confidence < threshold:
        return ()
    manner = MANNERS[label]
    if manner.is_list:
        count = max(FEWEST_OF_LIST, sum(one.confidence >= HARDLY for one in suggested))
        return suggested[: min(count, manner.most)]
    others = (one for one in suggested[1 : manner.most] if one.confidence >= manner.beside)
    return (suggested[0], *others)
