"""A message in as many parts as the network wants it."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256

from otklik.channels.contract import Outgoing, OutgoingFile, Refused, TryLater

#: A pause that the network asks between two parts is waited for here; a longer one would hold up the others.
LONGEST_PAUSE = 5
_CODE_UNIT = 2


def split_text(text: str, limit: int) -> list[str]:
    """Parts of at most `limit` UTF-16 units, cut between paragraphs, lines or words; a longer word is cut."""
    parts, rest = [], text.strip()
    while _length(rest) > limit:
        cut = _cut(rest, limit)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def number_of(key: str, part: int) -> int:
    """A positive 31-bit number that is the same at every attempt to send the part."""
    digest = sha256(f"{key}/{part}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % (2**31 - 1) + 1


def rows_of(choices: Sequence[str], *, most_rows: int, widest: int) -> list[list[str]]:
    """Choices in rows of a keyboard: one in a row while there is room."""
    width = min(max(1, -(-len(choices) // most_rows)), widest)
    rows = [list(choices[start : start + width]) for start in range(0, len(choices), width)]
    return rows[:most_rows]


def send_once(
    outgoing: Outgoing,
    longest_text: int,
    say: Callable[[str, Sequence[str]], str],
    give: Callable[[OutgoingFile], str],
) -> str:
    """Texts, the choices under the last of them, then files; returns the number of the last part.

    For networks that know no key of a message: a lost answer is uncertain.
    """
    texts = split_text(outgoing.text, longest_text)
    steps = [partial(say, text, ()) for text in texts[:-1]]
    steps += [partial(say, text, outgoing.choices) for text in texts[-1:]]
    return send_parts([*steps, *(partial(give, file) for file in outgoing.files)], is_repeatable=False)


def send_parts(steps: Sequence[Callable[[], str]], *, is_repeatable: bool) -> str:
    """Send one part after another; returns the number of the last.

    Where a repetition would reach the person twice, a failure after the first part is uncertain: a person decides.
    """
    last = ""
    for done, step in enumerate(steps):
        try:
            last = _patiently(step) if done else step()
        except TryLater as later:
            if is_repeatable or not done:
                raise
            raise TryLater(_partly(done, len(steps), later.message), after=later.after, is_uncertain=True) from None
        except Refused as refused:
            if not done:
                raise
            raise Refused(_partly(done, len(steps), refused.message)) from None
    return last


def _patiently(step: Callable[[], str]) -> str:
    try:
        return step()
    except TryLater as later:
        if later.is_uncertain or later.after is None or later.after > LONGEST_PAUSE:
            raise
        time.sleep(later.after)
    return step()


def _partly(done: int, of: int, message: str) -> str:
    return f"Ушло частей: {done} из {of}. {message}"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // _CODE_UNIT


def _cut(text: str, limit: int) -> int:
    """Where the first part ends: at the last good place of its second half, else where the room ends."""
    end = limit
    while _length(text[:end]) > limit:
        end -= 1
    for mark in ("\n\n", "\n", ". ", " "):
        found = text.rfind(mark, end // 2, end)
        if found > 0:
            return found + len(mark)
    return end
