"""Of sixty administrations one is broken: the clock looks at the others, and its keeper hears of the one."""

from collections.abc import Callable
from zoneinfo import ZoneInfoNotFoundError

import pytest

from otklik.alerts.actions.watch_deadlines import watch_deadlines
from otklik.alerts.actions.watch_surges import watch_surges
from otklik.alerts.models import AlertProgress
from otklik.catalog.models import Administration

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("watch", "kept"), [(watch_deadlines, "deadlines_on"), (watch_surges, "surges_on")])
def test_the_others_have_their_turn(
    administrations: Callable[..., Administration], watch: Callable[[], int], kept: str
) -> None:
    found = [administrations(slug) for slug in ("biysk", "livny", "murashi")]
    Administration.objects.filter(slug="livny").update(time_zone="Nowhere/Nothing")
    with pytest.raises(ZoneInfoNotFoundError):
        watch()
    looked = AlertProgress.objects.exclude(**{kept: None}).values_list("administration_id", flat=True)
    assert set(looked) == {one.pk for one in found if one.slug != "livny"}
