"""Free words with figures inside: «поступило {обращений}» — the figure stays bound to its source."""

import re
from collections.abc import Mapping, Sequence

_FIELD = re.compile(r"\{([^{}\n]{1,60})\}")


def filled(text: str, fields: Mapping[str, str]) -> str:
    """The words with their figures; what names no figure stays as it was typed."""
    return _FIELD.sub(lambda found: fields.get(_name(found[1]), found[0]), text)


def unknown_fields(text: str, fields: Mapping[str, str]) -> list[str]:
    """Names in braces that are no figure of the package, in order."""
    return [name for name in dict.fromkeys(_name(one) for one in _FIELD.findall(text)) if name not in fields]


def paragraphs(text: str) -> Sequence[str]:
    """Paragraphs of the words: an empty line, or a new line, parts them."""
    return [line.strip() for line in text.replace("\r\n", "\n").split("\n") if line.strip()]


def _name(typed: str) -> str:
    return " ".join(typed.split()).lower()
