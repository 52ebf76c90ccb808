"""A questionnaire as it is printed and filled in with a pen: numbered, with boxes, directions and lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from otklik.core.questionnaire.enums import QuestionKind
from otklik.core.questionnaire.schema import Option, Question, Questionnaire
from otklik.core.questionnaire.wording import UNSURE_WORDS, direction_after, marks_of, numbers_of

Shape = Literal["boxes", "marks", "grid", "line", "lines"]
ANONYMITY = (
    "Не пишите на листе фамилию, адрес и телефон. Ответы сводят вместе с ответами других людей: "
    "узнать, кто заполнил лист, нельзя."
)


@dataclass(frozen=True)
class Box:
    """A box to tick with its words; `direction`: where to go on; `own`: a line for one's own words."""

    words: str
    mark: str = ""
    direction: str = ""
    own: bool = False


@dataclass(frozen=True)
class PaperQuestion:
    """A question on paper."""

    number: int
    title: str
    rule: str
    """«Отметьте один ответ»."""
    shape: Shape
    boxes: tuple[Box, ...] = ()
    rows: tuple[str, ...] = ()
    unsure: bool = False
    direction: str = ""
    """Where every answer leads."""


@dataclass(frozen=True)
class PaperForm:
    """The whole sheet. `code` and `address` are those of the survey's paper link; empty on a trial print.

    `large`: type of 16 points, one box a line. `columns`: two columns of small type.
    """

    title: str
    lead: str
    administration: str
    questions: tuple[PaperQuestion, ...]
    thanks: str = ""
    anonymity: str = ANONYMITY
    returning: str = ""
    code: str = ""
    address: str = ""
    large: bool = False
    columns: bool = False


def paper_questions(questionnaire: Questionnaire) -> tuple[PaperQuestion, ...]:
    """The questions of the questionnaire as paper shows them, in order."""
    numbers = numbers_of(questionnaire)
    return tuple(_on_paper(questionnaire, question, numbers[question.slug]) for question in questionnaire.questions)


def _on_paper(questionnaire: Questionnaire, question: Question, number: int) -> PaperQuestion:
    shape, rule = _SHAPES[question.kind]
    boxes = tuple(_boxes(questionnaire, question))
    ways = {box.direction for box in boxes}
    same = ways.pop() if len(ways) == 1 else ""
    return PaperQuestion(
        number=number,
        title=question.title,
        rule=" ".join(part for part in (question.hint, _rule_of(question, rule)) if part),
        shape=shape,
        boxes=tuple(Box(box.words, box.mark, "", box.own) for box in boxes) if same else boxes,
        rows=tuple(row.title for row in question.rows),
        unsure=question.dont_know,
        direction=same,
    )


def _rule_of(question: Question, rule: str) -> str:
    if "можно отметить" in question.hint.lower():
        return ""
    if question.kind is QuestionKind.NUMBER:
        ends = [(question.least, "от"), (question.most, "до")]
        return " ".join([rule, *(f"{word} {value:g}" for value, word in ends if value is not None)]) + "."
    return rule


def _boxes(questionnaire: Questionnaire, question: Question) -> Iterator[Box]:
    if question.kind in {QuestionKind.SCALE, QuestionKind.SCALE_10, QuestionKind.MATRIX}:
        for mark, words in marks_of(question):
            yield Box(words, str(mark), direction_after(questionnaire, question, str(mark)))
    else:
        yield from (_option_box(questionnaire, question, option) for option in question.choices)
    if question.dont_know and question.kind is not QuestionKind.MATRIX:
        yield Box(UNSURE_WORDS)


def _option_box(questionnaire: Questionnaire, question: Question, option: Option) -> Box:
    return Box(option.title, "", direction_after(questionnaire, question, option.slug), option.own_words)


_SHAPES: dict[QuestionKind, tuple[Shape, str]] = {
    QuestionKind.SCALE: ("marks", "Отметьте одну оценку."),
    QuestionKind.SCALE_10: ("marks", "Отметьте одно число."),
    QuestionKind.YES_NO: ("boxes", ""),
    QuestionKind.SINGLE: ("boxes", "Отметьте один ответ."),
    QuestionKind.MULTIPLE: ("boxes", "Можно отметить несколько ответов."),
    QuestionKind.MATRIX: ("grid", "Отметьте одну оценку в каждой строке."),
    QuestionKind.NUMBER: ("line", "Напишите число"),
    QuestionKind.DATE: ("line", "Напишите дату: день, месяц, год."),
    QuestionKind.TEXT: ("lines", ""),
}
