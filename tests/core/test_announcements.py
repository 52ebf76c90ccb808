"""Words by which people learn of a survey: of the right length, with the whole address."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from otklik.core.announcements import MESSAGE_LIMIT, POST_LIMIT, Told, announcement, letter, post
from otklik.core.questionnaire.schema import Questionnaire
from otklik.core.questionnaire.spoken import spoken

ADDRESS = "https://otklik.example.ru/gorod/s/ab3de5fg/"
TOLD = Told("Как вас приняли", "Два вопроса о приёме.", "Администрация города", 8, 2, date(2026, 12, 5))


@given(st.text(max_size=300), st.text(max_size=2000), st.sampled_from(["vk", "ok", "telegram", "max"]))
def test_a_post_fits_and_keeps_its_address(title: str, lead: str, source: str) -> None:
    text = post(source, Told(title, lead, "А", 60, 60, date(2026, 12, 5)), ADDRESS)
    assert len(text) <= (MESSAGE_LIMIT if source in {"telegram", "max"} else POST_LIMIT)
    assert text.endswith("\n" + ADDRESS)


def test_words_are_whole_sentences() -> None:
    told = Told("Как вас приняли", "Первая фраза о приёме. " * 40, "А", 8, 2, None)
    opening = post("telegram", told, ADDRESS).split("\n\n8 вопросов")[0]
    assert opening.endswith("приёме.")
    assert post("vk", TOLD, ADDRESS).replace("\xa0", " ") == (
        "Как вас приняли\n\nДва вопроса о приёме.\n\n"
        "8 вопросов, около 2 минут. Без регистрации, имя не спрашиваем. "
        f"Опрос идёт до 5 декабря 2026 г.\n{ADDRESS}"
    )


def test_the_announcement_and_the_letter_say_until_when_and_by_which_act() -> None:
    assert "до 5 декабря 2026" in announcement(TOLD, ADDRESS).replace("\xa0", " ")
    subject, text = letter(Told("Опрос", "", "А", 8, 2, None, is_internal=True, basis="Распоряжение № 7"), ADDRESS)
    assert subject == "Опрос"
    assert "Уважаемые коллеги!" in text
    assert "Основание: Распоряжение № 7." in text


def test_a_questionnaire_is_read_aloud_with_its_marks_and_turns() -> None:
    sheet = Questionnaire.model_validate(
        {
            "slug": "s",
            "title": "А",
            "audience": "external",
            "questions": (
                {"slug": "whole", "kind": "scale", "title": "Как?", "dont_know": True},
                {
                    "slug": "again",
                    "kind": "yes_no",
                    "title": "Повторно?",
                    "jumps": ({"answers": ("no",), "to": "end"},),
                },
                {"slug": "ten", "kind": "scale_10", "title": "Посоветуете?", "anchors": ("Ни за что", "Конечно")},
            ),
        }
    )
    first, second, third = spoken(sheet)
    assert first.answers[0] == "1 — очень плохо"
    assert first.answers[-1].startswith("затрудняюсь")
    assert second.next == ("Если «Нет», закончите опрос.",)
    assert third.answers == ("0 — ни за что", "10 — конечно")
