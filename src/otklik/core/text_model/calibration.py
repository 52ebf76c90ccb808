"""How much a score means: probabilities that come true as often as they say, and the confidence to speak from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

#: A list of suggestions is kept back where the right label stood among the first five less often than this.
LIST_PRECISION = 0.75
LIST_LENGTH = 5
#: Proof of a stated precision: the lower bound of its share of right ones, this many standard errors down.
_ERRORS = 1.0
_ABOVE_ALL = 1.1
_NOTHING = 1e-9
_STEPS = {"maxiter": 200, "xatol": 5e-3, "fatol": 1e-4}


#: Weight, in texts, of the link that is taken where few texts speak for another.
_FIRM = 5.0
#: Bounds of the logarithms of steepness and power, and of the offset.
_BOUNDS = ((0.5, 4.0), (-1.5, 2.5), (-0.5, 2.0))


@dataclass(frozen=True)
class Link:
    """From scores to probabilities: how far a score stands above that of a strange label, to a power, its share of all.

    Scores of ridge regression lie about -1 for labels that the text is not of, and near 1 for the right one.
    """

    steepness: float = 12.0
    power: float = 1.0
    offset: float = 0.7

    def probabilities(self, scores: Numbers) -> Numbers:
        """Each row sums to 1."""
        return np.exp(self.logarithms(scores))

    def logarithms(self, scores: Numbers) -> Numbers:
        """Logarithms of the probabilities."""
        above = np.logaddexp(0, self.steepness * (scores + self.offset))
        powered = self.power * np.log(above + _NOTHING)
        return np.asarray(powered - np.logaddexp.reduce(powered, axis=-1, keepdims=True))


@dataclass(frozen=True)
class Calibration:
    """What texts that the model had not seen taught about its scores."""

    link: Link
    sure_from: float | None
    speaks_from: float


def calibrate(scores: Numbers, answers: NDArray[np.int64], *, precision: float) -> Calibration:
    """From scores of unseen texts (a row each) and their right labels."""
    link = link_of(scores, answers)
    chances = link.probabilities(scores)
    first = chances.argmax(axis=1)
    confidence = chances.max(axis=1)
    listed = (np.argsort(-chances, axis=1)[:, :LIST_LENGTH] == answers[:, None]).any(axis=1)
    sure = threshold_for(confidence, first == answers, precision)
    return Calibration(link, sure, _speaks_from(confidence, listed))


def link_of(scores: Numbers, answers: NDArray[np.int64]) -> Link:
    """The link that makes the right labels likeliest.

    Each label is doubted a little, the less the more texts there are: no number of texts proves certainty.
    """
    from scipy.optimize import minimize  # noqa: PLC0415 - a second to load: needed to learn, not to suggest

    rows, doubt = np.arange(len(answers)), 1 / (len(answers) + 2)
    start = _numbers(Link())

    def surprise(numbers: Numbers) -> float:
        chances = _link(numbers).logarithms(scores)
        seen = -((1 - doubt) * chances[rows, answers] + doubt * chances.mean(axis=1)).sum()
        return float(seen + _FIRM * ((numbers - start) ** 2).sum()) / len(answers)

    found = minimize(surprise, start, method="Nelder-Mead", bounds=_BOUNDS, options=_STEPS)
    return _link(found.x)


def _numbers(link: Link) -> Numbers:
    return np.array([np.log(link.steepness), np.log(link.power), link.offset])


def _link(numbers: Numbers) -> Link:
    return Link(float(np.exp(numbers[0])), float(np.exp(numbers[1])), float(numbers[2]))


def threshold_for(confidence: Numbers, is_right: NDArray[np.bool_], precision: float) -> float | None:
    """The least confidence from which at least `precision` of the texts are proven right; None: nowhere."""
    return _threshold(confidence, is_right, precision, _ERRORS)


def _speaks_from(confidence: Numbers, is_listed: NDArray[np.bool_]) -> float:
    found = threshold_for(confidence, is_listed, LIST_PRECISION)
    if found is None:
        return _ABOVE_ALL
    return 0.0 if found == confidence.min() else found


def best_threshold(confidence: Numbers, is_right: NDArray[np.bool_], precision: float) -> float:
    """The least confidence from which `precision` of these texts are right, proven or not; above 1: nowhere."""
    found = _threshold(confidence, is_right, precision, 0.0)
    return _ABOVE_ALL if found is None else found


def _threshold(confidence: Numbers, is_right: NDArray[np.bool_], precision: float, errors: float) -> float | None:
    order = np.argsort(-confidence, kind="stable")
    counts = np.arange(1, len(order) + 1)
    bounds = _proven(np.cumsum(is_right[order]), counts, errors)
    is_last_equal = np.append(np.diff(confidence[order]) != 0, True)
    enough = np.flatnonzero((bounds >= precision) & is_last_equal)
    return float(confidence[order][enough[-1]]) if len(enough) else None


def _proven(right: NDArray[np.int64], counts: NDArray[np.int64], errors: float) -> Numbers:
    """Lower bounds (Wilson) of the shares."""
    share, square = right / counts, errors**2
    spread = errors * np.sqrt(share * (1 - share) / counts + square / (4 * counts**2))
    return np.asarray((share + square / (2 * counts) - spread) / (1 + square / counts))
