"""The model as it is asked: labels with confidence and the words that caused them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from otklik.core.text_model.calibration import Link
from otklik.core.text_model.features import Vocabulary, Weighed
from otklik.core.text_model.words import read_words
from otklik.core.text_terms import STOP_WORDS, plain

#: Words named for each suggestion.
MOST_WORDS = 5

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Suggested:
    """A label that the text may have; `confidence` is the calibrated probability 0..1, `words` are the words of the
    text (as written) that spoke for it most, the strongest first; `is_sure`: so confident suggestions are right as
    often as the model was asked to be."""

    label: str
    confidence: float
    words: tuple[str, ...]
    is_sure: bool


@dataclass(frozen=True)
class TextModel:
    """A trained model. It is a value: nothing in it changes, and bytes bring back the same one."""

    labels: tuple[str, ...]
    vocabulary: Vocabulary
    weights: NDArray[np.float16]
    """A row for each label, a column for each feature."""
    intercepts: Numbers
    examples: tuple[int, ...]
    """Texts that each label was learned from; 0: known by its name alone."""
    link: Link = field(default_factory=Link)
    """Calibration: makes probabilities of scores."""
    sure_from: float | None = None
    """Confidence from which the first suggestion is right as often as was asked for; None: never proven."""
    speaks_from: float = 0.0
    """Less confident a first suggestion is kept back, and with it all others."""
    text_count: int = 0
    """Texts that it was trained on."""

    def suggest(self, text: str, most: int = 5) -> tuple[Suggested, ...]:
        """The likeliest labels for which some word of the text speaks, the likeliest first; nothing where the text says
        too little."""
        weighed = self.vocabulary.weigh(text)
        if not self.labels or not len(weighed.columns):
            return ()
        used = self._used(weighed)
        chances = self.link.probabilities((used @ weighed.values + self.intercepts).astype(np.float64))
        order = np.argsort(-chances, kind="stable")[:most].tolist()
        if chances[order[0]] < self.speaks_from:
            return ()
        above = (used[order] - used.mean(axis=0)) * weighed.values
        words = [_strongest(text, weighed.by_word(added)) for added in above]
        is_sure = bool(self.is_sure(chances[None])[0])
        return tuple(
            Suggested(self.labels[row], float(chances[row]), spoke, is_sure and row == order[0])
            for row, spoke in zip(order, words, strict=True)
            if spoke
        )

    def probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Calibrated probabilities: a row for each text, a column for each of `labels`; each row sums to 1."""
        return self.link.probabilities(self.scores(texts))

    def scores(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """What the probabilities are made of: near 1 for the right label, about -1 for strange ones."""
        if len(texts) == 1:
            weighed = self.vocabulary.weigh(texts[0])
            return (self._used(weighed) @ weighed.values + self.intercepts).astype(np.float64)[None]
        weights = self.weights.astype(np.float32)
        return np.asarray(self.vocabulary.matrix(texts) @ weights.T + self.intercepts, dtype=np.float64)

    def is_sure(self, probabilities: NDArray[np.float64]) -> NDArray[np.bool_]:
        """For each row of probabilities whether its first label is sure enough, and learned from decisions."""
        if self.sure_from is None or not self.labels:
            return np.zeros(len(probabilities), dtype=bool)
        is_learned = np.array(self.examples)[probabilities.argmax(axis=1)] > 0
        return np.asarray((probabilities.max(axis=1) >= self.sure_from) & is_learned)

    def contributions(self, text: str, label: str) -> dict[int, float]:
        """What each word of the text (by its number) adds to the score of the label above the mean of all labels."""
        weighed = self.vocabulary.weigh(text)
        used = self._used(weighed)
        return weighed.by_word((used[self.labels.index(label)] - used.mean(axis=0)) * weighed.values)

    def to_bytes(self) -> bytes:
        """The model as bytes without code in them: safe to read back from anywhere."""
        from otklik.core.text_model.storage import pack  # noqa: PLC0415 - the two know each other

        return pack(self)

    @classmethod
    def from_bytes(cls, content: bytes) -> "TextModel":
        """The model that `to_bytes` wrote; UnreadableModel for anything else."""
        from otklik.core.text_model.storage import unpack  # noqa: PLC0415 - the two know each other

        return unpack(content)

    def _used(self, weighed: Weighed) -> Numbers:
        return self.weights[:, weighed.columns].astype(np.float32)


def _strongest(text: str, adds: dict[int, float]) -> tuple[str, ...]:
    """The words (each dictionary form once, as first written) that add most; those of grammar are not named."""
    written = read_words(text)
    together: dict[str, float] = {}
    shown: dict[str, str] = {}
    for number, added in adds.items():
        word = written[number]
        together[word.form] = together.get(word.form, 0.0) + added
        shown.setdefault(word.form, word.written)
    speaking = (form for form in together if together[form] > 0 and plain(shown[form]) not in STOP_WORDS)
    best = sorted(speaking, key=lambda form: -together[form])
    return tuple(shown[form] for form in best[:MOST_WORDS])
