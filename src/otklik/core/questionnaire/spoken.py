"""A questionnaire read aloud by phone: each question, what may be answered, where to go next."""

from dataclasses import dataclass

from otklik.core.questionnaire.enums import ENDS, QuestionKind
from otklik.core.questionnaire.schema import END, Question, Questionnaire


@dataclass(frozen=True)
class Spoken:
    """One question as the operator reads it."""

    number: int
    title: str
    how: str
    """What is said after the question: how one answers."""
    rows: tuple[str, ...]
    answers: tuple[str, ...]
    next: tuple[str, ...]
    """«Если «Нет», переходите к вопросу 5»."""


def spoken(questionnaire: Questionnaire) -> tuple[Spoken, ...]:
    """The questions in order. Порядок: murashi 5.2 («посредством консультационной линии»)."""
    numbers = {question.slug: number for number, question in enumerate(questionnaire.questions, start=1)}
    return tuple(_spoken(question, numbers) for question in questionnaire.questions)


def _spoken(question: Question, numbers: dict[str, int]) -> Spoken:
    return Spoken(
        number=numbers[question.slug],
        title=question.title,
        how=_how(question),
        rows=tuple(row.title for row in question.rows),
        answers=_answers(question),
        next=tuple(_jump(question, jump.answers, jump.to, numbers) for jump in question.jumps),
    )


_HOW = {
    QuestionKind.SINGLE: "Прочитайте варианты, отметьте один.",
    QuestionKind.MULTIPLE: "Прочитайте варианты, отметьте все, что назовут.",
    QuestionKind.YES_NO: "Да или нет?",
    QuestionKind.NUMBER: "Запишите число.",
    QuestionKind.DATE: "Запишите день, месяц и год.",
    QuestionKind.TEXT: "Запишите слова человека, не пересказывая. Имён и адресов не записывайте.",
}


def _how(question: Question) -> str:
    if question.kind in ENDS:
        low, high = ENDS[question.kind]
        said = f"Поставьте оценку от {low} до {high}."
        return f"{said} Читайте строки по одной." if question.rows else said
    return _HOW[question.kind]


def _answers(question: Question) -> tuple[str, ...]:
    marks: tuple[str, ...] = tuple(option.title for option in question.choices)
    if question.kind in ENDS:
        low, high = ENDS[question.kind]
        words = question.words
        if len(words) == high - low + 1:
            marks = tuple(f"{mark} — {word[:1].lower()}{word[1:]}" for mark, word in enumerate(words, start=low))
        elif words:
            marks = (
                f"{low} — {words[0][:1].lower()}{words[0][1:]}",
                f"{high} — {words[-1][:1].lower()}{words[-1][1:]}",
            )
        else:
            marks = (f"{low} — хуже некуда", f"{high} — лучше некуда")
    return (*marks, "затрудняюсь ответить (вслух не предлагайте)") if question.dont_know else marks


def _jump(question: Question, answers: tuple[str, ...], to: str, numbers: dict[str, int]) -> str:
    titles = {option.slug: option.title for option in question.choices}
    said = " или ".join(f"«{titles.get(answer, answer)}»" for answer in answers)
    return f"Если {said}, " + ("закончите опрос." if to == END else f"переходите к вопросу {numbers[to]}.")
