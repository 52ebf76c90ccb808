"""Phrases: any form of a word, nearness, what takes them back, and what cannot be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.phrases import LONGEST, Phrase, PhraseError, Watch, parse_phrase, parse_phrases


def words(lines: str, text: str) -> list[str]:
    return [hit.words for hit in Watch(("key", phrase) for phrase in parse_phrases(lines)).hits(text)]


@pytest.mark.parametrize(
    ("lines", "text", "found"),
    [
        ("яма", "Глубокие ЯМЫ на дороге", ["ямы"]),
        ("яма", "Ямал прекрасен", []),
        ("открытый|открыть люк", "Во дворе открыт канализационный люк", ["открыт … люк"]),
        ("люк открыть", "Открыли дорогу. Люк в порядке", []),
        ("мусор бак", "мусор один два три четыре пять бак", []),
        ("мусор бак", "мусор один два три четыре бак", ["мусор … бак"]),
        ("мусор -контейнер", "Вывезите мусор из контейнеров. Мусор у дома", ["мусор"]),
        ("мусор -контейнер", "Вывезите мусор из контейнеров", []),
        ("снегоубор*", "Где снегоуборочная техника?", ["снегоуборочная"]),
        ("=замерзаем", "Мы замерзаем", ["замерзаем"]),
        ("=замерзаем", "Озеро замерзает", []),
        ("ёлка", "Елки упали", ["елки"]),
        ("@люди = ребёнок|пешеход\nсбить @люди", "Сбили ребенка", ["сбили ребенка"]),
    ],
)
def test_words_are_found_in_any_form_near_one_another(lines: str, text: str, found: list[str]) -> None:
    assert words(lines, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Нет утечки газа",
        "Утечки газа нет, спасибо",
        "Утечки газа не обнаружено",
        "Утечка газа исключена",
        "Нет никакой утечки газа",
        "Живём без утечек газа",
    ],
)
def test_a_denial_takes_the_phrase_back(text: str) -> None:
    assert words("утечка газ", text) == []


@pytest.mark.parametrize(
    "text", ["Не дозвонились, утечка газа", "Почему не закрыли утечку газа?", "Утечка газа, нет слесаря"]
)
def test_a_negation_elsewhere_denies_nothing(text: str) -> None:
    assert words("утечка газ", text)


def test_a_phrase_with_its_own_negation_is_not_denied_by_it() -> None:
    assert words("нет отопление", "В доме нет отопления") == ["нет отопления"]
    assert words("люк без крышка", "Люк без крышки") == ["люк без крышки"]


def test_the_hit_tells_key_phrase_and_place() -> None:
    text = "Утром нашли яму"
    hit = Watch([("roads", parse_phrase("яма"))]).hits(text)[0]
    assert (hit.key, hit.phrase, text[hit.start : hit.end]) == ("roads", "яма", "яму")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("-яма", "только исключения"),
        ("яма || дорога", "Не понято"),
        ("аб*", "слишком короткое"),
        ("<script>", "Не понято"),
        ("сбить @кого", "Группы слов «@кого» нет"),
        ("яма " * 9, "больше 8 слов"),
        ("я" * (LONGEST + 1), "длиннее"),
        ("😀", "Не понято"),
    ],
)
def test_what_cannot_be_read_is_named(typed: str, told: str) -> None:
    with pytest.raises(PhraseError, match=told):
        parse_phrases(typed)


@given(st.text(max_size=300))
def test_any_text_is_looked_at_without_failing(text: str) -> None:
    watch = Watch([("a", Phrase("яма", (("яма",),))), ("b", parse_phrase("нет|без вода -сезон"))])
    for hit in watch.hits(text):
        assert 0 <= hit.start < hit.end


@given(st.text(max_size=60))
def test_any_line_is_read_or_refused_in_words(line: str) -> None:
    try:
        phrases = parse_phrases(line)
    except PhraseError:
        phrases = ()
    assert Watch(("a", phrase) for phrase in phrases).hits("яма у дома") is not None
