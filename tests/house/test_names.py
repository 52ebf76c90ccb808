"""A decree is data: its name stands in no code. English code, Russian interface."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.house.conftest import shown, tracked_files

DECREES = re.compile(r"murashi|biysk|livny|gatchina|naryan.?mar|мураш|бийск|ливн[ыа]|гатчин|нарьян", re.IGNORECASE)
MAY_NAME_DECREES = ("src/otklik/procedures/profiles/", "src/otklik/demonstration/")
CLAUSE_LINE = re.compile(r"Порядок:")
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
#: Terms and law names («152-ФЗ») stand where they must; three words in a row are a sentence.
RUSSIAN_SENTENCE = re.compile(r"[а-яё]+(?:[\s,]+[а-яё]+){2,}", re.IGNORECASE)
QUOTED = re.compile(r"«[^»]*»|`[^`]*`|\"[^\"]*\"|“[^”]*”", re.DOTALL)


def docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Docstring nodes of the module, its classes and functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(
            node
        ):
            first = node.body[0]
            assert isinstance(first, ast.Expr)
            assert isinstance(first.value, ast.Constant)
            yield first.value


def without_clause_lines(path: Path) -> str:
    return "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not CLAUSE_LINE.search(line))


def test_no_decree_is_named_in_code() -> None:
    files = [
        p
        for p in tracked_files(".py", ".html", ".js", ".css", under="src")
        if not shown(p).startswith(MAY_NAME_DECREES)
    ]
    found = [
        f"{shown(path)}: {match.group()}" for path in files for match in DECREES.finditer(without_clause_lines(path))
    ]
    assert not found, "\n".join(found)


def tokens(path: Path) -> Iterator[tokenize.TokenInfo]:
    return tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)


def is_russian(text: str) -> bool:
    return bool(RUSSIAN_SENTENCE.search(QUOTED.sub("", text)))


def test_identifiers_are_latin() -> None:
    found = [
        f"{shown(path)}:{token.start[0]} {token.string}"
        for path in tracked_files(".py")
        for token in tokens(path)
        if token.type == tokenize.NAME and CYRILLIC.search(token.string)
    ]
    assert not found, "\n".join(found)


def test_comments_are_english() -> None:
    """Russian stands in a comment only as a term or a quotation."""
    found = [
        f"{shown(path)}:{token.start[0]} {token.string}"
        for path in tracked_files(".py", under="src")
        for token in tokens(path)
        if token.type == tokenize.COMMENT and is_russian(token.string)
    ]
    assert not found, "\n".join(found)


def test_docstrings_are_english() -> None:
    """Russian stands in a docstring only as a quotation or a clause line; commands show theirs to people (`--help`)."""
    found = []
    for path in tracked_files(".py", under="src"):
        if shown(path).startswith("src/otklik/cli/"):
            continue
        for node in docstrings(ast.parse(path.read_text(encoding="utf-8"))):
            lines = [line for line in str(node.value).splitlines() if not CLAUSE_LINE.search(line)]
            if is_russian("\n".join(lines)):
                found.append(f"{shown(path)}:{node.lineno}")
    assert not found, "\n".join(found)


def test_no_two_test_files_share_a_name() -> None:
    """pytest imports them by their names alone: the second would not be run."""
    names = [path.name for path in tracked_files(".py", under="tests") if path.name.startswith("test_")]
    assert sorted(names) == sorted(set(names))
