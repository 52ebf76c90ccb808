"""From a folder with procedure.toml, decree.txt and clauses.tsv to a checked `Procedure`."""

import csv
import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from otklik.core.appeals import Audience
from otklik.procedures.checks import procedure_problems
from otklik.procedures.decree_text import WHOLE, DecreeText
from otklik.procedures.defaults import add_defaults
from otklik.procedures.problems import Problem, ProfileBrokenError, schema_message
from otklik.procedures.questionnaire_checks import questionnaire_problems
from otklik.procedures.questionnaire_files import FOLDER, questionnaires_beside
from otklik.procedures.schema import Procedure
from otklik.procedures.serving import staff_questionnaire
from otklik.procedures.toml_lines import LineMap

PROFILE_FILE = "procedure.toml"
DECREE_FILE = "decree.txt"
CLAUSES_FILE = "clauses.tsv"


@dataclass(frozen=True)
class _Opened:
    procedure: Procedure
    decree: DecreeText
    lines: LineMap


def load_procedure(path: Path) -> Procedure:
    """The procedure of a folder (or of its procedure.toml); ProfileBrokenError names every fault."""
    opened = _open(path)
    problems = procedure_problems(opened.procedure, opened.decree, opened.lines)
    problems += questionnaire_problems(opened.procedure)
    if problems:
        raise ProfileBrokenError(tuple(problems))
    return opened.procedure


def check_profile(path: Path) -> list[Problem]:
    """Every fault of a profile with line, clause and what is wrong, in order of lines; empty when it can be used."""
    try:
        load_procedure(path)
    except ProfileBrokenError as broken:
        return sorted(broken.problems)
    return []


def decree_text(path: Path) -> DecreeText:
    """The decree beside the profile; ProfileBrokenError when it is not there."""
    file = _folder(path) / DECREE_FILE
    return DecreeText(
        _read(file, f"рядом с профилем нет файла {DECREE_FILE} с текстом порядка: цитаты не с чем сверить")
    )


def _open(path: Path) -> _Opened:
    if path.suffix == ".toml" and path.name != PROFILE_FILE:
        raise _broken(f"файл профиля должен называться {PROFILE_FILE}, а назван {path.name}")
    folder = _folder(path)
    text = _read(folder / PROFILE_FILE, f"в папке нет файла {PROFILE_FILE}")
    lines = LineMap(text)
    blocks = _parsed(text)
    add_defaults(blocks)
    if FOLDER in blocks:
        raise _broken(
            f"блок «{FOLDER}» не пишут в профиле: анкеты лежат рядом в папке {FOLDER}", lines.line_of((FOLDER,))
        )
    blocks["duties"] = _duties(folder / CLAUSES_FILE, blocks, lines)
    try:
        procedure = Procedure.model_validate_json(json.dumps(blocks, default=str))
    except ValidationError as error:
        raise ProfileBrokenError(tuple(_schema_problems(error, lines, blocks))) from error
    beside = questionnaires_beside(folder, {subject.slug for subject in procedure.subjects})
    if not any(one.audience == Audience.INTERNAL for one in beside):
        beside = (staff_questionnaire(procedure), *beside)
    return _Opened(procedure.model_copy(update={"questionnaires": beside}), decree_text(folder), lines)


def _folder(path: Path) -> Path:
    return path.parent if path.suffix == ".toml" else path


def _read(file: Path, absent: str) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise _broken(absent) from error
    except UnicodeDecodeError as error:
        raise _broken(f"файл {file.name} не в кодировке UTF-8: сохраните его в UTF-8") from error


def _parsed(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = int(place.group(1)) if place else len(text.splitlines())
        raise _broken(f"файл не читается как TOML: {_syntax_hint(str(error))}", line) from error
    except RecursionError as error:
        raise _broken("файл не читается как TOML: скобки вложены друг в друга без конца") from error


def _syntax_hint(message: str) -> str:
    for part, hint in _SYNTAX_HINTS.items():
        if part in message:
            return hint
    return f"ошибка записи ({message})"


_SYNTAX_HINTS = {
    "Unescaped": "внутри кавычек недопустимый знак; кавычки внутри строки пишите «ёлочками»",
    "Illegal character": "недопустимый знак в строке; строка начинается и кончается на одной строке файла",
    "Unterminated string": "не закрыта кавычка",
    "Cannot overwrite a value": "ключ записан дважды",
    "Cannot declare": "блок записан дважды; для перечня нужны двойные скобки [[…]]",
    "Expected '='": "после имени ключа нет знака «=»",
    "Invalid value": "значение записано неверно; строки берут в кавычки",
    "Expected newline or end of document": "после значения стоит лишнее; кавычки внутри строки пишите «ёлочками»",
    "Invalid statement": "строка не похожа ни на ключ со значением, ни на заголовок блока",
    "Unclosed array": "не закрыта квадратная скобка перечня",
}


def _duties(file: Path, blocks: dict[str, object], lines: LineMap) -> list[dict[str, str]]:
    """The rows of clauses.tsv; without that file, the clauses that the profile's own coverage names."""
    if "duties" in blocks:
        line = lines.line_of(("duties",))
        raise _broken(f"блок «duties» не пишут в профиле: перечень пунктов лежит рядом в {CLAUSES_FILE}", line)
    if not file.is_file():
        return _own_duties(blocks.get("coverage"))
    rows = csv.DictReader(_read(file, "").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if not {"id", "clause", "duty"} <= set(rows.fieldnames or ()):
        raise _broken(f"в первой строке {CLAUSES_FILE} нужны графы id, clause, duty через табуляцию")
    return [{"id": row["id"], "clause": row["clause"], "duty": row["duty"]} for row in rows]


def _own_duties(answers: object) -> list[dict[str, str]]:
    found = [answer for answer in answers if isinstance(answer, dict)] if isinstance(answers, list) else []
    ids = [str(answer.get("id", "")) for answer in found]
    quotes = [str(answer.get("quote", "")) for answer in found]
    return [
        {"id": name, "clause": _clause_of(name), "duty": quote}
        for name, quote in dict(zip(ids, quotes, strict=True)).items()
        if ":" in name and quote
    ]


def _clause_of(name: str) -> str:
    """The clause that an id tells of: «kirovsk:4.2.1» of 4.2; the whole order when it tells of none."""
    number = re.match(r"\d+(\.\d+)?", name.partition(":")[2])
    return number.group() if number else WHOLE


def _schema_problems(error: ValidationError, lines: LineMap, blocks: dict[str, object]) -> list[Problem]:
    return [
        Problem(lines.line_of(found["loc"]), _clause_at(blocks, found["loc"]), schema_message(found))
        for found in error.errors(include_url=False)
    ]


def _clause_at(blocks: object, loc: tuple[str | int, ...]) -> str:
    """The clause that the entry at the place cites, for the message."""
    clause = ""
    for step in loc:
        try:
            blocks = blocks[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(blocks, dict) and isinstance(blocks.get("clause"), str):
            clause = blocks["clause"]
    return clause


def _broken(message: str, line: int = 0) -> ProfileBrokenError:
    return ProfileBrokenError((Problem(line, "", message),))
