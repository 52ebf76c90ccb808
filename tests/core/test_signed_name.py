"""Names and offices as papers bear them."""

from otklik.core.signed_name import in_sentence, initials_first


def test_a_name_is_signed_with_its_initials_and_an_office_stands_in_a_sentence() -> None:
    assert initials_first("Смирнова Анна Петровна") == "А. П. Смирнова"
    assert initials_first("Орлова О. О.") == "Орлова О. О."
    assert initials_first("") == ""
    assert in_sentence("Первый заместитель главы") == "первый заместитель главы"
    assert in_sentence("ИО главы") == "ИО главы"
    assert in_sentence("") == ""
