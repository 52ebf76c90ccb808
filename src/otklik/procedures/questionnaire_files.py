"""Questionnaires as files: those beside a profile, and the product's own for whatever a profile lacks."""

import json
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from otklik.core.questionnaire.schema import Questionnaire
from otklik.procedures.problems import Problem, ProfileBrokenError, schema_message
from otklik.procedures.toml_lines import LineMap

FOLDER = "questionnaires"
_SHIPPED = Path(__file__).parent / FOLDER


def questionnaires_beside(folder: Path, subjects: set[str]) -> tuple[Questionnaire, ...]:
    """The profile's own, then the shipped ones that it does not replace and whose objects it knows.

    ProfileBrokenError names file, line and fault.
    """
    own = [read_questionnaire(file) for file in sorted((folder / FOLDER).glob("*.toml"))]
    named = {one.slug for one in own}
    shipped = [read_questionnaire(file) for file in sorted(_SHIPPED.glob("*.toml"))]
    fitting = [one for one in shipped if one.slug not in named and (not one.subjects or subjects & set(one.subjects))]
    return (*own, *fitting)


def read_questionnaire(file: Path) -> Questionnaire:
    """The questionnaire of a TOML file; ProfileBrokenError names file, line and fault."""
    return questionnaire_from(file.read_text(encoding="utf-8-sig"), file.name)


def questionnaire_from(text: str, name: str) -> Questionnaire:
    """The questionnaire of a TOML text; `name` is said in the fault."""
    blocks = _blocks(text, name)
    lines = LineMap(text)
    if "based_on" in blocks:
        blocks = {**_shipped_blocks(str(blocks.pop("based_on")), name), **blocks}
    try:
        return Questionnaire.model_validate_json(json.dumps(blocks, default=str))
    except ValidationError as error:
        found = error.errors(include_url=False)
        raise ProfileBrokenError(
            tuple(Problem(lines.line_of(one["loc"]), "", f"анкета {name}: {schema_message(one)}") for one in found)
        ) from error


def _blocks(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(name, 0, f"не читается как TOML ({error})") from error
    except RecursionError as error:
        raise _broken(name, 0, "не читается как TOML: скобки вложены друг в друга без конца") from error


def _shipped_blocks(slug: str, name: str) -> dict[str, Any]:
    """What a file takes from a questionnaire of the product by `based_on = "service"`; its own keys stand above it."""
    files = {file.stem: file for file in _SHIPPED.glob("*.toml")}
    if slug not in files:
        raise _broken(name, 0, f"анкеты «{slug}», на которой она основана, нет; есть {', '.join(sorted(files))}")
    return _blocks(files[slug].read_text(encoding="utf-8"), name)


def _broken(name: str, line: int, message: str) -> ProfileBrokenError:
    return ProfileBrokenError((Problem(line, "", f"анкета {name}: {message}"),))
