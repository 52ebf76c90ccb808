"""The measurement of the understanding of texts: what the model does with the names of labels stands beside it."""

from quality.source import Labelled, Messages
from quality.study import judged_with_names
from quality.tables import macro_f1

_TEXTS = {
    "Дороги": ("яма на дороге", "разбитая дорога", "ямы и асфальт", "асфальт разбит", "дорога вся в ямах"),
    "Вода": ("нет воды", "вода ржавая", "холодная вода из крана", "воды нет с утра", "кран и ржавая вода"),
}
#: A name like the texts about roads, of a label that no text has.
_STRANGE = "Яма"


def _messages() -> Messages:
    rows = [(f"{text} {number}-й дом", label) for label, texts in _TEXTS.items() for text in texts for number in (1, 2)]
    labelled = Labelled(tuple(text for text, _ in rows), tuple(label for _, label in rows))
    return Messages(labelled, labelled, labelled, (*_TEXTS, _STRANGE))


def test_names_without_texts_take_part_but_are_no_label_to_be_found() -> None:
    judged = judged_with_names("theme", _messages())

    assert _STRANGE in {one.label for one in judged.folds.labels}
    assert judged.folds.label_count == len(_TEXTS)
    found = [one.f1 for one in judged.folds.labels if one.label in _TEXTS]
    assert macro_f1(judged.folds) == sum(found) / len(_TEXTS)
