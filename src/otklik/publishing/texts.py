"""People's words in a payload: masked at the proposal, shown one by one to the second person."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from otklik.core.personal_data import find, mask
from otklik.publishing.contract import Payload, PublicationKind, TextPath


@dataclass(frozen=True)
class ReleasedText:
    """One text as it will be read by everybody; `key` is what the second person ticks.

    `suspicious` are its words that look like personal data and were left: only the administration's own texts have any.
    """

    key: str
    text: str
    suspicious: tuple[str, ...] = ()


def masked_payload(kind: PublicationKind, payload: Payload) -> Payload:
    """The payload with every text masked; the given one stays as it was."""
    made = deepcopy(payload)
    if not kind.masks:
        return made
    for path in kind.texts(made):
        _holder(made, path)[path[-1]] = mask(_text(made, path))
    return made


def texts_of(kind: PublicationKind, payload: Payload) -> list[ReleasedText]:
    """The texts of the payload that hold words, in its order."""
    found = [(_key(path), _text(payload, path)) for path in kind.texts(payload)]
    return [ReleasedText(key, text, _suspicious(kind, text)) for key, text in found if text.strip()]


def _suspicious(kind: PublicationKind, text: str) -> tuple[str, ...]:
    if kind.masks:
        return ()
    return tuple(dict.fromkeys(text[span.start : span.end] for span in find(text)))


def _key(path: TextPath) -> str:
    return "/".join(str(part) for part in path)


def _text(payload: Payload, path: TextPath) -> str:
    return str(_holder(payload, path)[path[-1]])


def _holder(payload: Payload, path: Sequence[str | int]) -> Any:
    found: Any = payload
    for part in path[:-1]:
        found = found[part]
    return found
