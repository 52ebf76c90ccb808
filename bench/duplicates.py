"""Duplicates of a new text among all items, as the registrar's card asks for them, and all suggestions for a text."""

from collections.abc import Iterator
from itertools import cycle

from bench import stage
from bench.machine import milliseconds, tell_times
from bench.source import PLACE
from bench.stage import Run

TIMES = 60
DUPLICATES_MS, SUGGESTIONS_MS = 100.0, 30.0
LETTERS = (
    "На дороге у дома {n} по улице Полевой большие ямы, машины объезжают по тротуару. Просим сделать ремонт.",
    "В подъезде дома {n} третий день нет горячей воды, управляющая компания не отвечает на звонки жителей.",
    "Не горит фонарь на перекрёстке у школы {n}, вечером детям страшно ходить. Когда восстановят освещение?",
    "Контейнерная площадка у дома {n} переполнена, мусор разносит ветер по всему двору, крысы.",
)


def run(here: Run) -> None:
    """Each letter about another house, so that nothing is told from memory."""
    from otklik.accounts.queries import actor_of
    from otklik.intake.duplicates import likely_duplicates

    coordinator = actor_of(stage.person_with("coordinator"))
    assert coordinator is not None
    texts = letters()
    taken = milliseconds(lambda: likely_duplicates(coordinator, next(texts)), TIMES)
    tell_times("duplicates", here.database, taken, DUPLICATES_MS, items=here.items)
    suggest(here, texts)


def suggest(here: Run, texts: Iterator[str]) -> None:
    """Learn from what is read already, then ask all seven labels about each letter."""
    from otklik.analysis.actions.learn_from_decisions import work_learning
    from otklik.analysis.models import TextLearning
    from otklik.analysis.text.suggestions import learned_of
    from otklik.base.actor import system_actor
    from otklik.catalog.models import Administration

    own = Administration.objects.get(slug=PLACE)
    TextLearning.objects.get_or_create(pk=own.pk)
    work_learning(administration_id=own.pk, is_asked=True)
    system = system_actor(own.pk, own.slug)
    learned_of(system, next(texts))
    taken = milliseconds(lambda: learned_of(system, next(texts)), TIMES)
    tell_times("suggestions", here.database, taken, SUGGESTIONS_MS, items=here.items)


def letters() -> Iterator[str]:
    """The letters in turn, each time about the next house."""
    for number, letter in enumerate(cycle(LETTERS), start=1):
        yield letter.format(n=number)
