"""A look over a whole file of answers: which values each column holds, and what each column seems to be."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from otklik.importers.answer_mapping import AnswerMapping, Role, plain_value, spelling_key, value_key
from otklik.importers.contract import EXTRA_CELLS, NumberedRow, UnreadableFile

#: More different values than these are not kept: the column is free text or numbers of rows.
MOST_VALUES = 200
_LONG_WORDS = 12
_REPEATED = 1.5
_NAMES: Mapping[Role, tuple[str, ...]] = {
    Role.QUESTION: ("question", "вопрос", "текст вопроса", "критерий", "утверждение", "показатель", "item"),
    Role.VALUE: ("response", "ответ", "answer", "оценка", "балл", "score", "value", "значение", "код ответа"),
    Role.WORDS: ("response text", "текст ответа", "ответ словами", "answer text", "label", "подпись"),
    Role.PERSON: ("respondent id", "respondent", "номер анкеты", "анкета", "респондент", "response id",
                  "id ответа", "номер ответа",
                  "id", "номер"),
    Role.DATE: ("date", "дата", "дата ответа", "дата отзыва", "timestamp", "отметка времени", "submitted", "created at",
                "время создания", "дата заполнения"),
    Role.STATUS: ("status", "статус", "состояние", "завершена", "завершено"),
    Role.DEPARTMENT: ("department", "подразделение", "отдел", "управление", "структурное подразделение", "unit"),
    Role.SEGMENT: ("segment", "сегмент", "клиентский сегмент", "категория заявителя", "категория клиента"),
    Role.PROCESS: ("service", "услуга", "наименование услуги", "процесс", "функция"),
    Role.OWN: ("gender", "пол", "age", "возраст", "стаж", "tenure", "должность", "position", "образование",
               "возрастная группа"),
}  # fmt: skip
_NOT_ANSWERED = frozenset({"not applicable", "n/a", "na", "не применимо", "неприменимо", "нет ответа", "no answer"})
_UNSURE = frozenset({"затрудняюсь ответить", "затрудняюсь", "не знаю", "don't know", "dont know", "hard to say"})
_TOP_WITH_NOUGHT = 5


@dataclass
class ColumnLook:
    """What a column holds: values with their counts (up to `MOST_VALUES`), how many cells are filled."""

    values: Counter[str] = field(default_factory=Counter)
    filled: int = 0
    letters: int = 0
    is_open: bool = False
    """Too many different values to list."""

    def add(self, cell: str) -> None:
        """Count one cell."""
        value = plain_value(cell)
        if not value:
            return
        self.filled += 1
        self.letters += len(value)
        if self.is_open and value not in self.values:
            return
        self.values[value] += 1
        self.is_open = self.is_open or len(self.values) > MOST_VALUES

    @property
    def marks(self) -> list[int]:
        """The whole numbers that it holds, when it holds nothing else."""
        if self.is_open or not self.values or not all(value.lstrip("-").isdecimal() for value in self.values):
            return []
        return sorted(int(value) for value in self.values)


@dataclass
class FileLook:
    """The columns of a file in order, and the labels of codes where a column of words stands beside the codes."""

    columns: dict[str, ColumnLook]
    row_count: int
    head: tuple[NumberedRow, ...]
    pairs: dict[tuple[str, str], Counter[tuple[str, str]]] = field(default_factory=dict)


def look_over(rows: Iterable[NumberedRow], *, shown: int = 20) -> FileLook:
    """Read the whole file once, row by row; UnreadableFile when it has no rows."""
    look = FileLook({}, 0, ())
    head: list[NumberedRow] = []
    pair: tuple[str, str] | None = None
    for number, row in rows:
        if not look.columns:
            look.columns = {column: ColumnLook() for column in row if column != EXTRA_CELLS}
            pair = _code_and_words(list(look.columns))
        look.row_count += 1
        if len(head) < shown:
            head.append((number, row))
        for column, found in look.columns.items():
            found.add(row.get(column, ""))
        if pair:
            look.pairs.setdefault(pair, Counter())[plain_value(row[pair[0]]), plain_value(row[pair[1]])] += 1
    if not look.row_count:
        raise UnreadableFile("В файле нет ни одной строки с ответами.")
    look.head = tuple(head)
    return look


def _code_and_words(columns: list[str]) -> tuple[str, str] | None:
    named = {_named(column): column for column in reversed(columns)}
    return (named[Role.VALUE], named[Role.WORDS]) if {Role.VALUE, Role.WORDS} <= named.keys() else None


def guess_answers(look: FileLook) -> AnswerMapping:
    """A mapping to show to a person: parts by the words of the header and the values, «не применимо» told apart."""
    roles = {column: _role(column, found, look) for column, found in look.columns.items()}
    flags = [column for column, role in roles.items() if role is Role.FLAG]
    if len(flags) == 1:
        roles[flags[0]] = Role.OWN
    if not {Role.QUESTION, Role.VALUE} <= set(roles.values()):
        apart = {Role.QUESTION: Role.OWN, Role.VALUE: Role.ANSWER, Role.WORDS: Role.ANSWER}
        roles = {column: apart.get(role, role) for column, role in roles.items()}
    else:
        roles = {column: Role.LEFT_OUT if role is Role.ANSWER else role for column, role in roles.items()}
    return AnswerMapping(roles=roles, codes=_codes(look, roles))


def _named(column: str) -> Role | None:
    header = spelling_key(column)
    return next((role for role, names in _NAMES.items() if header in {spelling_key(name) for name in names}), None)


def _role(column: str, found: ColumnLook, look: FileLook) -> Role:
    named = _named(column)
    if named is Role.PERSON:
        return Role.PERSON if _repeats(found) else Role.NUMBER
    if named is not None:
        return named
    if found.filled and {value_key(value) for value in found.values} <= {"0", "1"} and found.filled == look.row_count:
        return Role.FLAG
    if not found.filled or (_all_different(found) and found.letters < _LONG_WORDS * found.filled):
        return Role.LEFT_OUT
    return Role.ANSWER


def _repeats(found: ColumnLook) -> bool:
    """A number that hardly ever repeats numbers the rows: it joins no answers of one person."""
    return bool(found.values) and found.values.total() >= _REPEATED * len(found.values)


def _all_different(found: ColumnLook) -> bool:
    return found.filled > 1 and all(count == 1 for count in found.values.values())


def _codes(look: FileLook, roles: Mapping[str, Role]) -> dict[str, str]:
    """What is no answer: by its words, by the words beside its code, or a nought below marks of 1 to 5."""
    codes: dict[str, str] = {}
    for pairs in look.pairs.values():
        codes |= {code: _MEANT[value_key(words)] for code, words in pairs if value_key(words) in _MEANT and code}
    for column, found in look.columns.items():
        if roles[column] not in {Role.ANSWER, Role.VALUE}:
            continue
        codes |= {value: _MEANT[value_key(value)] for value in found.values if value_key(value) in _MEANT}
        marks = found.marks
        if marks and marks[0] == 0 and 1 < marks[-1] <= _TOP_WITH_NOUGHT:
            codes.setdefault("0", "")
    return codes


_MEANT: Mapping[str, str] = {**dict.fromkeys(_NOT_ANSWERED, ""), **dict.fromkeys(_UNSURE, "dk")}
