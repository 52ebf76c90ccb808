"""What changed between two editions of a questionnaire, question by question."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from otklik.core.questionnaire.enums import QuestionKind
from otklik.core.questionnaire.schema import Question, Questionnaire
from otklik.core.questionnaire.wording import RATES, jumps_of, numbers_of

Sort = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True)
class Change:
    """One trait that reads otherwise: how it was, how it is."""

    what: str
    was: str
    now: str


@dataclass(frozen=True)
class QuestionDifference:
    """A question that was added, removed, changed or stands elsewhere."""

    slug: str
    title: str
    sort: Sort
    was_number: int | None
    number: int | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Differences:
    """Of two editions: of the questionnaire itself, of its questions in the order of the newer one."""

    own: tuple[Change, ...]
    questions: tuple[QuestionDifference, ...]

    def __bool__(self) -> bool:
        return bool(self.own or self.questions)


def differences(old: Questionnaire, new: Questionnaire) -> Differences:
    """What a reader of both would notice; a question is the same one when it bears the same name."""
    before, after = numbers_of(old), numbers_of(new)
    moved = _moved([slug for slug in before if slug in after], [slug for slug in after if slug in before])
    found = [_compared(old, new, slug, slug in moved) for slug in after]
    gone = [
        QuestionDifference(slug, old.question(slug).title, "removed", number, None)
        for slug, number in before.items()
        if slug not in after
    ]
    own = tuple(_changes(_own_traits(old), _own_traits(new)))
    return Differences(own, tuple(one for one in (*found, *gone) if one))


def _compared(old: Questionnaire, new: Questionnaire, slug: str, is_moved: bool) -> QuestionDifference | None:
    question, number = new.question(slug), numbers_of(new)[slug]
    was = numbers_of(old).get(slug)
    if was is None:
        return QuestionDifference(slug, question.title, "added", None, number)
    changes = tuple(_changes(_traits(old, old.question(slug)), _traits(new, question)))
    if not changes and not is_moved:
        return None
    return QuestionDifference(slug, question.title, "changed" if changes else "moved", was, number, changes)


def _moved(before: list[str], after: list[str]) -> set[str]:
    """The fewest questions whose moving explains the new order: those outside a longest common run."""
    place = {slug: at for at, slug in enumerate(before)}
    best: dict[str, list[str]] = {}
    for at, slug in enumerate(after):
        runs = [best[one] for one in after[:at] if place[one] < place[slug]]
        best[slug] = [*_longest(runs), slug]
    return set(after) - set(_longest(list(best.values())))


def _longest(runs: list[list[str]]) -> list[str]:
    return max(runs, key=len) if runs else []


def _changes(was: dict[str, str], now: dict[str, str]) -> Iterator[Change]:
    for what in dict.fromkeys((*was, *now)):
        if was.get(what, "") != now.get(what, ""):
            yield Change(what, was.get(what, ""), now.get(what, ""))


def _own_traits(questionnaire: Questionnaire) -> dict[str, str]:
    return {
        "Название": questionnaire.title,
        "Вступление": questionnaire.lead,
        "Слова в конце": questionnaire.thanks,
        "Минут на ответы": str(questionnaire.minutes),
        "Для каких опросов": ", ".join(questionnaire.surveys),
        "Другие языки": ", ".join(questionnaire.languages.values()),
    }


def _traits(questionnaire: Questionnaire, question: Question) -> dict[str, str]:
    marked = {
        "Обязательный": question.required,
        "«Затрудняюсь ответить»": question.dont_know,
        "Случайный порядок": question.shuffled,
        "Обратная шкала": question.reversed,
        "Только в полной форме": question.form == "full",
    }
    return {
        "Вопрос": question.title,
        "Пояснение": question.hint,
        "Вид": question.kind.label,
        "Варианты": "; ".join(_option_words(question)),
        "Строки": "; ".join(row.title for row in question.rows),
        "Подписи оценок": "; ".join(question.anchors),
        "Что оценивает": " ".join(
            part for part in (RATES[question.rates] if question.rates else "", question.of) if part
        ),
        "Признак": question.cut.label if question.cut else "",
        "Границы числа": _ends(question),
        "Переходы": "; ".join(str(jump) for jump in jumps_of(questionnaire, question)),
        **{what: "да" if holds else "нет" for what, holds in marked.items()},
    }


def _option_words(question: Question) -> Iterator[str]:
    for option in question.options:
        yield option.title + (f" ({option.score:g})" if option.score is not None else "")


def _ends(question: Question) -> str:
    if question.kind is not QuestionKind.NUMBER or (question.least is None and question.most is None):
        return ""
    ends = ((question.least, "от"), (question.most, "до"))
    return " ".join(f"{word} {value:g}" for value, word in ends if value is not None)
