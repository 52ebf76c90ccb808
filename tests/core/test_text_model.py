"""Labels of texts, learned from decisions: on texts invented for it."""

import json
import random
from dataclasses import replace

import numpy as np
import pytest

from otklik.core.text_model import Suggested, TextModel, UnreadableModel, evaluate, measure, train

WORDS = {
    "Дороги": ["яма", "асфальт", "тротуар", "выбоина", "бордюр", "колея"],
    "Вода": ["кран", "напор", "труба", "течь", "водопровод", "ржавая"],
    "Свет": ["фонарь", "лампа", "столб", "темно", "провод", "освещение"],
}
FILLERS = ["на", "нашей", "улице", "прошу", "помогите", "давно", "двор", "дом", "когда", "около", "снова"]


def message(chance: random.Random, label: str, telling: int = 3) -> str:
    words = chance.sample(WORDS[label], telling) + chance.sample(FILLERS, 5)
    chance.shuffle(words)
    return " ".join(words)


def messages(count: int, seed: int = 1, telling: int = 3) -> tuple[list[str], list[str]]:
    chance = random.Random(seed)  # noqa: S311 - invented texts
    labels = [chance.choice(list(WORDS)) for _ in range(count)]
    return [message(chance, label, telling) for label in labels], labels


@pytest.fixture(scope="module")
def model() -> TextModel:
    return train(*messages(150))


def test_learns_what_sets_texts_apart(model: TextModel) -> None:
    texts, labels = messages(60, seed=2)
    assert measure(model, texts, labels).accuracy > 0.95


def test_knows_a_word_in_another_form(model: TextModel) -> None:
    assert model.suggest("Замените, пожалуйста, лампы в фонарях")[0].label == "Свет"


def test_names_the_words_that_spoke_for_it(model: TextModel) -> None:
    first = model.suggest("Около дома прорвало трубу, из крана нет напора")[0]
    assert first.label == "Вода"
    assert set(first.words[:3]) == {"трубу", "крана", "напора"}


def test_words_are_those_that_add_most_to_the_score(model: TextModel) -> None:
    text = "Снова яма, асфальт, темно, прошу помогите"
    words = text.replace(",", "").split()
    first = model.suggest(text)[0]
    added = model.contributions(text, first.label)
    best = sorted(added, key=lambda number: -added[number])
    assert [words[number] for number in best if added[number] > 0][: len(first.words)] == list(first.words)


def test_contributions_make_up_the_score(model: TextModel) -> None:
    text = "Яма у столба, яма у дома"
    scores = model.scores([text])[0]
    above = scores - scores.mean()
    intercepts = model.intercepts - model.intercepts.mean()
    for number, label in enumerate(model.labels):
        assert sum(model.contributions(text, label).values()) + intercepts[number] == pytest.approx(
            above[number], abs=1e-3
        )


def test_probabilities_sum_to_one(model: TextModel) -> None:
    rows = model.probabilities(["яма", "нечто иное", "", "кран и фонарь"])
    assert rows.sum(axis=1) == pytest.approx(np.ones(4))


def test_bytes_bring_back_the_same_suggestions(model: TextModel) -> None:
    again = TextModel.from_bytes(model.to_bytes())
    for text in messages(20, seed=3)[0]:
        assert again.suggest(text) == model.suggest(text)
    assert again.to_bytes() == model.to_bytes()


@pytest.mark.parametrize("content", [b"", b"\x80\x04K\x01.", b"PK\x03\x04" + bytes(64)])
def test_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(UnreadableModel):
        TextModel.from_bytes(content)


def test_bytes_hold_no_pickle(model: TextModel) -> None:
    poisoned = model.to_bytes()[:-40]
    with pytest.raises(UnreadableModel):
        TextModel.from_bytes(poisoned)


def test_the_same_decisions_give_the_same_model(model: TextModel) -> None:
    assert train(*messages(150)).to_bytes() == model.to_bytes()


def test_confidence_comes_true_as_often_as_it_says() -> None:
    quality = evaluate(*messages(400, telling=1), folds=4)
    assert quality is not None
    assert quality.calibration_error < 0.1
    assert sum(one.count for one in quality.bins) == quality.text_count == 400


def test_a_label_of_few_texts_is_not_learned() -> None:
    texts, labels = messages(100)
    model = train([*texts, "Где афиша концерта"] * 1 + ["Афиша концерта"] * 3, [*labels, *["Афиша"] * 4])
    assert "Афиша" not in model.labels


def test_keeps_silent_about_strange_words(model: TextModel) -> None:
    assert model.suggest("Zzz 123 ???") == ()
    assert model.suggest("") == ()


def test_keeps_silent_below_its_threshold(model: TextModel) -> None:
    doubtful = "яма кран фонарь"
    shy = replace(model, speaks_from=0.999)
    assert model.suggest(doubtful)
    assert shy.suggest(doubtful) == ()


def test_calls_sure_only_from_its_threshold(model: TextModel) -> None:
    text = messages(1, seed=9)[0][0]
    confidence = model.suggest(text)[0].confidence
    assert replace(model, sure_from=confidence - 0.01).suggest(text)[0].is_sure
    assert not replace(model, sure_from=confidence + 0.01).suggest(text)[0].is_sure
    assert not replace(model, sure_from=0.0).suggest(text)[1].is_sure


def test_is_never_sure_of_what_cannot_be_learned() -> None:
    texts, labels = messages(200)
    random.Random(5).shuffle(labels)  # noqa: S311 - invented texts
    model = train(texts, labels)
    assert model.sure_from is None
    assert not any(one.is_sure for text in texts for one in model.suggest(text))


def test_sure_ones_are_right_as_often_as_promised() -> None:
    texts, labels = messages(600, telling=1)
    chance = random.Random(4)  # noqa: S311 - invented texts
    noisy = [label if chance.random() < 0.8 else chance.choice(list(WORDS)) for label in labels]
    promised = evaluate(texts, noisy, folds=3, precision=0.7)
    assert promised is not None
    assert promised.sure.share > 0.1
    assert promised.sure.precision >= 0.65


def test_starts_from_names_before_any_decision() -> None:
    model = train(
        (), (), names={"12.1": ("Уличное освещение",), "12.2": ("Ремонт дорог", "ямы"), "3": ("Питьевая вода",)}
    )
    first = model.suggest("Когда отремонтируют дорогу? Одни ямы")[0]
    assert (first.label, first.is_sure) == ("12.2", False)
    assert first.words[0] in {"дорогу", "отремонтируют", "ямы"}
    assert model.suggest("Спасибо") == ()


def test_decisions_outweigh_names() -> None:
    texts, labels = messages(150)
    model = train(texts, labels, names={"Свет": ("яма",), "Дороги": ("дороги",)})
    assert model.suggest("Яма на асфальте, колея")[0].label == "Дороги"


@pytest.mark.parametrize("texts", [[], ["яма"], ["яма"] * 20])
def test_nothing_to_choose_from_is_silence(texts: list[str]) -> None:
    model = train(texts, ["Дороги"] * len(texts))
    assert model.suggest("яма") == ()
    assert TextModel.from_bytes(model.to_bytes()).suggest("яма") == ()
    assert evaluate(texts, ["Дороги"] * len(texts)) is None
    assert measure(model, ["яма"], ["Дороги"]).left_out_count == 1


def test_equal_texts_do_not_help_to_judge_themselves() -> None:
    chance = random.Random(6)  # noqa: S311 - invented texts
    noise = [" ".join(chance.choices(FILLERS, k=6)) for _ in range(60)]
    labels = [chance.choice(list(WORDS)) for _ in noise]
    twice = evaluate(noise * 3, labels * 3)
    assert twice is not None
    assert twice.accuracy < 0.6


def test_groups_stay_together() -> None:
    texts, labels = messages(90)
    assert evaluate(texts, labels, groups=labels, folds=3).accuracy == 0  # type: ignore[union-attr]


def test_labels_unknown_to_the_model_are_counted_apart(model: TextModel) -> None:
    quality = measure(model, ["яма", "концерт"], ["Дороги", "Афиша"])
    assert (quality.text_count, quality.left_out_count) == (1, 1)


def test_a_suggestion_is_plain_values(model: TextModel) -> None:
    first = model.suggest("Яма на асфальте")[0]
    assert isinstance(first, Suggested)
    assert json.loads(json.dumps([first.label, first.confidence, first.words, first.is_sure]))[3] is first.is_sure


def test_figures_of_a_label_are_those_counted_by_hand(model: TextModel) -> None:
    texts, labels = ["яма асфальт", "колея бордюр", "кран напор", "фонарь"], ["Дороги", "Вода", "Вода", "Свет"]
    quality = measure(model, texts, labels)
    found = {one.label: (one.count, one.precision, one.recall, one.f1) for one in quality.labels}
    assert found["Дороги"] == (1, 0.5, 1.0, pytest.approx(2 / 3))
    assert found["Вода"] == (2, 1.0, 0.5, pytest.approx(2 / 3))
    assert quality.accuracy == 0.75
    assert quality.macro_f1 == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)
    assert quality.weighted_f1 == pytest.approx((2 / 3 + 4 / 3 + 1) / 4)
