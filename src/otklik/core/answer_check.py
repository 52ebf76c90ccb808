"""The check of an answer before it is sent: every rule that is not kept, in plain words, with its place in the text.

The check holds nobody up for ever: a person overrides a rule with a reason, which is kept and counted.
"""

from dataclasses import dataclass

from otklik.core.answer_language import language
from otklik.core.answer_privacy import blanks, foreign_data
from otklik.core.answer_remarks import DraftAnswer, Question, Remark, Rule
from otklik.core.answer_substance import emptiness, substance
from otklik.core.russian import format_number
from otklik.core.sentences import reading_ease, sentences, words

__all__ = ["DraftAnswer", "Measures", "Question", "Remark", "Rule", "blocking", "check_answer", "measures_of"]

#: Reading ease from which a text counts as plain, and from which as passable for an official letter.
PLAIN_FROM, PASSABLE_FROM = 50.0, 10.0


@dataclass(frozen=True)
class Measures:
    """How long and how hard a text is; `ease` is None for a text too short to tell."""

    word_count: int
    sentence_count: int
    ease: float | None

    @property
    def words_a_sentence(self) -> float:
        """The average length of a sentence."""
        return self.word_count / self.sentence_count if self.sentence_count else 0.0

    @property
    def verdict(self) -> str:
        """«понятно», «трудновато» or «очень трудно», with the figure."""
        if self.ease is None:
            return "текст слишком короткий, чтобы судить"
        word = "понятно" if self.ease >= PLAIN_FROM else "трудновато" if self.ease >= PASSABLE_FROM else "очень трудно"
        return f"{word}: {format_number(self.ease)} из 100"


def measures_of(text: str) -> Measures:
    """Length and ease of the text."""
    parts = [span for span in sentences(text) if words(span.text)]
    return Measures(len(words(text)), len(parts), reading_ease(text))


def check_answer(draft: DraftAnswer) -> tuple[Remark, ...]:
    """Remarks in the order of their weight; none for an answer as it should be. An empty text has nothing to check.

    Thanks for a review or a gratitude need no date, no unit and no deed.
    """
    if not draft.text.strip():
        return ()
    found = [*blanks(draft.text), *foreign_data(draft)]
    if draft.kind.is_appeal:
        empty = emptiness(draft)
        found += [remark for remark in empty if remark.rule is Rule.EMPTY]
        found += [*substance(draft), *(remark for remark in empty if remark.rule is not Rule.EMPTY)]
    found += language(draft)
    return tuple(sorted(found, key=lambda remark: remark.is_advice))


def blocking(remarks: tuple[Remark, ...]) -> tuple[Rule, ...]:
    """The rules, each once, that hold the answer up until they are kept or overridden."""
    return tuple(dict.fromkeys(remark.rule for remark in remarks if not remark.is_advice))
