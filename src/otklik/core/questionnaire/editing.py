"""Changes of a questionnaire: every one gives a new, checked questionnaire, or says in Russian why it cannot be."""

import json
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from otklik.core.questionnaire.schema import END, Question, Questionnaire


class CannotChange(ValueError):  # noqa: N818 - says what happened
    """The change would break the questionnaire; the message is Russian and says why."""


def moved(questionnaire: Questionnaire, slug: str, steps: int) -> Questionnaire:
    """The question that many places further down (up when negative); CannotChange when a jump would lead backwards."""
    questions = list(questionnaire.questions)
    place = _place(questionnaire, slug)
    target = min(max(place + steps, 0), len(questions) - 1)
    questions.insert(target, questions.pop(place))
    return with_questions(questionnaire, questions)


def without(questionnaire: Questionnaire, *slugs: str) -> Questionnaire:
    """Without these questions; a jump to one of them leads to the next that is kept."""
    gone = set(slugs)
    order = [question.slug for question in questionnaire.questions]
    if not set(order) - gone:
        raise CannotChange("В анкете должен остаться хотя бы один вопрос.")
    kept = [question for question in questionnaire.questions if question.slug not in gone]
    return with_questions(questionnaire, [_turned(question, order, gone) for question in kept])


def placed(questionnaire: Questionnaire, question: Question, *, instead_of: str = "", after: str = "") -> Questionnaire:
    """With the question in place of another, behind another, or at the end."""
    questions = list(questionnaire.questions)
    if instead_of:
        questions[_place(questionnaire, instead_of)] = question
    elif after:
        questions.insert(_place(questionnaire, after) + 1, question)
    else:
        questions.append(question)
    return with_questions(questionnaire, questions)


def with_questions(questionnaire: Questionnaire, questions: Sequence[Question]) -> Questionnaire:
    """The same questionnaire with these questions, checked; CannotChange says what is wrong."""
    return with_facts(questionnaire, questions=[written(question) for question in questions])


def with_facts(questionnaire: Questionnaire, **facts: Any) -> Questionnaire:
    """The same questionnaire with other values of its own keys, checked."""
    return checked({**written(questionnaire), **facts})


def checked(content: dict[str, Any]) -> Questionnaire:
    """A questionnaire of plain values; CannotChange says in Russian what is wrong with them."""
    try:
        return Questionnaire.model_validate_json(json.dumps(content))
    except ValidationError as error:
        raise CannotChange("; ".join(fault_words(dict(one)) for one in error.errors(include_url=False))) from error


def checked_question(content: dict[str, Any]) -> Question:
    """A question of plain values; a ValidationError tells the faults by key."""
    return Question.model_validate_json(json.dumps(content))


def written(content: Questionnaire | Question) -> dict[str, Any]:
    """Plain values, without what is left at its default."""
    return content.model_dump(mode="json", exclude_defaults=True)


def fault_words(error: dict[str, Any]) -> str:
    """A fault of the schema in words of a person who writes questions."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return str(context.get("error", error["msg"]))
    if kind in _FAULTS:
        return _FAULTS[kind].format_map(context)
    return f"Значение не подходит: «{str(error.get('input', ''))[:60]}»."


_FAULTS = {
    "string_too_long": "Сократите: можно не больше {max_length} знаков.",
    "string_too_short": "Заполните это поле.",
    "missing": "Заполните это поле.",
    "too_long": "Слишком много: можно не больше {max_length}.",
    "too_short": "Нужен хотя бы один пункт.",
    "greater_than_equal": "Число должно быть не меньше {ge}.",
    "less_than_equal": "Число должно быть не больше {le}.",
    "string_pattern_mismatch": "Имя пишут строчными латинскими буквами, цифрами и подчёркиванием, первой идёт буква.",
}


def _place(questionnaire: Questionnaire, slug: str) -> int:
    for place, question in enumerate(questionnaire.questions):
        if question.slug == slug:
            return place
    raise CannotChange("Такого вопроса в анкете уже нет: его убрали или переименовали.")


def _turned(question: Question, order: list[str], gone: set[str]) -> Question:
    def target(to: str) -> str:
        later = order[order.index(to) :] if to != END else []
        return next((slug for slug in later if slug not in gone), END)

    jumps = tuple(jump.model_copy(update={"to": target(jump.to)}) for jump in question.jumps)
    return question.model_copy(update={"jumps": jumps})
