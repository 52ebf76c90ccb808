"""Texts that say the same are found together, the same way each time; a group is named in plain Russian."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.displeasure import sounds_displeased, tells_need
from otklik.core.severity import severity_of
from otklik.core.text_groups import ALONE, WordTable, group_phrases, group_texts, least_of, named
from otklik.core.text_groups import clusters as clusters_module
from otklik.core.text_groups.clusters import average_link
from otklik.core.text_groups.themes import themes, themes_of_rows
from otklik.core.text_groups.words import meaning_of, meaning_words, table_of, weighed

HEAT = (
    "В квартире холодные батареи, котельная не топит",
    "Батареи еле тёплые, котельная опять остановилась",
    "Холодные батареи третий день, когда заработает котельная",
    "Котельная не работает, батареи ледяные",
)
DOGS = (
    "Стая бродячих собак у школы, дети боятся",
    "Бродячие собаки бегают стаей возле школы",
    "У школы снова стая собак, бродячие и злые",
    "Когда отловят бродячих собак? Стая живёт у школы",
)
ODD = "Не пришёл ответ на запрос выписки из домовой книги"


def groups_of(labels: "np.ndarray[tuple[int], np.dtype[np.intp]]") -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(labels == one).tolist()) for one in set(labels.tolist()) - {ALONE}}


def test_planted_groups_are_found_and_the_odd_one_stands_alone() -> None:
    labels = group_texts([*HEAT, ODD, *DOGS])
    assert groups_of(labels) == {frozenset({0, 1, 2, 3}), frozenset({5, 6, 7, 8})}
    assert labels[4] == ALONE


def test_labels_do_not_change_from_call_to_call() -> None:
    texts = [*DOGS, *HEAT, ODD]
    assert group_texts(texts).tolist() == group_texts(texts).tolist()


def test_texts_of_different_places_are_never_together() -> None:
    labels = group_texts([*HEAT], keys=["one", "one", "two", "two"])
    assert groups_of(labels) == {frozenset({0, 1}), frozenset({2, 3})}


def test_a_told_topic_goes_before_the_words() -> None:
    labels = group_texts([HEAT[0], DOGS[0], HEAT[1], DOGS[1]], told=["a", "a", "b", "b"])
    assert groups_of(labels) == {frozenset({0, 1}), frozenset({2, 3})}


def test_a_large_told_topic_falls_into_what_it_speaks_of() -> None:
    heat = [f"{text} подъезд {number}" for number in range(5) for text in HEAT]
    dogs = [f"{text} сквер {number}" for number in range(5) for text in DOGS]
    labels = group_texts([*heat, *dogs], told=["хозяйство"] * 40)
    assert groups_of(labels) == {frozenset(range(20)), frozenset(range(20, 40))}


def test_a_large_block_is_grouped_by_its_nuclei(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters_module, "MOST_DIRECT", 50)
    texts = [text for number in range(20) for text in (HEAT[number % 4], DOGS[number % 4], f"{HEAT[0]} {number}")]
    labels = average_link(weighed(table_of(texts).counts()), 0.9)
    heat = {int(label) for place, label in enumerate(labels) if place % 3 != 1}
    dogs = {int(label) for place, label in enumerate(labels) if place % 3 == 1}
    assert not heat & dogs
    assert len(heat) + len(dogs) <= 12


@given(st.lists(st.sampled_from([*HEAT, *DOGS, ODD, "", "Здравствуйте!", "12345"]), max_size=12))
def test_every_text_gets_one_label_and_labels_have_no_gaps(texts: list[str]) -> None:
    labels = group_texts(texts)
    assert len(labels) == len(texts)
    found = sorted(set(labels.tolist()) - {ALONE})
    assert found == list(range(len(found)))
    assert all(len(group) >= least_of(len(texts)) for group in groups_of(labels))


@pytest.mark.parametrize(("count", "least"), [(0, 2), (500, 2), (1_000, 3), (10_000, 10), (100_000, 32)])
def test_the_smallest_group_grows_with_the_number_of_texts(count: int, least: int) -> None:
    assert least_of(count) == least


def test_names_within_a_sentence_and_empty_words_say_nothing() -> None:
    assert "петрова" not in meaning_words("Сосед Петров шумит, улица Петрова не спит")
    assert meaning_of("здравствуйте") == meaning_of("нам") == meaning_of("ивану") == ""
    assert meaning_of("батареями") == "батарея"


def test_a_word_of_the_title_counts_twice() -> None:
    table = WordTable()
    table.add("Батареи", "холодно")
    counts = table.counts().toarray()[0]
    assert counts[table.words["батарея"]] == 2 * counts[table.words["холодно"]]


def test_phrases_read_as_in_a_heading() -> None:
    found = group_phrases(["Нет горячей воды", "Отключили горячую воду", "Горячей водой не пользуемся"], lambda _: 1.0)
    assert found == ("горячая вода",)


def test_a_noun_that_governs_another_keeps_it_in_its_case() -> None:
    assert group_phrases(["Плохая уборка снега", "Жду уборки снега"], lambda _: 1.0)[0] == "уборка снега"


def test_a_word_that_all_the_world_says_is_no_name() -> None:
    assert group_phrases(["Собака лает", "Собака кусает"], lambda _: 0.0) == ()


def test_words_of_the_heading_are_not_said_twice() -> None:
    assert named("Отопление и горячая вода", ["горячая вода", "батареи"]) == "Отопление и горячая вода: батареи"
    assert named("", ["шум", "ночь"]) == "Шум, ночь"
    assert len(named("Тема", ["очень длинное слово"] * 20)) <= 121


def test_themes_are_told_by_clear_words_alone() -> None:
    table = table_of([HEAT[0], DOGS[0], "Прошу ответить", "Вода и свет"])
    found = themes_of_rows(table.counts(), table.words)
    assert [one.slug if one else None for one in found] == ["heat", "animals", None, None]


def test_words_of_themes_are_dictionary_forms() -> None:
    assert len({one.slug for one in themes()}) == len(themes())
    for one in themes():
        assert [word for word in one.words if meaning_of(word) != word] == [], one.slug


def test_titles_of_themes_keep_their_yo() -> None:
    assert not {"жилье", "жилья", "прием", "учет"} & set(" ".join(one.title.lower() for one in themes()).split())


@pytest.mark.parametrize(
    ("text", "is_displeased", "is_need"),
    [
        ("Ужасная очередь, хамство, спасибо не скажу", True, False),
        ("Спасибо, всё понравилось, быстро и вежливо", False, False),
        ("Предлагаю установить скамейку у входа", False, True),
        ("Плохо, что не установили скамейку", True, False),
    ],
)
def test_displeasure_and_need_are_heard(text: str, is_displeased: bool, is_need: bool) -> None:
    assert (sounds_displeased(text), tells_need(text)) == (is_displeased, is_need)


def test_what_makes_a_message_graver_adds_up_to_one_at_most() -> None:
    plain = severity_of("complaint")
    assert plain < severity_of("complaint", is_repeated=True) < severity_of("complaint", is_repeated=True, is_late=True)
    assert severity_of("proposal") < severity_of("statement") < plain
    worst = severity_of(
        "complaint", is_unsatisfied=True, is_repeated=True, is_late=True, is_dangerous=True, urgency="emergency",
        author_count=1000,
    )  # fmt: skip
    assert worst == 1.0


def test_a_name_shared_by_texts_is_not_in_the_name_of_their_group() -> None:
    said = ["Грубит врач Кузнецова Ольга Петровна", "Врач Кузнецова Ольга Петровна опять нагрубила"]
    assert group_phrases(said, lambda _: 1.0) == ("врач",)
