"""How a last day was counted: kept once for all rows of a file that were counted alike, and told for each of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.intake.files import REGISTER, row, write

from otklik.base.actor import Actor
from otklik.intake.actions.import_feedback import import_feedback
from otklik.intake.actions.move_case import prolong_appeal
from otklik.intake.due_terms import term_of
from otklik.intake.models import Appeal, DueCount, FeedbackItem

pytestmark = pytest.mark.django_db
DAYS = ("03.03.2025 10:00", "03.03.2025 16:00", "04.03.2025 10:00")


def taken(system: Actor, folder: Path, numbers: range) -> list[FeedbackItem]:
    rows = [row(number, received=DAYS[number % len(DAYS)]) for number in numbers]
    path = write(folder / "register.csv", rows)
    import_feedback(actor=system, path=path, mapping=REGISTER, rejected_to=folder / "rejected.csv")
    return list(FeedbackItem.objects.select_related("appeal", "administration").order_by("pk"))


def test_rows_of_a_day_share_their_count(system: Actor, tmp_path: Path) -> None:
    items = taken(system, tmp_path, range(6))
    assert DueCount.objects.count() == 2
    for item in items:
        term = term_of(item, "answer")
        assert term is not None
        assert term.due_on == item.due_on
        assert term.steps
    taken(system, tmp_path, range(3, 9))
    assert DueCount.objects.count() == 2


def test_a_prolonged_case_has_its_own(system: Actor, actor: Callable[..., Actor], tmp_path: Path) -> None:
    item, other, _ = taken(system, tmp_path, range(3))
    first = item.due_on
    prolong_appeal(actor=actor("coordinator"), item_id=item.pk, reason="Запрошены сведения")
    item = FeedbackItem.objects.select_related("appeal", "administration").get(pk=item.pk)
    term, untouched = term_of(item, "answer"), term_of(other, "answer")
    assert term is not None
    assert untouched is not None
    assert item.appeal.due_count is None
    assert (term.due_on, [one.due_on for one in term.earlier]) == (item.due_on, [first])
    assert untouched.due_on == first


def test_a_count_is_kept_though_its_rows_were_known(system: Actor, tmp_path: Path) -> None:
    """A later chunk of the file may refer to what a chunk without new rows counted."""
    taken(system, tmp_path, range(1))
    Appeal.objects.update(due_count=None)
    DueCount.objects.all().delete()
    taken(system, tmp_path, range(1))
    assert DueCount.objects.count() == 1
