"""The process that looks into a scan: `python -m otklik.offline.paper read|part|text FILE …`; a JSON object a line."""

import json
import os
import resource
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from otklik.offline.paper.child import PaperProblem
from otklik.offline.paper.limits import MOST_MEMORY, PACK_SECONDS


def read(path: str) -> Iterator[dict[str, Any]]:
    """Every page of a pack."""
    from otklik.offline.paper.document import open_pdf  # noqa: PLC0415 - heavy, and each command has its own
    from otklik.offline.paper.pages import see_pages  # noqa: PLC0415

    document = open_pdf(Path(path))
    yield {"pages": len(document)}
    for seen in see_pages(document):
        picture = b64encode(seen.thumbnail).decode()
        yield {"n": seen.number, "codes": seen.codes, "turn": seen.turn, "blank": seen.is_blank, "jpeg": picture}


def part(path: str, out: str, pages: str) -> Iterator[dict[str, Any]]:
    """Some pages as a file of their own."""
    from otklik.offline.paper.document import write_part  # noqa: PLC0415

    write_part(Path(path), Path(out), [(int(number), int(turn)) for number, turn in json.loads(pages)])
    yield {"done": True}


def text(path: str, media_type: str) -> Iterator[dict[str, Any]]:
    """The text of a scan, page by page."""
    from otklik.offline.paper.text import read_text  # noqa: PLC0415

    for number, count, lines in read_text(Path(path), is_pdf=media_type == "application/pdf"):
        yield {"n": number, "pages": count, "lines": lines}


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(told, ensure_ascii=False)}\n")
    sys.stdout.flush()


COMMANDS: dict[str, Callable[..., Iterator[dict[str, Any]]]] = {"read": read, "part": part, "text": text}


def main(command: str, *arguments: str) -> None:
    """Run one command within bounds; what cannot be read is said in words on a line of its own."""
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (PACK_SECONDS, PACK_SECONDS))
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        for told in COMMANDS[command](*arguments):
            _say(told)
    except PaperProblem as problem:
        _say({"problem": str(problem)})


if __name__ == "__main__":
    main(*sys.argv[1:])
