"""The reading queue: an item's page in the middle of the queue, and a confirmation that brings the next text."""

from itertools import count
from typing import TYPE_CHECKING

from bench import stage
from bench.machine import milliseconds, tell_times
from bench.source import PLACE
from bench.stage import Run

if TYPE_CHECKING:
    from django.test import Client

TIMES = 40
TARGET_MS = 100.0
CONFIRMED_TARGET_MS = 150.0


def run(here: Run) -> None:
    """Pages of unread items, then readings one after another; the readings stay, nothing else reads them."""
    from django.conf import settings
    from django.test import Client

    from otklik.intake.models import FeedbackItem

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(stage.person_with("registrar"))
    middle = FeedbackItem.objects.filter(read_at__isnull=True).order_by("pk")[here.items // 2].pk
    numbers = count(middle)
    tell_times("reading_page", here.database, milliseconds(lambda: page(client, middle), TIMES), TARGET_MS)
    given = marks()
    taken = milliseconds(lambda: confirm(client, next(numbers), given), TIMES)
    tell_times("reading_next", here.database, taken, CONFIRMED_TARGET_MS, items=here.items)


def page(client: "Client", item_id: int) -> None:
    """One request; anything but a page is an error."""
    answer = client.get(f"/{PLACE}/staff/reading/{item_id}/")
    assert answer.status_code == 200, answer.status_code


def marks() -> dict[str, object]:
    """The least that counts as read."""
    from otklik.catalog.models import Category, Touchpoint

    own = {"administration__slug": PLACE}
    return {
        "categories": Category.objects.filter(**own).earliest("pk").pk,
        "touchpoint": Touchpoint.objects.filter(**own).earliest("pk").pk,
        "seen": 0,
    }


def confirm(client: "Client", item_id: int, given: dict[str, object]) -> None:
    """Confirm and get the next text in the same answer."""
    answer = client.post(f"/{PLACE}/staff/reading/{item_id}/", given, headers={"hx-request": "true"})
    assert "HX-Push-Url" in answer, answer.status_code
