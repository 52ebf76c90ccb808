"""The talk by itself: what is understood, what is asked next, what is never lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.core.dialogue import (
    DEFAULT_WORDS,
    CaseTold,
    Deed,
    Heard,
    Intent,
    SaidFile,
    Situation,
    State,
    Step,
    Turn,
    intent_of,
    turn,
)
from otklik.core.dialogue.words import say, wrong_names

NOW = Situation(
    operator="Администрация города",
    consent_url="https://adm.example/consent/",
    form_url="https://adm.example/feedback/",
    status_url="https://adm.example/status/",
    phone="8 800 000-00-00",
    topics=("Содержание дорог и тротуаров", "Вывоз мусора"),
)


def talk(*said: str, state: State | None = None, now: Situation = NOW) -> Turn:
    """Everything said, one after another; the last turn."""
    last = Turn(state or State())
    for text in said:
        last = turn(last.state, Heard(text), now)
    return last


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("/start", Intent.START),
        ("/start promo", Intent.START),
        ("Здравствуйте!", Intent.START),
        ("Помощь", Intent.HELP),
        ("СТАТУС", Intent.STATUS),
        ("не согласна", Intent.REFUSE),
        ("Да", Intent.AGREE),
        ("👍", Intent.NOTHING),
        ("", Intent.START),
        ("Дополнить № О-00012/2025", Intent.ADD),
        ("Нужна помощь: упало дерево", Intent.WORDS),
        ("Здравствуйте! На Садовой яма.", Intent.WORDS),
        ("Недоволен", Intent.UNSATISFIED),
    ],
)
def test_what_is_meant(text: str, intent: Intent) -> None:
    assert intent_of(Heard(text)) is intent


def test_a_message_with_a_file_is_never_a_command() -> None:
    assert intent_of(Heard("отмена", (SaidFile("a.jpg", "r"),))) is Intent.WORDS


def test_the_whole_talk() -> None:
    told = talk("/start", "Согласен")
    assert told.state.step is Step.TOPIC
    assert "1. Содержание дорог и тротуаров" in told.words
    told = talk("Содержание дорог и тр", state=told.state)  # a network cut the button
    assert (told.state.topic, told.state.step) == ("Содержание дорог и тротуаров", Step.ADDRESS)
    told = talk("Садовая, 3", "Яма во дворе", "Ей месяц", "Отправить", state=told.state)
    assert told.state.step is Step.CHECK
    assert all(part in told.words for part in ("Тема: Содержание", "Место: Садовая, 3", "Яма во дворе\n\nЕй месяц"))
    told = talk("Отправить", state=told.state)
    assert told.deed is Deed.SEND
    assert told.told is not None
    assert told.told.text == "Яма во дворе\n\nЕй месяц"
    assert told.state == State(has_consented=True)


def test_first_words_are_kept_until_consent_and_erased_without_it() -> None:
    first = "На Садовой, 3 третий день нет воды"
    assert talk(first).state.parts == (first,)
    assert talk(first, "Мы с детьми").state.text == f"{first}\n\nМы с детьми"
    assert talk(first, "Согласен", "Другое", "Пропустить").state.step is Step.CHECK
    refused = talk(first, "Не согласен")
    assert (refused.state, refused.deed) == (State(), Deed.FORGET)
    assert "https://adm.example/feedback/" in refused.words


def test_cancel_help_and_operator_work_anywhere() -> None:
    told = talk("Нет воды", "Согласен", "помощь")
    assert told.state.step is Step.TOPIC
    assert talk("оператор", state=told.state).words.count("8 800 000-00-00") == 1
    assert talk("отмена", state=told.state).state == State(has_consented=True)


def test_a_greeting_in_the_middle_asks_the_same_again_but_not_for_ever() -> None:
    told = talk("Нет воды", "Согласен", "/start")
    assert told.state.step is Step.TOPIC
    assert told.state.parts == ("Нет воды",)
    assert told.words.startswith("О чём")
    assert talk("", "", "", state=told.state).words == ""


def test_an_open_case_is_asked_about() -> None:
    now = Situation(**{**vars(NOW), "open_number": "О-1", "cases": (CaseTold("О-1", "в работе", "Ответим завтра."),)})
    consented = State(has_consented=True)
    asked = talk("И ещё лифт стоит", state=consented, now=now)
    assert asked.state.step is Step.WHICH
    assert asked.choices[0] == "Дополнить № О-1"
    assert talk("Дополнить № О-1", state=asked.state, now=now).deed is Deed.ADD
    assert talk("Новое сообщение", state=asked.state, now=now).state.step is Step.TOPIC
    assert "№ О-1: в работе. Ответим завтра." in talk("статус", state=consented, now=now).words


def test_whoever_is_not_understood_is_led_to_a_person_then_left() -> None:
    told = talk("/start", "пропустить", "пропустить", "пропустить")
    assert "с человеком" in told.words
    assert talk("пропустить", state=told.state).words == ""
    assert talk("Согласен", state=told.state).state.strange == 0


def test_employees_are_not_asked_where() -> None:
    now = Situation(**{**vars(NOW), "is_internal": True, "topics": ()})
    assert talk("В кабинете холодно", "Согласен", now=now).state.step is Step.CHECK


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["/start", "Согласен", "Нет", "1", "Другое", "Пропустить", "Отправить", "Дописать", "Отмена", "статус",
             "Яма", "помощь", "спасибо", "", "Доволен", "Новое сообщение", "о" * 300]
        ),
        max_size=14,
    )
)  # fmt: skip
def test_nothing_breaks_and_nothing_said_is_lost_in_silence(said: list[str]) -> None:
    """Whatever comes, the state can be kept; words vanish only when sent, cancelled or refused."""
    state = State()
    for text in said:
        done = turn(state, Heard(text), NOW)
        assert (
            State.from_json(done.state.step, done.state.as_json(), has_consented=done.state.has_consented) == done.state
        )
        lost = set(state.parts) - set(done.state.parts)
        assert not lost or done.deed in {Deed.FORGET, Deed.SEND}
        assert done.deed is not Deed.SEND or state.has_consented
        state = done.state


def test_own_words_may_use_the_known_names_only() -> None:
    assert wrong_names("sent", "Номер {number}, {nmae}") == ["nmae"]
    assert say({"due": "До {day}, {x}"}, "due", day="завтра") == "До завтра, {x}"
    assert all(not wrong_names(key, words) for key, words in DEFAULT_WORDS.items())
