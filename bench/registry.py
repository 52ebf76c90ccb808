"""The registry's page: whole request inside the server (session, rights, queries, template), filter by filter."""

from typing import TYPE_CHECKING

from bench import stage
from bench.machine import Taken, milliseconds, tell_times
from bench.source import PLACE
from bench.stage import Run

if TYPE_CHECKING:
    from django.test import Client

TIMES = 40
TARGET_MS = {"sqlite": 200.0, "postgresql": 100.0}
SEARCH_MS = 200.0
DEEP = "2021-03-28T07:00:00%2B00:00,170000"


def filters() -> dict[str, str]:
    """Name and address words of each measured list: single filters, pairs, rare and frequent words, deep pages."""
    from otklik.catalog.models import Channel, Department, Topic

    own = {"administration__slug": PLACE}
    channel = Channel.objects.filter(**own, audience="external").first()
    unit = Department.objects.filter(**own).first()
    topic = Topic.objects.filter(edition__administration__slug=PLACE, level=2).first()
    assert channel is not None
    assert unit is not None
    assert topic is not None
    return {
        "all": "", "deep": f"after={DEEP}", "kind": "kind=proposal", "status": "status=registered",
        "verdict": "verdict=refused", "channel": f"channel={channel.slug}", "unit": f"department={unit.slug}",
        "quarter": "quarter=2023Q2", "late": "late=1", "overdue": "queue=overdue", "unread": "queue=unread",
        "topic": f"topic={topic.code}", "waiting": "wait_min=55", "kind_quarter": "kind=complaint&quarter=2021Q1",
        "figure": f"population=complaints&verdict=satisfied&quarter=2025Q3&channel={channel.slug}",
        "unit_late_deep": f"department={unit.slug}&late=1&after={DEEP}", "frequent_word": "q=дорога",
        "rare_word": "q=Дело 777777", "absent_word": "q=синхрофазотрон", "word_quarter": "q=вода&quarter=2022Q4",
        "nothing": "kind=inquiry&status=prolonged&quarter=2020Q2",
    }  # fmt: skip


def run(here: Run) -> None:
    """Each filter; then all that ask for no word as the registry's own figure, all that do as the search's."""
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(stage.person_with("coordinator"))
    targets = {"registry": TARGET_MS[here.kind], "search": SEARCH_MS}
    whole = {name: Taken([], []) for name in targets}
    for name, words in filters().items():
        taken = milliseconds(lambda words=words: page(client, words), TIMES)
        of = "search" if words.startswith("q=") else "registry"
        whole[of].clock.extend(taken.clock)
        whole[of].cpu.extend(taken.cpu)
        tell_times(f"registry_{name}", here.database, taken, targets[of])
    for of, taken in whole.items():
        tell_times(of, here.database, taken, targets[of], items=here.items)


def page(client: "Client", words: str) -> None:
    """One request; anything but a page is an error."""
    answer = client.get(f"/{PLACE}/staff/registry/?{words}")
    assert answer.status_code == 200, (words, answer.status_code)
