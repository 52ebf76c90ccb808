"""Batches of paper sheets as they stand: what is entered, what is left, where two entries differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.questionnaire.keyed import Difference, differences, keyed_fields
from otklik.core.questionnaire.schema import Questionnaire
from otklik.surveys.access import survey_for
from otklik.surveys.links import asked_of
from otklik.surveys.models import PaperBatch, PaperEntry, Survey
from otklik.surveys.policies import can_enter_answers


def batch_for(actor: Actor, batch_id: int, *, lock: bool = False) -> PaperBatch:
    """A batch of a survey that the actor may see and enter answers of; NotFound otherwise."""
    rows = PaperBatch.objects.select_for_update(of=("self",)) if lock else PaperBatch.objects.all()
    own = rows.filter(administration_id=actor.administration_id).select_related("survey__version", "link")
    batch = own.filter(pk=batch_id).first()
    if batch is None or not can_enter_answers(actor):
        raise NotFound
    survey_for(actor, batch.survey_id)
    return batch


def batches_of(survey: Survey) -> QuerySet[PaperBatch]:
    """Batches of the survey, the newest first; dropped ones are left out."""
    return survey.batches.exclude(state=PaperBatch.State.DROPPED).select_related("created_by")


@dataclass(frozen=True)
class Sheet:
    """One sheet of the pile: its entries, whether it is entered twice, whether the two differ."""

    number: int
    first: PaperEntry | None
    second: PaperEntry | None
    is_twice: bool
    has_difference: bool

    @property
    def is_done(self) -> bool:
        """Entered as often as it must be, and nothing left to decide."""
        return self.first is not None and (self.second is not None or not self.is_twice) and not self.has_difference


@dataclass(frozen=True)
class Course:
    """How far the entry of a batch has come."""

    batch: PaperBatch
    questionnaire: Questionnaire
    sheets: tuple[Sheet, ...]

    @cached_property
    def first_left(self) -> tuple[Sheet, ...]:
        """Not entered yet."""
        return tuple(sheet for sheet in self.sheets if sheet.first is None)

    @cached_property
    def second_left(self) -> tuple[Sheet, ...]:
        """To be entered by a second person, and not yet."""
        return tuple(sheet for sheet in self.sheets if sheet.is_twice and sheet.second is None)

    @cached_property
    def differing(self) -> tuple[Sheet, ...]:
        """Entered twice, differently, and not decided."""
        return tuple(sheet for sheet in self.sheets if sheet.has_difference)

    @property
    def is_ready(self) -> bool:
        """Every sheet is done: the answers may be recorded."""
        return all(sheet.is_done for sheet in self.sheets)

    def next_first(self, after: int = 0) -> Sheet | None:
        """The sheet to enter next: the one after `after`, else the first that is left."""
        return _next(self.first_left, after)

    def next_second(self, actor: Actor, after: int = 0) -> Sheet | None:
        """The sheet that this person may enter as the second: entered by somebody else before."""
        foreign = [one for one in self.second_left if one.first and one.first.entered_by_id != actor.user_id]
        return _next(foreign, after)


def _next(left: Sequence[Sheet], after: int) -> Sheet | None:
    return next((sheet for sheet in left if sheet.number > after), left[0] if left else None)


def course_of(batch: PaperBatch) -> Course:
    """The batch with every sheet of its pile."""
    questionnaire = asked_of(batch.survey)
    by_place = {(entry.number, entry.turn): entry for entry in batch.entries.select_related("entered_by")}
    twice = set(batch.second_sheets)
    sheets = tuple(_sheet(number, by_place, twice, questionnaire) for number in range(1, batch.sheet_count + 1))
    return Course(batch, questionnaire, sheets)


def _sheet(
    number: int, by_place: Mapping[tuple[int, int], PaperEntry], twice: set[int], questionnaire: Questionnaire
) -> Sheet:
    first, second = by_place.get((number, PaperEntry.FIRST)), by_place.get((number, PaperEntry.SECOND))
    is_open = first is not None and not first.is_agreed
    return Sheet(number, first, second, number in twice, is_open and _differ(questionnaire, first, second))


def _differ(questionnaire: Questionnaire, first: PaperEntry | None, second: PaperEntry | None) -> bool:
    if first is None or second is None:
        return False
    return first.is_spoiled != second.is_spoiled or bool(differing_boxes(questionnaire, first, second))


def differing_boxes(questionnaire: Questionnaire, first: PaperEntry, second: PaperEntry) -> tuple[Difference, ...]:
    """Where two entries of a sheet differ, box by box."""
    return differences(questionnaire, first.answers, second.answers)


def boxes_compared(batch: PaperBatch) -> int:
    """How many boxes were entered twice."""
    both = batch.entries.filter(turn=PaperEntry.SECOND).count()
    return both * len(keyed_fields(asked_of(batch.survey)))
