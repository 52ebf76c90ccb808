"""Small functions, files and templates; the list of exceptions is meant to stay empty."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.conftest import shown, tracked_files

FUNCTION_LINES, FILE_LINES, TEMPLATE_LINES = 40, 300, 150
#: path or path::function -> why it may be longer.
EXCEPTIONS: dict[str, str] = {}


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of the file with its length in lines, decorators and docstring left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            described = ast.get_docstring(node) is not None and len(node.body) > 1
            doc_lines = (first.end_lineno or 0) - first.lineno + 1 if described else 0
            yield node.name, (node.end_lineno or 0) - node.lineno + 1 - doc_lines


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def code_files() -> list[Path]:
    return [path for path in tracked_files(".py") if "migrations" not in path.parts]


def test_functions_are_short() -> None:
    long = [
        f"{shown(path)}::{name}: {lines}"
        for path in code_files()
        for name, lines in functions(path)
        if lines > FUNCTION_LINES and f"{shown(path)}::{name}" not in EXCEPTIONS
    ]
    assert not long, "\n".join(long)


def test_files_are_short() -> None:
    long = [
        f"{shown(p)}: {line_count(p)}"
        for p in code_files()
        if line_count(p) > FILE_LINES and shown(p) not in EXCEPTIONS
    ]
    assert not long, "\n".join(long)


def test_templates_are_short() -> None:
    templates = tracked_files(".html", under="src")
    long = [
        f"{shown(p)}: {line_count(p)}"
        for p in templates
        if line_count(p) > TEMPLATE_LINES and shown(p) not in EXCEPTIONS
    ]
    assert not long, "\n".join(long)


def test_exceptions_still_exist_and_have_reasons() -> None:
    paths = {shown(path) for path in tracked_files()}
    stale = [name for name, reason in EXCEPTIONS.items() if name.split("::")[0] not in paths or not reason.strip()]
    assert not stale
