"""The effect of an article in a sentence."""

from otklik.core.russian import count_with_word, days_word
from otklik.explanations.effect import Effect

_VERDICTS = {
    "fewer": "Таких вопросов стало меньше, и случайностью это не объяснить.",
    "more": "Таких вопросов стало больше, и случайностью это не объяснить. Возможно, дело не в разъяснении.",
    "unclear": "Отличить это от случайности пока нельзя.",
}


def effect_words(effect: Effect) -> str:
    """Counts of both spans, the ratio with its interval, the verdict."""
    before = count_with_word(effect.before, "вопрос", "вопроса", "вопросов")
    span = f"{effect.days_before} {days_word(effect.days_before)}"
    said = f"За {span} до публикации — {before} с этими причинами, за столько же дней после — {effect.after}."
    if effect.ratio is not None:
        high = f"{effect.high:.2f}" if effect.high is not None else "∞"
        interval = f"{effect.ratio:.2f}; интервал 95 %: {effect.low:.2f}–{high}".replace(".", ",")
        said += f" Отношение {interval}."
    return f"{said} {_VERDICTS[effect.verdict]}"
