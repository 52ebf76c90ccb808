"""The shipped lists on labelled sentences of the project's own: month, theme («-» for none), text.

`dev.tsv` and `held.tsv` were written with the lists, `fresh.tsv` to be hard for them; docs/alerts.md says what each
of them measured before the lists were mended by it.
"""

from pathlib import Path

import pytest

from otklik.alerts.models import Level
from otklik.alerts.watch_lists import Watchbook, shipped_lists
from otklik.core.phrases import Watch

HERE = Path(__file__).parent
PARTS = {"dev": (0.98, 0.98), "held": (0.97, 0.96), "fresh": (0.9, 0.95)}


def sentences(part: str) -> list[tuple[int, str, str]]:
    rows = [line.split("\t") for line in (HERE / f"{part}.tsv").read_text(encoding="utf-8").splitlines()]
    return [(int(month), theme, text) for month, theme, text in rows]


@pytest.fixture(scope="module")
def book() -> Watchbook:
    lists = shipped_lists()
    return Watchbook(lists, Watch((one.slug, phrase) for one in lists.values() for phrase in one.parsed))


def test_there_is_enough_to_measure_on() -> None:
    everything = [row for part in PARTS for row in sentences(part)]
    assert len(everything) >= 300
    assert len({text for _, _, text in everything}) == len(everything)
    assert {theme for _, theme, _ in everything} - {"-"} == {
        one.slug for one in shipped_lists().values() if one.level == Level.DANGER
    }
    assert sum(theme == "-" for _, theme, _ in everything) >= 100


@pytest.mark.parametrize("part", PARTS)
def test_recall_and_precision_do_not_fall(part: str, book: Watchbook) -> None:
    right = missed = false = 0
    for month, theme, text in sentences(part):
        fired = {one.watched.slug for one in book.findings(text, month) if one.watched.level == Level.DANGER}
        right += theme != "-" and bool(fired)
        missed += theme != "-" and not fired
        false += theme == "-" and bool(fired)
    recall, precision = PARTS[part]
    assert right / (right + missed) >= recall
    assert right / (right + false) >= precision


def test_the_season_switches_a_list_off(book: Watchbook) -> None:
    text = "В квартире нет отопления, батареи холодные"
    assert book.findings(text, 1)
    assert not book.findings(text, 7)


def test_one_sharp_word_is_not_enough(book: Watchbook) -> None:
    assert not book.findings("Это безобразие", 1)
    sharp = book.findings("Это безобразие! Сколько можно терпеть ваши отписки? Буду писать в прокуратуру.", 1)
    assert [one.watched.level for one in sharp] == [Level.ATTENTION]


def test_every_list_explains_itself_by_words_of_the_text(book: Watchbook) -> None:
    finding = book.findings("У школы открыт люк без крышки", 1)[0]
    assert finding.words == ("открыт люк", "люк без крышки")
