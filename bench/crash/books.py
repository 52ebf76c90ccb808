"""After the kills: what was acknowledged beside what stands in the tables."""

from collections import Counter
from pathlib import Path

from bench import source
from bench.crash.acknowledged import Acknowledged
from bench.crash.roles import FILES, MARK, ROWS
from bench.outbox.book import compare


def books_of(folder: Path, taken: list[str]) -> dict[str, dict[str, int]]:
    """By role: how many were acknowledged, how many of them are lost, how many stand there twice."""
    return {
        "intake": _intake(folder),
        "answer": _answers(folder),
        "import": _imports(folder),
        "outbox": _letters(taken),
        "closing": _closings(folder),
    }


def _compared(told: set[str], there: Counter[str]) -> dict[str, int]:
    return {
        "acknowledged": len(told),
        "lost": len(told - set(there)),
        "doubled": sum(number - 1 for number in there.values()),
    }


def _intake(folder: Path) -> dict[str, int]:
    from otklik.intake.models import FeedbackItem

    texts = FeedbackItem.objects.filter(text__startswith="Яма на дороге. Отметка").values_list("text", flat=True)
    return _compared(Acknowledged(folder, "intake").known, Counter(MARK.search(text)[1] for text in texts))  # type: ignore[index]


def _answers(folder: Path) -> dict[str, int]:
    from otklik.intake.models import Answer

    texts = Answer.objects.filter(text__contains="Отметка", is_interim=False).values_list("text", flat=True)
    return _compared(Acknowledged(folder, "answer").known, Counter(MARK.search(text)[1] for text in texts))  # type: ignore[index]


def _imports(folder: Path) -> dict[str, int]:
    """Rows of the files that were taken in to the end; a file that was broken off at last may have a part."""
    from otklik.intake.models import FeedbackItem

    numbers = FeedbackItem.objects.filter(administration__slug=source.PLACE, source_number__startswith="В-")
    there = Counter(numbers.values_list("source_number", flat=True))
    done = Acknowledged(folder, "import").known
    told = {
        f"В-{number * ROWS + row + 1}"
        for number in range(FILES)
        if f"register-{number}.csv" in done
        for row in range(ROWS)
    }
    return _compared(told, there)


def _letters(taken: list[str]) -> dict[str, int]:
    """Recorded as sent beside what the mail server took: a letter repeated with its Message-ID is the same letter."""
    from otklik.delivery.models import OutgoingMessage

    rows = [(str(key), state) for key, state in OutgoingMessage.objects.values_list("key", "state")]
    book = compare(rows, list(dict.fromkeys(taken)))
    return {
        "acknowledged": book.recorded,
        "lost": book.lost + book.waiting,
        "doubled": book.doubled + book.unrecorded,
        "uncertain": book.uncertain,
        "repeated_with_the_same_id": len(taken) - len(set(taken)),
    }


def _closings(folder: Path) -> dict[str, int]:
    from otklik.analysis.models import PeriodEdition

    there = Counter(PeriodEdition.objects.filter(reason__startswith="closing-").values_list("reason", flat=True))
    return _compared(Acknowledged(folder, "closing").known, there)
