"""Reads exported files back, for the tests."""

import re
import shutil
import subprocess
from io import BytesIO
from typing import Any

import pikepdf


def pdf_text(content: bytes) -> str:
    """All text of a PDF as it was written, not as it lies on the page: two columns do not mix.

    Poppler's reader where the machine has it, else the ToUnicode maps of the fonts.
    """
    if shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
        return done.stdout.decode()
    with pikepdf.open(BytesIO(content)) as pdf:
        return "\n".join(_page_text(page) for page in pdf.pages)


def _page_text(page: pikepdf.Page) -> str:
    fonts = {name: _unicode_map(font) for name, font in page.resources.Font.items()}
    words, current = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            current = fonts[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            parts = operands[0] if str(operator) == "TJ" else operands
            words.append("".join(_decoded(part, current) for part in parts if isinstance(part, pikepdf.String)))
    return " ".join(words)


def _decoded(part: pikepdf.String, table: dict[int, str]) -> str:
    raw = bytes(part)
    return "".join(table.get(int.from_bytes(raw[i : i + 2], "big"), "") for i in range(0, len(raw), 2))


def _unicode_map(font: Any) -> dict[int, str]:
    text = font.ToUnicode.read_bytes().decode("latin-1")
    pairs = re.findall(r"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>\n", text)
    return {int(code, 16): bytes.fromhex(target).decode("utf-16-be") for code, target in pairs}


def structure_tags(content: bytes) -> list[str]:
    """Names of the structure elements of a tagged PDF, in order."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return list(_tags(pdf.Root.StructTreeRoot.K))


def alternative_texts(content: bytes) -> list[str]:
    """Alternative texts of the pictures of a tagged PDF."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [str(node.Alt) for node in _nodes(pdf.Root.StructTreeRoot.K) if "/Alt" in node]


def _tags(kids: Any) -> Any:
    return (str(node.S) for node in _nodes(kids) if "/S" in node)


def _nodes(kids: Any) -> Any:
    for node in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(node, pikepdf.Dictionary):
            yield node
            if "/K" in node:
                yield from _nodes(node.K)
