"""What the author wrote apart from what is quoted below it; nothing is thrown away.

A forwarded letter is no quotation: what somebody forwards is what they want to say.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_QUOTE = re.compile(r"^\s{0,3}(>|\|\s?>|&gt;)")
_ORIGINAL = re.compile(
    r"^\W*(исходное сообщение|оригинальное сообщение|первоначальное сообщение|original message|"
    r"original-nachricht|ursprüngliche nachricht|предыдущее сообщение)\W*$", re.IGNORECASE
)  # fmt: skip
_FORWARDED = re.compile(
    r"^\W*(пересылаемое сообщение|пересланное сообщение|переслан\w* письмо|forwarded message|forwarded by .*|"
    r"начало пере(адресованного|сланного) сообщения|begin forwarded message|конец пересылаемого сообщения|"
    r"конец пересланного сообщения|weitergeleitete nachricht)\W*$", re.IGNORECASE
)  # fmt: skip
_LABEL = re.compile(
    r"^[\s*>]*(от|от кого|кому|отправлено|дата|тема|копия|отправитель|получатель|date|from|sent|to|cc|subject)\*?\s?:",
    re.IGNORECASE,
)
_FROM = re.compile(r"^[\s*>]*(от|от кого|отправитель|from)\*?\s?:", re.IGNORECASE)
_WROTE = re.compile(
    r"(пишет|писал|писала|писал\(а\)|написал|написала|написал\(а\)|сообщил|сообщила|wrote|schrieb|пише)"
    r"\s?(\d[\d., :в]{4,30})?:?\s*$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}|"
    r"\b\d{1,2}\s+(янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)\w*|"
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\s+\d{1,2})", re.IGNORECASE
)  # fmt: skip
_HEAVY_RULE = re.compile(r"^\s*_{20,}\s*$")
_LONGEST_LINE = 400
_HEAD_LINES = 6
_LABELS = 3
_OTHER_LANGUAGES = ("de", "fr", "es", "it", "pl", "cs")


@dataclass(frozen=True)
class Cut:
    """The author's own words, and the rest of the letter as it stood."""

    own: str
    quoted: str


def cut_quotes(text: str, *, is_reply: bool) -> Cut:
    """Part a letter. `is_reply`: it answers another one; else «сосед написал мне:» is the author's own story."""
    lines = text.split("\n")
    is_own = [True] * len(lines)
    _mark_prefixed(lines, is_own, is_reply=is_reply)
    _mark_tail(lines, is_own, is_reply=is_reply)
    own = "\n".join(line for line, mine in zip(lines, is_own, strict=True) if mine)
    quoted = "\n".join(line for line, mine in zip(lines, is_own, strict=True) if not mine)
    return Cut(_tidy(own), _tidy(quoted))


def is_forward(text: str) -> bool:
    """Somebody else's letter is sent on: a line of a mailer says so."""
    return any(_FORWARDED.match(line) for line in text.split("\n") if len(line) < _LONGEST_LINE)


def _mark_prefixed(lines: list[str], is_own: list[bool], *, is_reply: bool) -> None:
    """Blocks of lines after «>», with the line «… пишет:» above them; outside a reply only such blocks."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _QUOTE.match(lines[end]):
            end += 1
        if end > at:
            above = _attribution_above(lines, at)
            if is_reply or above < at:
                is_own[above:end] = [False] * (end - above)
        at = max(end, at + 1)


def _attribution_above(lines: list[str], at: int) -> int:
    """Where the lines begin that say who wrote the quotation at `at`; `at` itself where there are none."""
    end = at
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    start = _attribution_start(lines, end)
    return start if start < end else at


def _attribution_start(lines: list[str], end: int) -> int:
    """Where the attribution that ends before `end` begins; `end` where there is none."""
    for start in range(end - 1, max(end - 4, -1), -1):
        if not lines[start].strip() or _QUOTE.match(lines[start]):
            return end
        if _is_attribution(" ".join(one.strip() for one in lines[start:end])):
            return start
    return end


def _is_attribution(text: str) -> bool:
    if len(text) > _LONGEST_LINE or not text.rstrip().endswith((":", "пишет", "написал", "написала", "wrote")):
        return False
    has_day, has_address = bool(_WHEN.search(text)), "@" in text
    if (has_day or has_address) and _WROTE.search(text):
        return True
    if has_day and _ends_with_address(text):
        return True
    return any(pattern.search(text) for pattern in _foreign_attributions())


def _ends_with_address(text: str) -> bool:
    """Gmail's «…, Администрация <a@b.ru>:», Mail.ru's «… от Администрация <a@b.ru>:»."""
    return re.search(r"@[^\s<>]+>\s?:$", text) is not None


@lru_cache(maxsize=1)
def _foreign_attributions() -> tuple[re.Pattern[str], ...]:
    """«… wrote:» in other languages, as mail-parser-reply knows them; used on single short lines only."""
    from mailparser_reply.constants import MAIL_LANGUAGES  # noqa: PLC0415

    known = (MAIL_LANGUAGES.get(one, {}).get("wrote_header") for one in _OTHER_LANGUAGES)
    return tuple(re.compile(one if isinstance(one, str) else "|".join(one), re.IGNORECASE) for one in known if one)


def _mark_tail(lines: list[str], is_own: list[bool], *, is_reply: bool) -> None:
    """Everything after a line that only mailers write: «Исходное сообщение», a block of headers, a bare «пишет:»."""
    for at, line in enumerate(lines):
        if not is_own[at] or len(line) > _LONGEST_LINE:
            continue
        if _FORWARDED.match(line):
            return
        start = _tail_start(lines, at, is_reply=is_reply)
        if start is not None:
            for number in range(start, len(lines)):
                is_own[number] = False
            return


def _tail_start(lines: list[str], at: int, *, is_reply: bool) -> int | None:
    line = lines[at]
    if _ORIGINAL.match(line):
        return at
    if _FROM.match(line) and _is_header_block(lines, at):
        return at - 1 if at and _HEAVY_RULE.match(lines[at - 1]) else at
    if is_reply and line.rstrip().endswith(":"):
        start = _attribution_start(lines, at + 1)
        if start <= at and at + 1 < len(lines):
            return start
    return None


def _is_header_block(lines: list[str], at: int) -> bool:
    """Three labels of headers within a few lines, the sender's first."""
    window = [line for line in lines[at : at + 12] if line.strip()][:_HEAD_LINES]
    return sum(1 for line in window if _LABEL.match(line)) >= _LABELS


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip()
