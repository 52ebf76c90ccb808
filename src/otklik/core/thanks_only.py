"""Whether a reply only thanks: it is said to an answer and asks for nothing."""

import re

_MOST_WORDS = 15
_WORDS = re.compile(r"[а-яёa-z]+", re.IGNORECASE)
_THANKS = re.compile(r"\b(спасибо|благодар\w*|признательн\w*)", re.IGNORECASE)
#: Signs that something more is said: a question, a denial, an «only».
_MORE = re.compile(
    r"\?|\b(не|нет|ни|но|однако|только|а|когда|почему|где|жду|прошу|просьба|хотел\w*|опять|снова|ещё|еще)\b",
    re.IGNORECASE,
)


def is_only_thanks(text: str) -> bool:
    """«Спасибо, всё сделали!»: short, thankful, without a question, a denial or a wish. In doubt it is not."""
    words = _WORDS.findall(text)
    return bool(words) and len(words) <= _MOST_WORDS and bool(_THANKS.search(text)) and not _MORE.search(text)
