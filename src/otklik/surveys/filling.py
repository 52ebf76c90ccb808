"""Questions whose answers are a list of the catalogue: units, segments, life situations, processes, touchpoints."""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from otklik.catalog import queries as catalog
from otklik.core.questionnaire.editing import with_questions, without
from otklik.core.questionnaire.enums import FROM_CATALOGUE, Cut, QuestionKind
from otklik.core.questionnaire.schema import END, MOST_OPTIONS, Option, Question, Questionnaire

_LISTS: Mapping[Cut, Callable[[int], Iterable[Any]]] = MappingProxyType(
    {
        Cut.DEPARTMENT: catalog.departments,
        Cut.SEGMENT: catalog.segments,
        Cut.LIFE_SITUATION: catalog.life_situations,
        Cut.PROCESS: catalog.processes,
        Cut.TOUCHPOINT: catalog.touchpoints,
    }
)
FEWEST = 2


def filled(questionnaire: Questionnaire, administration_id: int) -> Questionnaire:
    """With the administration's own lists put in; a question whose list has fewer than two entries is left out."""
    open_ones = {one.slug: one for one in questionnaire.questions if one.filled_from_catalogue}
    full = {slug: with_choices(one, administration_id) for slug, one in open_ones.items()}
    empty = [slug for slug, one in full.items() if len(one.options) < FEWEST]
    # What is left out stays unfilled until then: with a single option no questionnaire would take it.
    kept = [one if one.slug in empty else full.get(one.slug, one) for one in questionnaire.questions]
    if len(empty) == len(kept):
        return questionnaire
    return without(with_questions(questionnaire, kept), *empty) if empty else with_questions(questionnaire, kept)


def with_choices(question: Question, administration_id: int) -> Question:
    """The question with the entries of its list as options; what it had of its own stays behind them."""
    if question.cut not in FROM_CATALOGUE or question.kind not in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}:
        return question
    options = catalogue_options(question.cut, administration_id)
    named = {option.slug for option in options}
    jumps = tuple(
        jump.model_copy(update={"answers": kept})
        for jump in question.jumps
        if (kept := tuple(answer for answer in jump.answers if answer in named))
    )
    return question.model_copy(update={"options": options, "jumps": jumps})


def catalogue_options(cut: Cut, administration_id: int) -> tuple[Option, ...]:
    """The entries of the list that the cut stands for, as options; more than a questionnaire holds are cut off."""
    entries = list(_LISTS[cut](administration_id))[:MOST_OPTIONS]
    return tuple(Option(slug=option_slug(entry.slug), title=entry.title) for entry in entries)


def option_slug(slug: str) -> str:
    """The catalogue's slug as a questionnaire may write it."""
    plain = re.sub(r"[^a-z0-9_]", "_", slug.lower())[:60]
    return plain if plain[:1].isalpha() and plain != END else f"o_{plain}"[:60]
