"""The questionnaire on paper: numbers, directions, rules."""

from otklik.core.questionnaire.editing import checked
from otklik.core.questionnaire.paper import paper_questions
from otklik.core.questionnaire.schema import Questionnaire


def sheet(*questions: dict[str, object]) -> Questionnaire:
    return checked({"slug": "s", "title": "С", "audience": "external", "questions": list(questions)})


SCALE = {"slug": "mark", "kind": "scale", "title": "Оценка?"}
END = {"slug": "last", "kind": "text", "title": "Ещё?"}


def test_a_jump_stands_beside_its_box_with_the_number_of_the_question() -> None:
    jumps = [{"answers": ["no"], "to": "last"}]
    asked = sheet({"slug": "was", "kind": "yes_no", "title": "Были?", "jumps": jumps}, SCALE, END)
    boxes = paper_questions(asked)[0].boxes
    assert [(box.words, box.direction) for box in boxes] == [("Да", ""), ("Нет", "переходите к вопросу 3")]


def test_a_jump_of_every_answer_stands_once_below() -> None:
    jumps = [{"answers": ["yes", "no"], "to": "end"}]
    asked = sheet({"slug": "was", "kind": "yes_no", "title": "Были?", "jumps": jumps}, SCALE)
    question = paper_questions(asked)[0]
    assert question.direction == "окончание опроса"
    assert not any(box.direction for box in question.boxes)


def test_the_ends_of_a_scale_bear_words_and_unsure_has_a_box() -> None:
    ten = {"slug": "ten", "kind": "scale_10", "title": "Совет?", "anchors": ["Нет", "Да"], "dont_know": True}
    boxes = paper_questions(sheet(ten))[0].boxes
    assert [box.words for box in boxes] == ["Нет", *[""] * 9, "Да", "Затрудняюсь ответить"]
    assert [box.mark for box in boxes][:3] == ["0", "1", "2"]


def test_a_number_says_its_ends_and_a_hint_is_not_said_twice() -> None:
    number = {"slug": "times", "kind": "number", "title": "Сколько раз?", "least": 1, "most": 9}
    several = {
        "slug": "why",
        "kind": "multiple",
        "title": "Почему?",
        "hint": "Можно отметить несколько причин.",
        "options": [{"slug": "a", "title": "А"}, {"slug": "b", "title": "Б"}],
    }
    first, second = paper_questions(sheet(number, several))
    assert first.rule == "Напишите число от 1 до 9."
    assert second.rule == "Можно отметить несколько причин."
