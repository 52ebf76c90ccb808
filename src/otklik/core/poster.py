"""A poster of a survey before any format: what hangs on a wall or stands on a counter."""

from dataclasses import dataclass
from typing import Literal

Size = Literal["a4", "tent"]


@dataclass(frozen=True)
class Poster:
    """Its words; `address` is typed by those without a camera, the code leads to `code_address`."""

    ask: str
    """The large words: «Оцените, как вас приняли»."""
    place: str
    """Which touchpoint or process it hangs at; empty: anywhere."""
    steps: str
    """How one answers, in a sentence."""
    promise: str
    """What is not asked and not kept."""
    address: str
    code_address: str
    administration: str

    @property
    def short_address(self) -> str:
        """The address as one types it."""
        return self.address.removeprefix("https://").removeprefix("http://").rstrip("/")
