"""How a message sounds: what the author feels about what he writes of, as its reader judges it."""

from collections.abc import Mapping

from otklik.core.appeals import ItemKind
from otklik.core.labels import Labelled


class Tone(Labelled):
    """Тон сообщения."""

    NEGATIVE = "negative", "отрицательный"
    NEUTRAL = "neutral", "нейтральный"
    POSITIVE = "positive", "положительный"


#: What the kind says of the tone before anybody has judged it; other kinds say nothing.
TONE_OF_KIND: Mapping[ItemKind, Tone] = {
    ItemKind.COMPLAINT: Tone.NEGATIVE,
    ItemKind.GRATITUDE: Tone.POSITIVE,
    ItemKind.INQUIRY: Tone.NEUTRAL,
}
