"""Reads exported files back, for the tests."""

import subprocess
from io import BytesIO
from typing import Any

import pikepdf


def pdf_text(content: bytes) -> str:
    """All text of a PDF as it was written, not as it lies on the page: two columns do not mix."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


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
