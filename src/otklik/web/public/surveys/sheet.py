"""A questionnaire laid out for a page: its questions in order, with names of fields, what was typed, what is wrong."""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from otklik.core.questionnaire.answers import DONT_KNOW, Sent, own_words_field
from otklik.core.questionnaire.enums import ENDS, QuestionKind
from otklik.core.questionnaire.schema import END, Option, Question, Questionnaire, Row, Words
from otklik.core.russian import plural

Problems = Mapping[str, str]
_NOTHING: Sent = {}
_NO_PROBLEMS: Problems = {}


@dataclass(frozen=True)
class Choice:
    """One radio button or tick box; `own_name` is the field of «другое: …» beside it."""

    id: str
    name: str
    value: str
    title: str
    is_chosen: bool = False
    own_name: str = ""
    own_words: str = ""
    is_alone: bool = False


@dataclass(frozen=True)
class Line:
    """A row of a matrix with its marks."""

    id: str
    title: str
    choices: tuple[Choice, ...]
    dont_know: Choice | None


@dataclass(frozen=True)
class Asked:
    """One question as it stands on the page."""

    slug: str
    number: int
    shape: str
    title: str
    hint: str
    is_required: bool
    is_multiple: bool
    choices: tuple[Choice, ...]
    dont_know: Choice | None
    lines: tuple[Line, ...]
    ends: tuple[str, ...]
    value: str
    problem: str
    jumps: str
    """{answer: slug of the question to go to} as JSON for the page's own script; empty without jumps."""
    ways: tuple[str, ...]
    """The jumps in words, as on paper."""


#: How a kind is laid out: the template's name.
SHAPES = {
    QuestionKind.SCALE: "scale",
    QuestionKind.SCALE_10: "marks",
    QuestionKind.YES_NO: "choices",
    QuestionKind.SINGLE: "choices",
    QuestionKind.MULTIPLE: "choices",
    QuestionKind.MATRIX: "matrix",
    QuestionKind.NUMBER: "number",
    QuestionKind.DATE: "date",
    QuestionKind.TEXT: "text",
}


@dataclass(frozen=True)
class _Showing:
    """What one showing of the page has beside the questionnaire."""

    numbers: Mapping[str, int]
    language: str
    sent: Sent
    problems: Mapping[str, str]
    chance: random.Random

    def said(self, words: str, translations: Words) -> str:
        return translations.get(self.language, words)


def lay_out(
    questionnaire: Questionnaire,
    language: str = "",
    sent: Sent = _NOTHING,
    problems: Problems = _NO_PROBLEMS,
    variant: int = 0,
) -> tuple[Asked, ...]:
    """The questions in a language; `variant` gives the order of options where it is to be random."""
    numbers = {question.slug: place for place, question in enumerate(questionnaire.questions, start=1)}
    chance = random.Random(variant)  # noqa: S311 - the order of options, nothing secret
    showing = _Showing(numbers, language, sent, problems, chance)
    return tuple(_asked(question, showing) for question in questionnaire.questions)


def paths_css(questionnaire: Questionnaire) -> str:
    """Rules that hide what an answer skips, for those without scripts: questions between the jump and its target."""
    slugs = [question.slug for question in questionnaire.questions]
    rules = []
    for place, question in enumerate(questionnaire.questions):
        for jump in question.jumps:
            end = len(slugs) if jump.to == END else slugs.index(jump.to)
            skipped = ", ".join(f"#{field_id(slug)}" for slug in slugs[place + 1 : end])
            chosen = ", ".join(f"#{field_id(question.slug, answer)}:checked" for answer in jump.answers)
            if skipped:
                rules.append(f"form:has({chosen}) :is({skipped}) {{ display: none; }}")
    return "\n".join(rules) + "\n"


def field_id(*parts: str) -> str:
    """The id of a question («q-slug»), of an option («q-slug-option»)."""
    return "-".join(("q", *parts))


def _asked(question: Question, showing: _Showing) -> Asked:
    given = showing.sent.get(question.slug, ())
    jumps = {answer: jump.to for jump in question.jumps for answer in jump.answers}
    return Asked(
        slug=question.slug,
        number=showing.numbers[question.slug],
        shape=SHAPES[question.kind],
        title=showing.said(question.title, question.translations),
        hint=question.hint,
        is_required=question.required,
        is_multiple=question.kind is QuestionKind.MULTIPLE,
        choices=_choices(question, showing),
        dont_know=_dont_know(question.slug, given) if question.dont_know and not question.rows else None,
        lines=tuple(_line(question, row, showing) for row in question.rows),
        ends=_ends(question),
        value=given[-1] if given else "",
        problem=showing.problems.get(question.slug, ""),
        jumps=json.dumps(jumps) if jumps else "",
        ways=_ways(question, showing),
    )


def _choices(question: Question, showing: _Showing) -> tuple[Choice, ...]:
    given = showing.sent.get(question.slug, ())
    if question.kind in {QuestionKind.SCALE, QuestionKind.SCALE_10}:
        return _marks(question, question.slug, given)
    options = _shuffled(question.choices, showing.chance) if question.shuffled else question.choices
    own = own_words_field(question)
    typed = "".join(showing.sent.get(own, ())[-1:])
    return tuple(
        Choice(
            id=field_id(question.slug, option.slug),
            name=question.slug,
            value=option.slug,
            title=showing.said(option.title, option.translations),
            is_chosen=option.slug in given,
            own_name=own if option.own_words else "",
            own_words=typed if option.own_words else "",
            is_alone=option.alone,
        )
        for option in options
    )


def _shuffled(options: Sequence[Option], chance: random.Random) -> tuple[Option, ...]:
    """In random order; «другое» and «ничего из перечисленного» stay at the end."""
    loose = [option for option in options if not (option.own_words or option.alone)]
    chance.shuffle(loose)
    return (*loose, *(option for option in options if option.own_words or option.alone))


def _marks(question: Question, name: str, given: Sequence[str]) -> tuple[Choice, ...]:
    """Worst to best, each mark with its word where it has one."""
    low, high = ENDS[question.kind]
    words = question.words if len(question.words) == high - low + 1 else ("",) * (high - low + 1)
    id_of = name.split(".")
    return tuple(
        Choice(field_id(*id_of, str(mark)), name, str(mark), words[mark - low], is_chosen=str(mark) in given)
        for mark in range(low, high + 1)
    )


def _ends(question: Question) -> tuple[str, ...]:
    """The words of the lowest and the highest mark."""
    return (question.words[0], question.words[-1]) if question.words else ()


def _line(question: Question, row: Row, showing: _Showing) -> Line:
    name = f"{question.slug}.{row.slug}"
    given = showing.sent.get(name, ())
    unsure = _dont_know(name, given) if question.dont_know else None
    title = showing.said(row.title, row.translations)
    return Line(field_id(question.slug, row.slug), title, _marks(question, name, given), unsure)


def _dont_know(name: str, given: Sequence[str]) -> Choice:
    id_of = field_id(*name.split("."), DONT_KNOW)
    return Choice(id_of, name, DONT_KNOW, "Затрудняюсь ответить", is_chosen=DONT_KNOW in given)


def _ways(question: Question, showing: _Showing) -> tuple[str, ...]:
    titles = {option.slug: showing.said(option.title, option.translations) for option in question.choices}
    said = []
    for jump in question.jumps:
        answers = " или ".join(f"«{titles.get(answer, answer)}»" for answer in jump.answers)
        to = "анкета закончена, отправьте её" if jump.to == END else f"переходите к вопросу {showing.numbers[jump.to]}"
        said.append(f"Если {answers}, {to}.")
    return tuple(said)


def told_length(questionnaire: Questionnaire) -> str:
    """«10 вопросов, около 2 минут»."""
    count, minutes = len(questionnaire.questions), questionnaire.minutes
    return (
        f"{count} {plural(count, 'вопрос', 'вопроса', 'вопросов')}, "
        f"около {minutes} {plural(minutes, 'минуты', 'минут', 'минут')}"
    )
