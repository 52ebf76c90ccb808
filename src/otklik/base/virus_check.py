"""What an antivirus (clamd of ClamAV) says of a file; an option of the node: `OTKLIK_CLAMD`.

The bytes go over the socket (INSTREAM), so clamd needs no right to our folders. A daemon that does not answer holds
nobody up: the file waits for its check, and for a while clamd is not asked again.
"""

import re
import time
from dataclasses import dataclass
from enum import StrEnum

import structlog
from django.conf import settings
from django.db import connection

from otklik.base import clamd_client
from otklik.base.errors import RuleBroken

log = structlog.get_logger(__name__)

#: Seconds that one answer may take: clamd looks through 20 MB of archives in two or three.
PATIENCE = 15
#: … and where nobody waits for it: more than clamd gives itself for one file (MaxScanTime, two minutes as shipped).
LONG_PATIENCE = 130
#: Seconds during which a clamd that did not answer is left alone.
PAUSE = 30.0
TOO_LONG = "файл больше, чем антивирусу разрешено принимать (StreamMaxLength)"
TOO_SLOW = "антивирус не успел его проверить"
#: What clamd calls a file that it did not look through to the end (AlertExceedsMax): nothing bad was found in it.
_LIMIT = "Heuristics.Limits.Exceeded"

_FOUND = re.compile(r"stream: (.+) FOUND")


class _Silence:
    """Until when (monotonic seconds) this process leaves a silent clamd alone."""

    until = 0.0


class VirusCheck(StrEnum):
    """What is known of a stored file."""

    NOT_ASKED = ""
    CLEAN = "clean"
    WAITING = "waiting"
    INFECTED = "infected"
    IMPOSSIBLE = "impossible"

    @property
    def label(self) -> str:
        """Russian, for the page; empty where nothing need be said."""
        return _LABELS[self]


_LABELS = {
    VirusCheck.NOT_ASKED: "",
    VirusCheck.CLEAN: "",
    VirusCheck.WAITING: "ещё не проверен антивирусом",
    VirusCheck.INFECTED: "в карантине: вредоносная программа",
    VirusCheck.IMPOSSIBLE: "антивирус не смог его проверить",
}


@dataclass(frozen=True)
class Verdict:
    """The state, and the name of what was found or why the check is impossible."""

    state: VirusCheck
    found: str = ""


def is_asked() -> bool:
    """Whether the node has an antivirus."""
    return bool(settings.CLAMD)


def verdict_on(content: clamd_client.Content, *, is_last_word: bool = False) -> Verdict:
    """Ask clamd now; WAITING when it does not answer.

    With `is_last_word`, where nobody waits for the answer, a file that a living clamd cannot finish waits no longer:
    it would stand for ever before all that came after it.
    """
    if not is_asked():
        return Verdict(VirusCheck.NOT_ASKED)
    if time.monotonic() < _Silence.until:
        return Verdict(VirusCheck.WAITING)
    try:
        reply = clamd_client.scan(settings.CLAMD, content, LONG_PATIENCE if is_last_word else PATIENCE)
    except ConnectionError:  # over its limit clamd ends the line, and its words may be lost with it
        return Verdict(VirusCheck.IMPOSSIBLE, TOO_LONG) if version() else _silent()
    except TimeoutError:
        return Verdict(VirusCheck.IMPOSSIBLE, TOO_SLOW) if is_last_word and version() else _silent()
    except OSError:
        return _silent()
    return verdict_of(reply)


def verdict_outside_locks(content: clamd_client.Content) -> Verdict:
    """The same; inside a transaction the file waits for its check, as no lock may be held while clamd looks."""
    if is_asked() and connection.in_atomic_block:
        return Verdict(VirusCheck.WAITING)
    return verdict_on(content)


def refuse_infected(name: str, verdict: Verdict) -> None:
    """RuleBroken for a file in which something was found."""
    if verdict.state == VirusCheck.INFECTED:
        said = f"антивирус нашёл в нём вредоносную программу ({verdict.found})"
        raise RuleBroken("file_virus", f"Файл «{name}» не принят: {said}. Приложите другой файл.")


def version() -> str:
    """Engine and age of the database as clamd tells them; empty when it does not answer or is not asked."""
    try:
        return clamd_client.version(settings.CLAMD, PATIENCE) if is_asked() else ""
    except OSError:
        return ""


def verdict_of(reply: str) -> Verdict:
    """What clamd's words mean."""
    if reply == "stream: OK":
        return Verdict(VirusCheck.CLEAN)
    found = _FOUND.fullmatch(reply)
    if found and found[1].startswith(_LIMIT):
        return Verdict(VirusCheck.IMPOSSIBLE, f"антивирус разобрал его не до конца: {found[1]}"[:120])
    if found:
        return Verdict(VirusCheck.INFECTED, found[1][:120])
    return Verdict(VirusCheck.IMPOSSIBLE, TOO_LONG if clamd_client.TOO_LONG in reply else reply[:120])


def _silent() -> Verdict:
    _Silence.until = time.monotonic() + PAUSE
    log.warning("clamd_silent", pause_seconds=PAUSE)
    return Verdict(VirusCheck.WAITING)
