"""What stands in the code of a separator sheet: whose it is, and by what the letters after it came."""

import re
from dataclasses import dataclass

_MARK = "OTKLIK-SHEET"
_CODE = re.compile(rf"{_MARK}/1/([a-z0-9-]{{1,80}})/(?:(c)/([a-zA-Z0-9_-]{{1,80}})|(b)/(\d{{1,18}})|n)")


@dataclass(frozen=True)
class SheetCode:
    """A separator sheet of one administration: of a channel, of a box, or plain."""

    administration: str
    channel: str = ""
    box_id: int = 0

    @property
    def text(self) -> str:
        """What the code says; plain letters and digits, so that any reader gives it back whole."""
        what = f"b/{self.box_id}" if self.box_id else f"c/{self.channel}" if self.channel else "n"
        return f"{_MARK}/1/{self.administration}/{what}"


def read_sheet(text: str) -> SheetCode | None:
    """The sheet behind the text of a code; None for every other code that stands on letters.

    >>> read_sheet("OTKLIK-SHEET/1/gorod/c/post")
    SheetCode(administration='gorod', channel='post', box_id=0)
    """
    found = _CODE.fullmatch(text.strip())
    if found is None:
        return None
    return SheetCode(found[1], channel=found[3] or "", box_id=int(found[5] or 0))


def letters_of(marks: "list[bool | None]") -> list[list[int]]:
    """Pages (from 0) of each letter: True is a separator, None a page to leave out, False a page of a letter.

    A separator ends the letter before it; separators one after another end it once.

    >>> letters_of([True, False, None, False, True, True, False])
    [[1, 3], [6]]
    """
    letters: list[list[int]] = [[]]
    for place, is_separator in enumerate(marks):
        if is_separator:
            letters.append([])
        elif is_separator is not None:
            letters[-1].append(place)
    return [pages for pages in letters if pages]
