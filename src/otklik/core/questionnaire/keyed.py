"""Entry of a sheet by keyboard: each question is a short code, typed as it is marked on the paper.

A mark is its digit, an option its number, several options «1,3», «затрудняюсь ответить» a minus; nothing is nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from otklik.core.questionnaire.answers import DONT_KNOW, Answers, Reading, own_words_field, read_answers
from otklik.core.questionnaire.enums import ENDS, QuestionKind
from otklik.core.questionnaire.schema import END, Jump, Question, Questionnaire

#: What is typed for «затрудняюсь ответить»; a dash of any kind will do.
UNSURE = "-"
_DASHES = str.maketrans("–—−", "---")
_SCALES = frozenset(ENDS)


@dataclass(frozen=True)
class KeyedField:
    """One box of the entry form: its name in the form, what it asks, what each code means."""

    name: str
    title: str
    kind: QuestionKind
    place: str
    """Number as printed: «3», or «3.2» for the second row of a table."""
    group: str = ""
    """Title of the table that the row belongs to."""
    codes: tuple[tuple[str, str], ...] = ()
    """(code, meaning): («4», «Хорошо»)."""
    is_words: bool = False
    takes_unsure: bool = False
    directions: tuple[str, ...] = ()
    """Where an answer leads: «если 2, переходите к вопросу 5»."""

    @property
    def is_several(self) -> bool:
        """Several codes may be typed, with commas."""
        return self.kind is QuestionKind.MULTIPLE and not self.is_words


def keyed_fields(questionnaire: Questionnaire) -> tuple[KeyedField, ...]:
    """Every box in the order of the paper."""
    places = {question.slug: place for place, question in enumerate(questionnaire.questions, start=1)}
    return tuple(field for question in questionnaire.questions for field in _fields(question, places))


def _fields(question: Question, places: Mapping[str, int]) -> Iterator[KeyedField]:
    place = str(places[question.slug])
    if question.kind is QuestionKind.MATRIX:
        for at, row in enumerate(question.rows, start=1):
            yield KeyedField(
                f"{question.slug}.{row.slug}",
                row.title,
                question.kind,
                f"{place}.{at}",
                question.title if at == 1 else "",
                _codes(question),
                takes_unsure=question.dont_know,
            )
        return
    yield KeyedField(
        question.slug,
        question.title,
        question.kind,
        place,
        codes=_codes(question),
        is_words=question.kind is QuestionKind.TEXT,
        takes_unsure=question.dont_know,
        directions=tuple(_direction(question, jump, places) for jump in question.jumps),
    )
    if any(option.own_words for option in question.options):
        yield KeyedField(own_words_field(question), "Своими словами", question.kind, place, is_words=True)


def _direction(question: Question, jump: Jump, places: Mapping[str, int]) -> str:
    codes = [_place_of(question, answer) if question.choices else answer for answer in jump.answers]
    to = "заканчивайте" if jump.to == END else f"переходите к вопросу {places[jump.to]}"
    return f"если {' или '.join(codes)}, {to}"


def _codes(question: Question) -> tuple[tuple[str, str], ...]:
    if question.kind in _SCALES:
        low, high = ENDS[question.kind]
        words = question.words if len(question.words) == high - low + 1 else ()
        return tuple(
            (str(mark), words[mark - low] if words else _end(question, mark, low, high))
            for mark in range(low, high + 1)
        )
    return tuple((str(number), option.title) for number, option in enumerate(question.choices, start=1))


def _end(question: Question, mark: int, low: int, high: int) -> str:
    """The words of the two ends of a scale whose middle has none."""
    ends = {low: 0, high: -1}
    return question.words[ends[mark]] if question.words and mark in ends else ""


def read_keyed(questionnaire: Questionnaire, typed: Mapping[str, str]) -> Reading:
    """Answers of a sheet; an empty box is no answer even to a required question: paper cannot ask again.

    `problems` names the boxes (not the questions) whose code means nothing.
    """
    sent, problems = decoded(questionnaire, typed)
    lenient = _lenient(questionnaire)
    reading = read_answers(lenient, sent)
    for slug, words in reading.problems.items():
        problems.setdefault(slug, words)
    return Reading(reading.answers, problems)


def _lenient(questionnaire: Questionnaire) -> Questionnaire:
    questions = tuple(one.model_copy(update={"required": False}) for one in questionnaire.questions)
    return questionnaire.model_copy(update={"questions": questions})


def decoded(questionnaire: Questionnaire, typed: Mapping[str, str]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The codes as a page would have sent the answers, and what is wrong by box (in Russian)."""
    sent: dict[str, list[str]] = {}
    problems: dict[str, str] = {}
    by_slug = {question.slug: question for question in questionnaire.questions}
    for field in keyed_fields(questionnaire):
        code = typed.get(field.name, "").strip()
        if not code:
            continue
        question = by_slug[field.name.split(".")[0]]
        try:
            sent[field.name] = [code] if field.is_words else _meaning(question, code)
        except ValueError as fault:
            problems[field.name] = str(fault)
    return sent, problems


def _meaning(question: Question, code: str) -> list[str]:
    if code.translate(_DASHES) == UNSURE and question.kind is not QuestionKind.NUMBER:
        if not question.dont_know:
            raise ValueError("В этом вопросе нет ответа «Затрудняюсь ответить».")
        return [DONT_KNOW]
    choices = question.choices
    if question.kind is QuestionKind.MULTIPLE:
        return [_slug(question, part) for part in code.replace(";", ",").replace(" ", ",").split(",") if part]
    return [_slug(question, code)] if choices else [code]


def _slug(question: Question, code: str) -> str:
    number = int(code) if code.isdecimal() and len(code) < 4 else 0  # noqa: PLR2004 - no questionnaire has so many
    if not 1 <= number <= len(question.choices):
        raise ValueError(f"Наберите номер варианта от 1 до {len(question.choices)}.")
    return question.choices[number - 1].slug


def typed_again(questionnaire: Questionnaire, answers: Answers) -> dict[str, str]:
    """The codes that give these answers: to mend a sheet, to compare two entries box by box."""
    typed: dict[str, str] = {}
    for question in questionnaire.questions:
        answer = answers.get(question.slug)
        if isinstance(answer, dict):
            typed |= {f"{question.slug}.{row}": _mark_code(mark) for row, mark in answer.items()}
        elif answer is not None:
            typed[question.slug] = UNSURE if answer == DONT_KNOW else _WRITERS[question.kind](question, answer)
        own = answers.get(own_words_field(question))
        if isinstance(own, str):
            typed[own_words_field(question)] = own
    return typed


def _mark_code(mark: object) -> str:
    return UNSURE if mark == DONT_KNOW else str(mark)


def _place_of(question: Question, slug: object) -> str:
    return str(next(at for at, option in enumerate(question.choices, start=1) if option.slug == slug))


def _places_of(question: Question, slugs: object) -> str:
    return ",".join(_place_of(question, slug) for slug in slugs) if isinstance(slugs, list) else ""


_WRITERS: dict[QuestionKind, Callable[[Question, object], str]] = {
    QuestionKind.SCALE: lambda _question, answer: str(answer),
    QuestionKind.SCALE_10: lambda _question, answer: str(answer),
    QuestionKind.YES_NO: _place_of,
    QuestionKind.SINGLE: _place_of,
    QuestionKind.MULTIPLE: _places_of,
    QuestionKind.NUMBER: lambda _question, answer: f"{answer:.15g}" if isinstance(answer, float) else str(answer),
    QuestionKind.DATE: lambda _question, answer: str(answer),
    QuestionKind.TEXT: lambda _question, answer: str(answer),
}


@dataclass(frozen=True)
class Difference:
    """A box that two people entered differently."""

    field: KeyedField
    first: str
    second: str


def differences(questionnaire: Questionnaire, first: Answers, second: Answers) -> tuple[Difference, ...]:
    """Boxes that differ; in words the case and the spaces do not count."""
    one, two = typed_again(questionnaire, first), typed_again(questionnaire, second)
    pairs = ((field, one.get(field.name, ""), two.get(field.name, "")) for field in keyed_fields(questionnaire))
    return tuple(Difference(field, a, b) for field, a, b in pairs if _plain(field, a) != _plain(field, b))


def _plain(field: KeyedField, text: str) -> str:
    return " ".join(text.casefold().split()) if field.is_words else text
