"""A questionnaire in words: numbers of its questions, its jumps, what a question rates."""

from collections.abc import Iterator
from dataclasses import dataclass

from otklik.core.questionnaire.enums import ENDS, QuestionKind, Rates
from otklik.core.questionnaire.schema import END, Jump, Question, Questionnaire, possible_answers

RATES: dict[Rates, str] = {
    "whole": "В целом",
    "quality": "Качество результата",
    "element": "Отдельный элемент или этап",
    "information": "Информация на сайте",
    "activity": "Деятельность администрации",
    "aspect": "Предмет оценки сотрудников",
}
UNSURE_WORDS = "Затрудняюсь ответить"


@dataclass(frozen=True)
class JumpWords:
    """A jump as it is told: «Нет: переходите к вопросу 5»."""

    answers: tuple[str, ...]
    """Words of the answers; none: whatever the answer."""
    to: int | None
    """Number of the question; None: the end of the questionnaire."""

    @property
    def direction(self) -> str:
        """«переходите к вопросу 5» or «окончание опроса»."""
        return f"переходите к вопросу {self.to}" if self.to else "окончание опроса"

    def __str__(self) -> str:
        given = " или ".join(f"«{answer}»" for answer in self.answers) or "любой ответ"
        return f"{given}: {self.direction}"


def numbers_of(questionnaire: Questionnaire) -> dict[str, int]:
    """Number of each question, from 1, in order."""
    return {question.slug: number for number, question in enumerate(questionnaire.questions, start=1)}


def jumps_of(questionnaire: Questionnaire, question: Question) -> tuple[JumpWords, ...]:
    """The jumps of a question in words."""
    numbers = numbers_of(questionnaire)
    every = set(possible_answers(question))
    return tuple(
        JumpWords(
            tuple(answer_words(question, answer) for answer in jump.answers if every - set(jump.answers)),
            None if jump.to == END else numbers[jump.to],
        )
        for jump in question.jumps
    )


def direction_after(questionnaire: Questionnaire, question: Question, answer: str) -> str:
    """«переходите к вопросу 5» behind that answer, empty when the next question follows."""
    jump = next((one for one in question.jumps if answer in one.answers), None)
    return _direction(questionnaire, jump) if jump else ""


def _direction(questionnaire: Questionnaire, jump: Jump) -> str:
    return JumpWords((), None if jump.to == END else numbers_of(questionnaire)[jump.to]).direction


def answer_words(question: Question, answer: str) -> str:
    """Words of an answer that a jump names: title of the option, the mark itself."""
    return next((option.title for option in question.choices if option.slug == answer), answer)


def marks_of(question: Question) -> Iterator[tuple[int, str]]:
    """(mark, its words) of a scale; empty words between the named ends of 0 to 10."""
    low, high = ENDS[question.kind]
    words = question.words
    for mark in range(low, high + 1):
        if len(words) == high - low + 1:
            yield mark, words[mark - low]
        else:
            yield mark, {low: words[0], high: words[-1]}.get(mark, "") if words else ""


def traits_of(question: Question) -> tuple[str, ...]:
    """What a maker of questionnaires wants to see beside a question, in words."""
    found = (
        (question.required, "обязательный"),
        (question.dont_know, "есть «затрудняюсь ответить»"),
        (question.shuffled, "варианты в случайном порядке"),
        (question.reversed, "обратная шкала"),
        (question.form == "full", "только в полной форме"),
        (question.cut is not None, f"признак: {question.cut.label.lower()}" if question.cut else ""),
        (question.criterion is not None, "критерий «Ваш контроль»"),
        (any(option.score is not None for option in question.options), "со скрытыми баллами"),
    )
    return tuple(words for holds, words in found if holds)


def has_jumps(kind: QuestionKind) -> bool:
    """Whether an answer of this kind can lead elsewhere."""
    return kind in {
        QuestionKind.SCALE,
        QuestionKind.SCALE_10,
        QuestionKind.YES_NO,
        QuestionKind.SINGLE,
        QuestionKind.MULTIPLE,
    }
