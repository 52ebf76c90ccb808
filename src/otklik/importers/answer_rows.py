"""Rows of a file of answers -> answers that a questionnaire permits, with what was left out and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from otklik.core.questionnaire.answers import DONT_KNOW, Answers, read_answer
from otklik.core.questionnaire.enums import ENDS, Cut, QuestionKind
from otklik.core.questionnaire.schema import Question, Questionnaire
from otklik.importers.answer_mapping import (
    CRITERION,
    PLACING,
    AnswerMapping,
    Role,
    plain_value,
    spelling_key,
    value_key,
)
from otklik.importers.answer_questionnaire import CUTS, FLAGS, LIKERT, cut_slug
from otklik.importers.contract import NumberedRow, Row
from otklik.importers.moments import moment_reader

UNFINISHED, NOTHING, NOT_APPLICABLE = "анкета не закончена", "нет ответа", "«не применимо»"
REPEATED, UNKNOWN_QUESTION = "строка повторяет другую с тем же номером", "вопроса нет в анкете"
_SET = frozenset({"1", "да", "yes", "true", "x", "х", "+"})
_SEPARATORS = (";", "|", "\n")


@dataclass
class ReadRow:
    """One row as understood; `left_out` says why it gives no answer."""

    number: int
    person: str = ""
    day: date | None = None
    answers: Answers = field(default_factory=dict)
    left_out: str = ""
    problems: tuple[str, ...] = ()


class AnswerReader:
    """Reads rows by a mapping into the answers of one questionnaire."""

    def __init__(self, questionnaire: Questionnaire, mapping: AnswerMapping, *, time_zone: str) -> None:
        self.mapping = mapping
        self.questionnaire = questionnaire
        self.by_wording = named_targets(questionnaire, mapping)
        self.codes = {value_key(code): answer for code, answer in mapping.codes.items()}
        self.placing = _placing(questionnaire, mapping)
        self.flags = _flags(questionnaire, mapping)
        self._moment, self._zone = moment_reader(time_zone), ZoneInfo(time_zone)
        self._seen: set[int] = set()
        self._unfinished = {value_key(value) for value in mapping.unfinished}

    def target(self, wording: str) -> "Target | None":
        """The question or row of a matrix that a wording of the file stands for."""
        return self.by_wording.get(spelling_key(wording))

    def rows(self, numbered: Iterable[NumberedRow]) -> Iterator[ReadRow]:
        """Every row, understood or left out."""
        for number, row in numbered:
            yield self.read(number, row)

    def read(self, number: int, row: Row) -> ReadRow:
        """One row."""
        status = row.get(self.mapping.column(Role.STATUS), "")
        if status and value_key(status) in self._unfinished:
            return ReadRow(number, left_out=UNFINISHED)
        if self._is_repeated(row) and self.mapping.once:
            return ReadRow(number, left_out=REPEATED)
        found = ReadRow(number, row.get(self.mapping.column(Role.PERSON), "").strip(), self._day(row))
        reason = self._take_answers(row, found)
        if not found.answers:
            found.left_out = reason or NOTHING
            return found
        found.answers |= self._place(row)
        return found

    def _is_repeated(self, row: Row) -> bool:
        if not self.mapping.column(Role.NUMBER):
            return False
        key = hash(tuple(row.values()))
        known = key in self._seen
        self._seen.add(key)
        return known

    def _take_answers(self, row: Row, found: ReadRow) -> str:
        """Put the row's answers into it; the reason of the last one that gave nothing."""
        reason, problems = "", []
        for wording, cell in self._cells(row):
            target = self.target(wording)
            if target is None:
                reason = UNKNOWN_QUESTION if self.mapping.is_long else reason
                continue
            try:
                reason = self._take(target, cell, found.answers) or reason
            except ValueError:
                problems.append(f"«{target.title}»: значение «{plain_value(cell)[:60]}» не понято")
        found.problems = tuple(problems)
        return problems[0] if problems else reason

    def _cells(self, row: Row) -> Iterator[tuple[str, str]]:
        if self.mapping.is_long:
            yield row.get(self.mapping.column(Role.QUESTION), ""), row.get(self.mapping.column(Role.VALUE), "")
            return
        for column in self.mapping.columns(Role.ANSWER):
            if column in row:
                yield column, row[column]

    def _take(self, target: "Target", cell: str, answers: Answers) -> str:
        key = value_key(cell)
        if not key:
            return NOTHING
        meant = self.codes.get(key)
        if meant == "":
            return NOT_APPLICABLE
        target.put(answers, meant or cell)
        return ""

    def _place(self, row: Row) -> Answers:
        placed: Answers = {}
        for column, (slug, options) in self.placing.items():
            option = options.get(value_key(row.get(column, "")))
            if option:
                placed[slug] = option
        set_flags = [slug for column, slug in self.flags.items() if value_key(row.get(column, "")) in _SET]
        if len(set_flags) == 1:
            placed[FLAGS] = set_flags[0]
        return placed

    def _day(self, row: Row) -> date | None:
        cell = row.get(self.mapping.column(Role.DATE), "").strip()
        if not cell:
            return None
        try:
            return self._moment(cell).astimezone(self._zone).date()
        except ValueError:
            return None


@dataclass(frozen=True)
class Target:
    """A question, or a row of a matrix, that answers are put into."""

    question: Question
    row: str = ""

    @property
    def name(self) -> str:
        """«question» or «question.row»."""
        return f"{self.question.slug}.{self.row}" if self.row else self.question.slug

    @property
    def title(self) -> str:
        """Its words."""
        return next((row.title for row in self.question.rows if row.slug == self.row), self.question.title)

    def put(self, answers: Answers, cell: str) -> None:
        """Read a cell as an answer and put it in place; ValueError when the question has no such answer."""
        question = self.question
        if self.row:
            mark = read_answer(question.model_copy(update={"required": False}), {f"{self.name}": self._said(cell)})
            rows = answers.setdefault(question.slug, {})
            if isinstance(rows, dict) and isinstance(mark, dict):
                rows.update(mark)
            return
        answer = read_answer(question, {question.slug: self._said(cell)})
        if answer is not None:
            answers[question.slug] = answer

    def _said(self, cell: str) -> list[str]:
        """What the page would have sent: marks as digits, options as slugs."""
        value, key = plain_value(cell), value_key(cell)
        if key == DONT_KNOW:
            return [DONT_KNOW]
        if self.question.kind is QuestionKind.MULTIPLE:
            return [self._option(part) for part in _parts(value)]
        if self.question.kind in ENDS:
            return [self._mark(value)]
        return [self._option(value)] if self.question.choices else [cell.strip()]

    def _mark(self, value: str) -> str:
        anchors = {value_key(words): str(place) for place, words in enumerate(self.question.words, start=1)}
        first = value.split(" ", 1)[0].rstrip(".-–—:")
        return value if value.isdecimal() else anchors.get(value_key(value)) or LIKERT.get(value_key(value)) or first

    def _option(self, value: str) -> str:
        key = value_key(value)
        for option in self.question.choices:
            if key in {value_key(option.title), option.slug} or (value.isdecimal() and option.score == float(value)):
                return option.slug
        return value


def _parts(value: str) -> list[str]:
    separator = next((one for one in _SEPARATORS if one in value), "")
    return [part.strip() for part in value.split(separator) if part.strip()] if separator else [value]


def targets_of(questionnaire: Questionnaire) -> dict[str, Target]:
    """Everything that answers may be put into, by name."""
    found: dict[str, Target] = {}
    for question in questionnaire.questions:
        targets = [Target(question, row.slug) for row in question.rows] or [Target(question)]
        found |= {target.name: target for target in targets}
    return found


def named_targets(questionnaire: Questionnaire, mapping: AnswerMapping) -> dict[str, Target]:
    """{spelling of a wording: what it is the answer to}: by the mapping, else by the questions' own titles."""
    known = targets_of(questionnaire)
    found = {spelling_key(target.title): target for target in known.values()}
    for wording, name in mapping.targets.items():
        target = _by_criterion(known, name) if name.startswith(CRITERION) else known.get(name)
        if target is not None:
            found[spelling_key(wording)] = target
    return found


def _by_criterion(known: Mapping[str, Target], name: str) -> Target | None:
    wanted = name.removeprefix(CRITERION)
    for target in known.values():
        question = target.question
        if wanted in {question.criterion, target.row} or (wanted == "whole" and question.rates == "whole"):
            return target
        if wanted == "text" and question.kind is QuestionKind.TEXT:
            return target
    return None


def _placing(questionnaire: Questionnaire, mapping: AnswerMapping) -> dict[str, tuple[str, dict[str, str]]]:
    """{column: (slug of the question, {value: slug of its option})}."""
    found = {}
    for column, role in mapping.roles.items():
        question = _placing_question(questionnaire, role, column) if role in PLACING else None
        if question is not None:
            found[column] = (question.slug, {value_key(one.title): one.slug for one in question.choices})
    return found


def _placing_question(questionnaire: Questionnaire, role: Role, column: str) -> Question | None:
    cuts = [question for question in questionnaire.questions if question.cut is CUTS[role]]
    if role is not Role.OWN:
        return next(iter(cuts), None)
    names = {cut_slug(role, column), spelling_key(column)}
    return next((one for one in cuts if {one.slug, spelling_key(one.title)} & names and one.cut is Cut.OWN), None)


def _flags(questionnaire: Questionnaire, mapping: AnswerMapping) -> dict[str, str]:
    group = next((question for question in questionnaire.questions if question.slug == FLAGS), None)
    titles = {option.title: option.slug for option in group.choices} if group else {}
    return {column: titles[column] for column in mapping.columns(Role.FLAG) if column in titles}
