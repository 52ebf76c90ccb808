"""Duplicates of a new text among all items, as the registrar's card asks for them on the last day of the register."""

from collections.abc import Iterator
from datetime import UTC
from itertools import cycle

from bench import stage
from bench.machine import milliseconds, tell_times
from bench.source import LAST
from bench.stage import Run

TIMES = 60
DUPLICATES_MS = 100.0
LETTERS = (
    "На дороге у дома {n} по улице Полевой большие ямы, машины объезжают по тротуару. Просим сделать ремонт.",
    "В подъезде дома {n} третий день нет горячей воды, управляющая компания не отвечает на звонки жителей.",
    "Не горит фонарь на перекрёстке у школы {n}, вечером детям страшно ходить. Когда восстановят освещение?",
    "Контейнерная площадка у дома {n} переполнена, мусор разносит ветер по всему двору, крысы.",
)


def run(here: Run) -> None:
    """Each letter about another house, so that nothing is told from memory."""
    from otklik.accounts.queries import actor_of
    from otklik.intake.duplicates import Compared, resembling

    coordinator = actor_of(stage.person_with("coordinator"))
    assert coordinator is not None
    texts = letters()
    last_day = LAST.replace(tzinfo=UTC)
    taken = milliseconds(lambda: resembling(coordinator, Compared(next(texts), at=last_day)), TIMES)
    tell_times("duplicates", here.database, taken, DUPLICATES_MS, items=here.items)


def letters() -> Iterator[str]:
    """The letters in turn, each time about the next house."""
    for number, letter in enumerate(cycle(LETTERS), start=1):
        yield letter.format(n=number)
