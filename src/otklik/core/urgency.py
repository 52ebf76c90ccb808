"""How soon a message must be seen to, as its reader judges it."""

from otklik.core.labels import Labelled


class Urgency(Labelled):
    """Срочность: the reader's judgement; no clock of the law depends on it."""

    USUAL = "usual", "обычная"
    HIGH = "high", "высокая"
    EMERGENCY = "emergency", "немедленно"
