"""Entering one sheet: first, second, and deciding between the two. Порядок: murashi 5.2."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.questionnaire.keyed import Reading, read_keyed, typed_again
from otklik.surveys.links import asked_of
from otklik.surveys.models import PaperBatch, PaperEntry
from otklik.surveys.paper_batches import batch_for, differing_boxes


class SheetRefusedError(RuleBroken):
    """Codes that mean nothing: `problems` by box, in Russian."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("sheet_refused", "Проверьте отмеченные коды.")
        self.problems = problems


@transaction.atomic
def enter_sheet(
    *, actor: Actor, batch_id: int, number: int, turn: int, typed: Mapping[str, str], is_spoiled: bool = False
) -> PaperEntry:
    """Keep a sheet as a draft; the same person may enter the own sheet anew until the batch is recorded.

    No audit row: a sheet's entry is no write of the record, and the batch's entry counts them all. RuleBroken for a
    sheet that somebody else has entered in this turn, or a second entry by who made the first.
    """
    batch = _running(actor, batch_id)
    _check_turn(actor, batch, number, turn)
    reading = read_keyed(asked_of(batch.survey), typed)
    if reading.problems and not is_spoiled:
        raise SheetRefusedError(reading.problems)
    facts = {
        "answers": {} if is_spoiled else _checked(reading),
        "is_spoiled": is_spoiled,
        "entered_by_id": actor.user_id,
        "is_agreed": False,
    }
    try:
        with transaction.atomic():
            entry, _ = PaperEntry.objects.update_or_create(batch=batch, number=number, turn=turn, defaults=facts)
    except IntegrityError:
        raise RuleBroken("taken", f"Лист {number} только что ввёл другой человек.") from None
    PaperEntry.objects.filter(batch=batch, number=number).update(is_agreed=False)
    return entry


@transaction.atomic
def settle_sheet(
    *, actor: Actor, batch_id: int, number: int, choices: Mapping[str, str], is_spoiled: bool | None = None
) -> None:
    """Decide what the sheet says: for each differing box the code that is right; the paper is the judge.

    What differed is counted for the rate of errors. RuleBroken where a box is not decided.
    """
    batch = _running(actor, batch_id)
    entries = {entry.turn: entry for entry in batch.entries.select_for_update().filter(number=number)}
    first, second = entries.get(PaperEntry.FIRST), entries.get(PaperEntry.SECOND)
    if first is None or second is None or first.is_agreed:
        raise RuleBroken("settled", f"По листу {number} решать уже нечего.")
    if first.is_spoiled != second.is_spoiled:
        batch.differing_count += 1
        _settle_spoiled(first, second, is_spoiled)
    else:
        batch.differing_count += _settle_boxes(batch, first, second, choices)
    batch.save(update_fields=["differing_count"])
    first.is_agreed = True
    first.save(update_fields=["answers", "is_spoiled", "is_agreed"])


def _settle_spoiled(first: PaperEntry, second: PaperEntry, is_spoiled: bool | None) -> None:
    if is_spoiled is None:
        raise RuleBroken("spoiled", "Решите, можно ли прочесть лист.", "is_spoiled")
    readable = second if first.is_spoiled else first
    first.is_spoiled, first.answers = is_spoiled, {} if is_spoiled else readable.answers


def _settle_boxes(batch: PaperBatch, first: PaperEntry, second: PaperEntry, choices: Mapping[str, str]) -> int:
    """Put the decided codes into the first entry; returns how many boxes had differed."""
    questionnaire = asked_of(batch.survey)
    typed = typed_again(questionnaire, first.answers)
    found = differing_boxes(questionnaire, first, second)
    for difference in found:
        name = difference.field.name
        if name not in choices:
            raise RuleBroken("undecided", f"Решите, что в вопросе {difference.field.place}.", name)
        typed[name] = choices[name]
    reading = read_keyed(questionnaire, typed)
    if reading.problems:
        raise SheetRefusedError(reading.problems)
    first.answers = reading.answers
    return len(found)


def _checked(reading: Reading) -> dict[str, object]:
    if not reading.answers:
        message = "На листе нет ни одного ответа. Если он пустой или его не прочесть, отметьте это."
        raise RuleBroken("empty", message, "is_spoiled")
    return dict(reading.answers)


def _running(actor: Actor, batch_id: int) -> PaperBatch:
    batch = batch_for(actor, batch_id, lock=True)
    if batch.state != PaperBatch.State.ENTERING:
        raise RuleBroken("ended", f"Эта пачка уже {batch.get_state_display()}: вводить её больше не нужно.")
    return batch


def _check_turn(actor: Actor, batch: PaperBatch, number: int, turn: int) -> None:
    if not 1 <= number <= batch.sheet_count:
        raise RuleBroken("number", f"В этой пачке листы с 1 по {batch.sheet_count}.")
    entries = {entry.turn: entry for entry in batch.entries.filter(number=number)}
    own = entries.get(turn)
    if own is not None and own.entered_by_id != actor.user_id:
        raise RuleBroken("taken", f"Лист {number} уже ввёл другой человек.")
    if turn == PaperEntry.SECOND:
        first = entries.get(PaperEntry.FIRST)
        if first is None:
            raise RuleBroken("first", f"Лист {number} ещё не введён в первый раз.")
        if first.entered_by_id == actor.user_id:
            raise RuleBroken("same_person", "Второй раз лист вводит другой человек: так видны ошибки.")
