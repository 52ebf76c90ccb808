"""What an arrival became."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Became:
    """In Russian words for the list of arrivals; the item that it concerns.

    `forgets_body`: the bytes are not needed any more, and what was said in them is kept for a day only elsewhere.
    """

    words: str
    item_id: int | None = None
    is_passed_over: bool = False
    forgets_body: bool = False
