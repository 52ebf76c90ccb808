"""The schema of a questionnaire: one for the profile's TOML, the editor, the paper and the page."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from otklik.core.appeals import Audience
from otklik.core.questionnaire.enums import ENDS, FROM_CATALOGUE, Criterion, Cut, QuestionKind, Rates
from otklik.core.strict import Slug, Strict

#: What a jump may name beside a question: the end of the questionnaire («окончание опроса»).
END = "end"
YES, NO = "yes", "no"
#: Verbal anchors of 1 to 5 where a question states none.
ANCHORS = ("Очень плохо", "Плохо", "Ни плохо, ни хорошо", "Хорошо", "Очень хорошо")
MOST_QUESTIONS, MOST_OPTIONS, MOST_ROWS = 60, 60, 20

Title = Annotated[str, Field(max_length=500)]
#: {language code: words}; absent words are shown in Russian.
Words = dict[str, str]


class Option(Strict):
    """One of the answers to choose from."""

    slug: Slug
    title: Title
    score: float | None = None
    """Hidden score of the option; None: it enters no mean."""
    alone: bool = False
    """True: in «несколько ответов» it excludes the others («ничего из перечисленного»)."""
    own_words: bool = False
    """True: «другое» with a line of its own."""
    translations: Words = Field(default_factory=dict)


class Row(Strict):
    """A row of a matrix, rated on the matrix's scale."""

    slug: Slug
    title: Title
    rates: Rates | None = None
    of: str = ""
    """As `Question.of`."""
    reversed: bool = False
    translations: Words = Field(default_factory=dict)


class Jump(Strict):
    """«Если ответ такой, переходите к вопросу N»: only forwards, or to the end."""

    answers: Annotated[tuple[str, ...], Field(min_length=1)]
    """Slugs of options; «yes», «no»; marks of a scale as text."""
    to: str
    """Slug of a later question or «end»."""


class Question(Strict):
    """One question of a questionnaire."""

    slug: Slug
    kind: QuestionKind = Field(strict=False)
    title: Title
    hint: Annotated[str, Field(min_length=0, max_length=500)] = ""
    rates: Rates | None = None
    """What its mark enters: the whole, quality, an element or stage, information, the activity, an internal aspect."""
    of: str = ""
    """Which element, touchpoint or aspect (slug of the profile's list or of the administration's catalogue)."""
    criterion: Criterion | None = Field(default=None, strict=False)
    """The criterion of «Ваш контроль» that the question answers."""
    cut: Cut | None = Field(default=None, strict=False)
    options: Annotated[tuple[Option, ...], Field(max_length=MOST_OPTIONS)] = ()
    rows: Annotated[tuple[Row, ...], Field(max_length=MOST_ROWS)] = ()
    anchors: Annotated[tuple[str, ...], Field(max_length=11)] = ()
    """Words of a scale's marks: all of them, or the two ends of a scale from 0 to 10."""
    required: bool = False
    dont_know: bool = False
    """True: «Затрудняюсь ответить» may be chosen; it enters no mean."""
    reversed: bool = False
    """True: a high mark is a bad one; turned round before it is counted."""
    shuffled: bool = False
    """True: options are shown in random order."""
    least: float | None = None
    most: float | None = None
    """Ends of a number, both inclusive."""
    jumps: tuple[Jump, ...] = ()
    form: Literal["both", "full"] = "both"
    """«full»: left out of the short form."""
    translations: Words = Field(default_factory=dict)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _check_shape(self)
        return self

    @property
    def choices(self) -> tuple[Option, ...]:
        """The options to choose from; «да» and «нет» of a yes-or-no question."""
        if self.kind is QuestionKind.YES_NO and not self.options:
            return (Option(slug=YES, title="Да", score=1.0), Option(slug=NO, title="Нет", score=0.0))
        return self.options

    @property
    def filled_from_catalogue(self) -> bool:
        """Its options are the administration's own list (units, segments …), put in when it is founded."""
        return self.cut in FROM_CATALOGUE and not self.options

    @property
    def words(self) -> tuple[str, ...]:
        """Words of the marks 1 to 5; those of the product where the question states none."""
        return self.anchors or (ANCHORS if self.kind is not QuestionKind.SCALE_10 else ())


class Questionnaire(Strict):
    """A questionnaire: what a person is asked, in which order and words."""

    slug: Slug
    title: Title
    lead: Annotated[str, Field(min_length=0, max_length=2000)] = ""
    """What it is about and why, two sentences."""
    audience: Audience = Field(strict=False)
    surveys: tuple[str, ...] = ()
    """Slugs of the profile's kinds of surveys that it serves."""
    subjects: tuple[str, ...] = ()
    """Slugs of the profile's objects of assessment that it suits; empty: any."""
    unverified: Annotated[str, Field(min_length=0)] = ""
    """The form of the decree whose text is not at hand, so that the match is not verified: shown to the staff."""
    minutes: Annotated[int, Field(ge=1, le=60)] = 2
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=MOST_QUESTIONS)]
    thanks: Annotated[str, Field(min_length=0, max_length=1000)] = ""
    languages: dict[str, str] = Field(default_factory=dict)
    """{code: the language's own name} of the other languages that the words are given in."""
    translations: dict[str, Words] = Field(default_factory=dict)
    """{code: {title, lead, thanks}} of the questionnaire itself."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        _check_slugs("вопроса", [question.slug for question in self.questions])
        _check_jumps(self.questions)
        return self

    def question(self, slug: str) -> Question:
        """The question by slug; KeyError when there is none such."""
        for question in self.questions:
            if question.slug == slug:
                return question
        raise KeyError(slug)

    def short_form(self) -> "Questionnaire":
        """Without the questions of the full form only; the jumps into what is left out end at the next one kept."""
        kept = tuple(question for question in self.questions if question.form == "both")
        order = [question.slug for question in self.questions]
        turned = tuple(_without_absent(question, order, {one.slug for one in kept}) for question in kept)
        return self.model_copy(update={"questions": turned})


def _without_absent(question: Question, order: list[str], kept: set[str]) -> Question:
    def target(to: str) -> str:
        later = order[order.index(to) :] if to != END else []
        return next((slug for slug in later if slug in kept), END)

    jumps = tuple(jump.model_copy(update={"to": target(jump.to)}) for jump in question.jumps)
    return question.model_copy(update={"jumps": jumps})


def _check_shape(question: Question) -> None:
    kind, name = question.kind, f"вопрос «{question.slug}»"
    if _must_choose(question) and len(question.options) < 2:  # noqa: PLR2004 - a choice
        raise ValueError(f"{name}: нужно хотя бы два варианта ответа")
    if kind is QuestionKind.MATRIX and not question.rows:
        raise ValueError(f"{name}: у таблицы нет ни одной строки")
    if kind is not QuestionKind.MATRIX and question.rows:
        raise ValueError(f'{name}: строки бывают только у таблицы (kind = "matrix")')
    if question.anchors and kind not in ENDS:
        raise ValueError(f"{name}: подписи оценок бывают только у шкалы")
    if question.anchors and len(question.anchors) not in _anchor_counts(kind):
        raise ValueError(f"{name}: подпишите все оценки шкалы (у шкалы от 0 до 10 можно только крайние)")
    if question.least is not None and question.most is not None and question.least > question.most:
        raise ValueError(f"{name}: наименьшее число больше наибольшего")
    _check_slugs(f"варианта ответа ({name})", [option.slug for option in question.options])
    _check_slugs(f"строки ({name})", [row.slug for row in question.rows])


def _must_choose(question: Question) -> bool:
    return question.kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE} and not question.filled_from_catalogue


def _anchor_counts(kind: QuestionKind) -> tuple[int, ...]:
    low, high = ENDS[kind]
    return (high - low + 1,) if kind is not QuestionKind.SCALE_10 else (2, high - low + 1)


def _check_slugs(what: str, slugs: list[str]) -> None:
    twice = {slug for slug in slugs if slugs.count(slug) > 1}
    if twice:
        raise ValueError(f"имя {what} повторяется: {', '.join(sorted(twice))}")
    if END in slugs:
        raise ValueError(f"имя {what} не может быть «{END}»: так называется окончание опроса")


def _check_jumps(questions: tuple[Question, ...]) -> None:
    order = [question.slug for question in questions]
    for place, question in enumerate(questions):
        known = set(possible_answers(question))
        for jump in question.jumps:
            if jump.to != END and jump.to not in order[place + 1 :]:
                raise ValueError(f"вопрос «{question.slug}»: переход возможен только вперёд, а «{jump.to}» не дальше")
            if set(jump.answers) - known:
                absent = ", ".join(sorted(set(jump.answers) - known))
                raise ValueError(f"вопрос «{question.slug}»: переход назван по ответу, которого нет: {absent}")


def possible_answers(question: Question) -> tuple[str, ...]:
    """The answers that a jump may name: slugs of options, marks as text."""
    if question.kind in {QuestionKind.SCALE, QuestionKind.SCALE_10}:
        low, high = ENDS[question.kind]
        return tuple(str(mark) for mark in range(low, high + 1))
    return tuple(option.slug for option in question.choices)
