"""From what was sent (page, paper, file) to answers that a questionnaire permits."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from otklik.core.questionnaire.enums import ENDS, QuestionKind
from otklik.core.questionnaire.paths import asked
from otklik.core.questionnaire.schema import Question, Questionnaire

#: «Затрудняюсь ответить», in place of a mark or a choice.
DONT_KNOW = "dk"
TEXT_LETTERS = 4000
OWN_WORDS = "own"

#: mark | slug of an option | slugs | {row: mark or "dk"} | number | ISO date | text | "dk"
Answer = int | float | str | list[str] | dict[str, int | str]
Answers = dict[str, Answer]
#: Name of a field -> everything sent under it.
Sent = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Reading:
    """What was read: the permitted answers on the path, and what is wrong by question (in Russian)."""

    answers: Answers
    problems: dict[str, str]


def read_answers(questionnaire: Questionnaire, sent: Sent) -> Reading:
    """Answers by slug of question: what lies off the path is dropped, what is required on it must be there."""
    problems: dict[str, str] = {}
    read: Answers = {}
    for question in questionnaire.questions:
        try:
            value = read_answer(question, sent)
        except ValueError as fault:
            problems[question.slug] = str(fault)
            continue
        if value is not None:
            read[question.slug] = value
    path = asked(questionnaire, read)
    for question in path:
        if question.required and question.slug not in read and question.slug not in problems:
            problems[question.slug] = _MISSING.get(question.kind, "Ответьте на этот вопрос.")
    slugs = {question.slug for question in path}
    kept = {slug: value for slug, value in read.items() if slug in slugs}
    return Reading(
        _with_own_words(path, kept, sent), {slug: words for slug, words in problems.items() if slug in slugs}
    )


def read_answer(question: Question, sent: Sent) -> Answer | None:
    """One answer as sent; None when nothing was chosen; ValueError says in Russian what is wrong."""
    if question.kind is QuestionKind.MATRIX:
        return _matrix(question, sent)
    given = [one.strip() for one in sent.get(question.slug, ()) if one.strip()]
    if not given:
        return None
    if question.dont_know and DONT_KNOW in given:
        return DONT_KNOW
    return _READERS[question.kind](question, given)


def own_words_field(question: Question) -> str:
    """Name of the field of «другое: …» beside a choice; its answer stands under the same key."""
    return f"{question.slug}.{OWN_WORDS}"


def _mark(question: Question, given: list[str]) -> int:
    low, high = ENDS[question.kind]
    mark = int(given[-1]) if given[-1].isdecimal() and len(given[-1]) < 3 else -1  # noqa: PLR2004 - two digits
    if not low <= mark <= high:
        raise ValueError(f"Выберите оценку от {low} до {high}.")
    return mark


def _one(question: Question, given: list[str]) -> str:
    if given[-1] not in {option.slug for option in question.choices}:
        raise ValueError("Выберите один из вариантов.")
    return given[-1]


def _several(question: Question, given: list[str]) -> list[str]:
    known = [option.slug for option in question.options if option.slug in given]
    if len(known) != len(set(given)):
        raise ValueError("Выберите варианты из списка.")
    alone = [option.title for option in question.options if option.alone and option.slug in known]
    if alone and len(known) > 1:
        raise ValueError(f"«{alone[0]}» нельзя отметить вместе с другими вариантами.")
    return known


def _number(question: Question, given: list[str]) -> float:
    try:
        value = float(given[-1].replace(",", ".").replace(" ", "").replace("\N{NO-BREAK SPACE}", ""))
    except ValueError:
        raise ValueError("Напишите число цифрами, например 12 или 3,5.") from None
    if not math.isfinite(value) or abs(value) > 1e12:  # noqa: PLR2004 - beyond any count of a municipality
        raise ValueError("Число слишком велико. Проверьте, нет ли лишних цифр.")
    if question.least is not None and value < question.least:
        raise ValueError(f"Число не может быть меньше {question.least:g}.")
    if question.most is not None and value > question.most:
        raise ValueError(f"Число не может быть больше {question.most:g}.")
    return value


def _date(_question: Question, given: list[str]) -> str:
    parts = given[-1].split(".")
    try:
        day = date(*(int(part) for part in reversed(parts))) if len(parts) == 3 else date.fromisoformat(given[-1])  # noqa: PLR2004
    except (ValueError, TypeError, OverflowError):
        raise ValueError("Напишите дату в виде 28.03.2026.") from None
    return day.isoformat()


def _text(_question: Question, given: list[str]) -> str:
    text = given[-1].replace("\x00", "")
    if len(text) > TEXT_LETTERS:
        raise ValueError(f"Ответ длиннее {TEXT_LETTERS} знаков: сократите его, сейчас в нём {len(text)}.")
    return text


def _matrix(question: Question, sent: Sent) -> dict[str, int | str] | None:
    marks: dict[str, int | str] = {}
    for row in question.rows:
        given = [one.strip() for one in sent.get(f"{question.slug}.{row.slug}", ()) if one.strip()]
        if given:
            marks[row.slug] = DONT_KNOW if question.dont_know and DONT_KNOW in given else _mark(question, given)
    if question.required and marks and len(marks) < len(question.rows):
        raise ValueError("Оцените каждую строку.")
    return marks or None


def _with_own_words(path: Sequence[Question], kept: Answers, sent: Sent) -> Answers:
    for question in path:
        own = {option.slug for option in question.options if option.own_words}
        if not own:
            continue
        chosen = kept.get(question.slug)
        taken = set(chosen) if isinstance(chosen, list) else {str(chosen)}
        words = next((one.strip() for one in sent.get(own_words_field(question), ()) if one.strip()), "")
        if own & taken and words:
            kept[own_words_field(question)] = words.replace("\x00", "")[:TEXT_LETTERS]
    return kept


_MISSING = {
    QuestionKind.SCALE: "Выберите оценку.",
    QuestionKind.SCALE_10: "Выберите оценку.",
    QuestionKind.MATRIX: "Оцените каждую строку.",
    QuestionKind.TEXT: "Напишите несколько слов.",
    QuestionKind.MULTIPLE: "Выберите хотя бы один вариант.",
}
_READERS: dict[QuestionKind, Callable[[Question, list[str]], Answer]] = {
    QuestionKind.SCALE: _mark,
    QuestionKind.SCALE_10: _mark,
    QuestionKind.YES_NO: _one,
    QuestionKind.SINGLE: _one,
    QuestionKind.MULTIPLE: _several,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _date,
    QuestionKind.TEXT: _text,
}
