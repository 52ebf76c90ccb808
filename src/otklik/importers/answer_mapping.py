"""How a file of answers of an outside survey service is understood: a part for each column, answers for codes."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from otklik.core.labels import Labelled
from otklik.core.strict import Strict

#: What a code is turned into where it is no answer: «0 = не применимо».
NO_ANSWER = ""
CRITERION = "criterion."
_FOLDER = files("otklik.importers") / "answer_mappings"
_NOT_WORDS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"^\s*\d+\s*[.)]\s+")
_JOINERS = frozenset({"and", "и"})
_WHOLE = re.compile(r"^(-?\d+)[.,]0+$")


class Role(Labelled):
    """What a column of the file is."""

    LEFT_OUT = "left_out", "не брать"
    ANSWER = "answer", "ответ: сам столбец — вопрос"
    QUESTION = "question", "вопрос (по строке на ответ)"
    VALUE = "value", "ответ на вопрос строки"
    WORDS = "words", "подпись ответа словами"
    PERSON = "person", "номер анкеты: строки с ним складываются в одну"
    NUMBER = "number", "номер ответа в источнике"
    DATE = "date", "дата ответа"
    STATUS = "status", "закончена ли анкета"
    DEPARTMENT = "department", "подразделение"
    SEGMENT = "segment", "клиентский сегмент"
    PROCESS = "process", "услуга или процесс"
    OWN = "own", "свой признак (пол, стаж, должность)"
    FLAG = "flag", "признак да/нет из общего списка"


#: Columns of these parts place a respondent; each becomes a question of its own, flags together one.
PLACING = frozenset({Role.DEPARTMENT, Role.SEGMENT, Role.PROCESS, Role.OWN})


class AnswerMapping(Strict):
    """A kept understanding of a source's files."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=80)] = "guess"
    title: Annotated[str, Field(max_length=200)] = "Предложенное по столбцам"
    description: Annotated[str, Field(min_length=0)] = ""
    roles: dict[str, Role]
    codes: dict[str, Annotated[str, Field(min_length=0)]] = Field(default_factory=dict)
    """{as the file writes it: answer}: a mark, the title or slug of an option, «dk», or empty for no answer."""
    unfinished: tuple[str, ...] = ("incomplete", "partial", "не завершена", "не завершено", "неполная", "нет")
    """Values of the status column whose rows are left out."""
    once: bool = False
    """True: rows alike in everything, the source's number too, are counted once."""
    targets: dict[str, str] = Field(default_factory=dict)
    """{wording of a question in any spelling: «question», «question.row» or «criterion.slug»}; else by the title."""

    @property
    def is_long(self) -> bool:
        """One row an answer."""
        return Role.QUESTION in self.roles.values()

    def columns(self, *roles: Role) -> list[str]:
        """Columns of these parts, in the file's order."""
        return [column for column, role in self.roles.items() if role in roles]

    def column(self, role: Role) -> str:
        """The one column of a part; empty when there is none."""
        return next(iter(self.columns(role)), "")


def spelling_key(text: str) -> str:
    """What two spellings of one question share: case, ё, signs, the number before it, «&» and «and» aside."""
    bare = _NUMBER.sub("", text.casefold().replace("ё", "е").replace("&", " and "))
    return " ".join(word for word in _NOT_WORDS.sub(" ", bare).split() if word not in _JOINERS)


def plain_value(cell: str) -> str:
    """A cell as it is compared: spaces folded, «4.0» as «4»."""
    folded = " ".join(cell.split())
    whole = _WHOLE.match(folded)
    return whole.group(1) if whole else folded


def value_key(cell: str) -> str:
    """The same, case and ё aside."""
    return plain_value(cell).casefold().replace("ё", "е")


def join_spellings(wordings: Iterable[str]) -> dict[str, list[str]]:
    """Wordings of one question under the first of them, in order of appearance."""
    joined: dict[str, list[str]] = {}
    first: dict[str, str] = {}
    for wording in wordings:
        head = first.setdefault(spelling_key(wording), wording)
        joined.setdefault(head, []).append(wording)
    return joined


def mapping_of(content: Mapping[str, object]) -> AnswerMapping:
    """A mapping from JSON or TOML; pydantic's ValidationError when it is none."""
    return AnswerMapping.model_validate_json(json.dumps(content))


@lru_cache(maxsize=1)
def shipped_answer_mappings() -> Mapping[str, AnswerMapping]:
    """Mappings that come with the product, by name."""
    found = sorted((file for file in _FOLDER.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    loaded = [
        AnswerMapping.model_validate(tomllib.loads(file.read_text(encoding="utf-8")), strict=False) for file in found
    ]
    return MappingProxyType({mapping.name: mapping for mapping in loaded})
