"""Where sentences end, and how hard they are."""

import pytest

from otklik.core.sentences import reading_ease, sentences, syllable_count, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Яму засыпали. Фонарь горит!", ["Яму засыпали.", "Фонарь горит!"]),
        ("Осмотрели ул. Лесную, д. 5. Засыпем до 3 мая 2025 г. и уедем.",
         ["Осмотрели ул. Лесную, д. 5.", "Засыпем до 3 мая 2025 г. и уедем."]),
        ("Сделано 3 мая 2025 г. Акт подписан.", ["Сделано 3 мая 2025 г.", "Акт подписан."]),
        ("Позвоните А. П. Смирновой по тел. 2-14-15.", ["Позвоните А. П. Смирновой по тел. 2-14-15."]),
        ("1. Яма засыпана.\n2. Фонарь горит.", ["1. Яма засыпана.", "2. Фонарь горит."]),
        ("Когда? «Завтра». Хорошо…", ["Когда?", "«Завтра».", "Хорошо…"]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: list[str]) -> None:
    found = sentences(text)
    assert [span.text for span in found] == expected
    assert all(text[span.start : span.end] == span.text for span in found)


def test_ease_by_hand() -> None:
    """Ten words, two sentences, 20 syllables: 206.835 − 1.3·5 − 60.1·2."""
    text = "Мама мыла раму дома сама. Папа читал газету тихо там."
    assert len(words(text)) == 10
    assert sum(map(syllable_count, words(text))) == 20
    assert reading_ease(text) == pytest.approx(206.835 - 1.3 * 5 - 60.1 * 2)


def test_too_short_to_tell() -> None:
    assert reading_ease("Сделано вчера.") is None
