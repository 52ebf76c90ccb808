"""One matter of several authors among the open cases; another is left for the user to join."""

from collections import defaultdict

from otklik.base.actor import system_actor
from otklik.catalog.models import Administration
from otklik.core.appeals import Audience
from otklik.intake.actions.merge_items import merge_items
from otklik.intake.models import FeedbackItem

SEVERAL = 3


def load_matters(administration: Administration) -> None:
    """Join the cases that three people wrote about one place; nothing where there are none."""
    waiting = FeedbackItem.objects.of(administration.pk).open().filter(audience=Audience.EXTERNAL).exclude(place="")
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for pk, title, place in waiting.order_by("pk").values_list("pk", "title", "place"):
        alike[title, place].append(pk)
    several = next((ids for ids in alike.values() if len(ids) >= SEVERAL), None)
    if several:
        merge_items(actor=system_actor(administration.pk, administration.slug), item_ids=several)
