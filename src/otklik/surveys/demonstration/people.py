"""Invented respondents: one mood each, marks around it, a path through the questionnaire, now and then a few words."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

from otklik.core.questionnaire.answers import DONT_KNOW
from otklik.core.questionnaire.enums import ENDS, QuestionKind
from otklik.core.questionnaire.paths import jump_target
from otklik.core.questionnaire.schema import END, Question, Questionnaire

TEXTS: Mapping[str, list[str]] = tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))
_SPREAD, _UNSURE_SHARE, _WORDS_SHARE, _SKIP_SHARE = 0.75, 0.04, 0.14, 0.06
#: Marks below and above which words are angry or glad.
_ANGRY, _GLAD = 2.6, 3.9


def answers_of(dice: Random, questionnaire: Questionnaire, mood: float, *, unit: str = "") -> dict[str, Any]:
    """The answers of one person whose marks lie around `mood` (1..5); `unit`: slug of the own department."""
    answers: dict[str, Any] = {}
    awaited = ""
    for question in questionnaire.questions:
        if awaited and question.slug != awaited:
            continue
        answer = _answer(dice, question, mood, unit)
        if answer is not None:
            answers[question.slug] = answer
        awaited = jump_target(question, answer)
        if awaited == END:
            break
    return answers


def _answer(dice: Random, question: Question, mood: float, unit: str) -> Any:
    if unit and any(option.slug == unit for option in question.options):
        return unit
    if not question.required and dice.random() < _SKIP_SHARE:
        return None
    if question.dont_know and not question.rows and dice.random() < _UNSURE_SHARE:
        return DONT_KNOW
    return _MAKERS[question.kind](dice, question, mood)


def _mark(dice: Random, question: Question, mood: float) -> int:
    low, high = ENDS[question.kind]
    place = (mood - 1 + dice.gauss(_liking(question.slug), _SPREAD)) / 4
    mark = min(high, max(low, round(low + place * (high - low))))
    return low + high - mark if question.reversed else mark


def _liking(slug: str) -> float:
    """Some things go better than others, everywhere alike: within 0.45 of a mark."""
    return (sum(map(ord, slug)) % 10 - 4.5) / 10


def _rows(dice: Random, question: Question, mood: float) -> dict[str, int | str]:
    marks: dict[str, int | str] = {}
    for row in question.rows:
        mark = min(5, max(1, round(mood + dice.gauss(_liking(row.slug), _SPREAD))))
        turned = 6 - mark if row.reversed or question.reversed else mark
        is_unsure = question.dont_know and dice.random() < _UNSURE_SHARE
        marks[row.slug] = DONT_KNOW if is_unsure else turned
    return marks


def _choice(dice: Random, question: Question, mood: float) -> str:
    """The first options are the better ones where they bear scores or are «да» and «нет»."""
    options = [option for option in question.choices if not option.own_words] or list(question.choices)
    if question.kind is QuestionKind.YES_NO and len(options) == 2:  # noqa: PLR2004 - yes and no
        return options[0 if dice.random() < 0.2 + mood / 9 else 1].slug
    weights = [max(0.4, len(options) - place) for place in range(len(options))]
    return dice.choices(options, weights)[0].slug


def _choices(dice: Random, question: Question, _mood: float) -> list[str]:
    options = [option for option in question.options if not option.own_words and not option.alone]
    chosen = dice.sample(options, min(len(options), dice.randint(1, 2)))
    return [option.slug for option in question.options if option in chosen]


def _number(dice: Random, question: Question, _mood: float) -> int:
    least = int(question.least or 0)
    return min(int(question.most or 9), max(least, 1) + dice.choice((0, 0, 0, 1, 1, 2)))


def _words(dice: Random, question: Question, mood: float) -> str | None:
    if not question.required and dice.random() > _WORDS_SHARE:
        return None
    tone = "bad" if mood < _ANGRY else "good" if mood > _GLAD else "middling"
    return dice.choice(TEXTS[tone])


def _day(dice: Random, _question: Question, _mood: float) -> str:
    return f"2025-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"


_MAKERS: dict[QuestionKind, Callable[[Random, Question, float], Any]] = {
    QuestionKind.SCALE: _mark,
    QuestionKind.SCALE_10: _mark,
    QuestionKind.MATRIX: _rows,
    QuestionKind.SINGLE: _choice,
    QuestionKind.YES_NO: _choice,
    QuestionKind.MULTIPLE: _choices,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _day,
    QuestionKind.TEXT: _words,
}
