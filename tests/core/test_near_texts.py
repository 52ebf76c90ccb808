"""Near copies: what joins, what does not."""

from otklik.core.near_texts import imprint, near_groups

LETTER = (
    "просим вернуть автобус номер пять на улицу садовую потому что пенсионеры не могут доехать до больницы и до рынка"
)


def groups(*texts: str, fewest: int = 2) -> list[tuple[int, ...]]:
    return near_groups([one for key, text in enumerate(texts) if (one := imprint(key, text))], fewest=fewest)


def test_small_changes_join_and_other_letters_do_not() -> None:
    assert groups(
        LETTER, f"Уважаемый глава! {LETTER}", "яма на дороге у детского сада мешает проехать скорой помощи"
    ) == [(0, 1)]


def test_word_for_word_copies_join_whatever_their_case_and_signs() -> None:
    assert groups("Нет света!", "нет, света", "НЕТ СВЕТА") == [(0, 1, 2)]


def test_short_texts_join_only_word_for_word() -> None:
    assert groups("нет света дома", "нет света дома вечером") == []


def test_groups_below_the_number_are_left_out_and_empty_texts_have_no_imprint() -> None:
    assert groups(LETTER, LETTER, fewest=3) == []
    assert imprint(1, " !? ") is None
