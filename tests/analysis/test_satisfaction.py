"""The general level of satisfaction equals a count by hand, by object and quarter."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from otklik.analysis.satisfaction import overall_satisfaction
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.appeals import Audience, ItemKind, Verdict
from otklik.core.intervals import wilson_interval
from otklik.core.periods import Quarter
from otklik.intake.models import FeedbackItem

pytestmark = pytest.mark.django_db
Act = Callable[..., Actor]
Q3 = Quarter(2025, 3)
AT = datetime(2025, 8, 12, 9, tzinfo=UTC)


@pytest.fixture
def judged(receive: Callable[..., FeedbackItem]) -> Callable[..., None]:
    """Messages of the third quarter with a verdict: `judged("satisfied", "functions", of="gatchina")`."""
    count = iter(range(100))

    def make(verdict: str, subject: str = "", **facts: object) -> None:
        item = receive(f"Яма № {next(count)}", received_at=AT, registered_at=AT, **facts)
        FeedbackItem.objects.filter(pk=item.pk).update(verdict=verdict, subject=subject)

    return make


def test_the_share_is_of_the_decrees_population(actor: Act, judged: Callable[..., None]) -> None:
    """Complaints in one decree, every appeal in another."""
    for slug, expected in (("murashi", (1, 2)), ("gatchina", (2, 3))):
        judged(Verdict.SATISFIED, of=slug)
        judged(Verdict.REFUSED, of=slug)
        judged(Verdict.SATISFIED, of=slug, kind=ItemKind.STATEMENT)
        whole = overall_satisfaction(actor("head", of=slug), Q3).levels[0].shares[-1]
        assert (whole.satisfied, whole.n) == expected
        assert whole.value == pytest.approx(expected[0] / expected[1])
        assert whole.interval == wilson_interval(*expected)


def test_the_parts_add_up_to_all_and_internal_feedback_stays_out(actor: Act, judged: Callable[..., None]) -> None:
    judged(Verdict.SATISFIED, "functions")
    judged(Verdict.OPEN, "functions")
    judged(Verdict.SATISFIED)
    judged(Verdict.SATISFIED, audience=Audience.INTERNAL)
    level = overall_satisfaction(actor("coordinator"), Q3)
    last = {one.slug: one.shares[-1] for one in level.levels}
    assert (last["functions"].satisfied, last["functions"].n) == (1, 2)
    assert (last["none"].satisfied, last["none"].n) == (1, 1)
    assert last[""].n == sum(share.n for slug, share in last.items() if slug) == 3
    assert level.quarters == (Quarter(2024, 3), Quarter(2024, 4), Quarter(2025, 1), Quarter(2025, 2), Q3)


def test_a_quarter_without_appeals_has_no_share(actor: Act) -> None:
    whole = overall_satisfaction(actor("head"), Q3).levels[0].shares[0]
    assert (whole.value, whole.interval) == (None, None)


def test_others_see_no_level(actor: Act) -> None:
    with pytest.raises(NotFound):
        overall_satisfaction(actor("organizer"), Q3)
