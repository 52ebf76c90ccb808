"""What upper apps add at the end of an electronic answer: they register it, intake knows none of them."""

from collections.abc import Callable

from otklik.intake.models import Answer

#: Gives a paragraph for the final answer of a case, or nothing.
Closing = Callable[[Answer], str]
_closings: list[Closing] = []


def register_closing(closing: Closing) -> None:
    """Ask it for a paragraph whenever a final answer leaves by e-mail; the same one twice counts once."""
    if closing not in _closings:
        _closings.append(closing)


def closings_of(answer: Answer) -> list[str]:
    """The paragraphs, in the order of registration."""
    return [words for closing in _closings if (words := closing(answer))]
