"""The processes: pages, a worker for each queue, the clock, the receiver."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings

from otklik.base.live_workers import live_workers
from otklik.correspondence.polled import polled_connections
from otklik.operation.beats import DEAD_AFTER
from otklik.operation.enums import PartKind
from otklik.operation.models import Observation, RunningPart
from otklik.operation.state.findings import Finding, good, notice, trouble
from otklik.operation.state.words import ago, span

#: Slug of the clock's observation.
CLOCK = "clock"
#: The clock looks every minute; a pass over a large installation may take some.
CLOCK_LATE = timedelta(minutes=15)
#: The pages come up first; for so long after them a part that has not answered yet is awaited.
COMES_UP = timedelta(minutes=2)
QUEUE_TITLES = {"quick": "письма и приём", "default": "общая", "patient": "обучение"}
_RESTART = "Посмотрите службы: systemctl list-units 'otklik*'. Запустить снова: systemctl restart {unit}."


def parts(now: datetime) -> Iterator[Finding]:
    """Every part of the system, in the order in which its absence is felt."""
    alive: dict[str, list[str]] = defaultdict(list)
    for one in RunningPart.objects.filter(seen_at__gt=now - DEAD_AFTER).order_by("node"):
        alive[one.kind].append(one.node)
    yield _pages(alive[PartKind.PAGES])
    yield from _workers(now)
    yield _clock(now)
    yield from _receiver(alive[PartKind.RECEIVER])


def _pages(nodes: list[str]) -> Finding:
    if not nodes:
        advice = _RESTART.format(unit="otklik-web")
        return notice("pages", "Страницы", "Ни один процесс страниц не подаёт признаков жизни.", advice)
    return good("pages", "Страницы", f"Процессов: {len(nodes)}. Узлы: {', '.join(sorted(set(nodes)))}.")


def _is_coming_up(now: datetime) -> bool:
    return RunningPart.objects.filter(kind=PartKind.PAGES, began_at__gt=now - COMES_UP).exists()


def _awaited(slug: str, title: str, page: str = "") -> Finding:
    said = "Система запускается, эта часть ещё не отозвалась."
    return notice(slug, title, said, "Проверьте через минуту.", page=page)


def _workers(now: datetime) -> Iterator[Finding]:
    """One finding for each queue: a worker of another queue does not help it."""
    served: dict[str, list[str]] = defaultdict(list)
    for worker in live_workers():
        for queue in worker.queues.split(","):
            served[queue].append(worker.node.split(" ")[0])
    for queue in settings.TASKS["default"]["QUEUES"]:
        slug, title = f"worker-{queue}", f"Фоновые задания: {QUEUE_TITLES.get(queue, queue)}"
        nodes = served[queue] + served["*"]
        if nodes:
            yield good(
                slug, title, f"Процессов: {len(nodes)}. Узлы: {', '.join(sorted(set(nodes)))}.", page="node:tasks"
            )
        elif _is_coming_up(now):
            yield _awaited(slug, title, "node:tasks")
        else:
            said = "Процесс заданий не работает: задания этой очереди ждут."
            yield trouble(slug, title, said, _RESTART.format(unit=f"otklik-worker@{queue}"), page="node:tasks")


def _clock(now: datetime) -> Finding:
    """When the periodic jobs ran last, and which of them fail."""
    seen = Observation.objects.filter(slug=CLOCK).first()
    title, advice = "Часы (otklik tick)", "Проверьте службу: systemctl status otklik-tick.service."
    if seen is None and _is_coming_up(now):
        return _awaited("clock", title)
    if seen is None:
        return trouble("clock", title, "Периодические дела ещё ни разу не выполнялись.", advice)
    if now - seen.seen_at > CLOCK_LATE:
        return trouble(
            "clock", title, f"Последний проход: {ago(seen.seen_at, now)}. Должен быть каждую минуту.", advice
        )
    failing = seen.content.get("failing", {})
    if failing:
        return trouble(
            "clock",
            title,
            f"Не выполняются дела ({len(failing)}): {'; '.join(sorted(_job(*one) for one in failing.items()))}.",
            "Причина стоит в журнале: journalctl -u otklik-tick --since today. Часто помогает otklik check.",
        )
    took = span(timedelta(seconds=seen.content.get("took", 0)))
    return good("clock", title, f"Последний проход: {ago(seen.seen_at, now)}, занял: {took}.")


def _job(place: str, told: dict[str, str]) -> str:
    return f"{place.rpartition(':')[2]} ({told.get('problem', '')})"


def _receiver(nodes: list[str]) -> Iterator[Finding]:
    """Only where something has to be asked."""
    asked = len(polled_connections())
    if not asked:
        return
    if nodes:
        yield good("receiver", "Приём сообщений", f"Работает. Опрашивается соединений: {asked}.")
    else:
        said = f"Процесс приёма не работает, а опрашивать нужно соединений: {asked}. Пока их спрашивают часы, реже."
        yield trouble("receiver", "Приём сообщений", said, _RESTART.format(unit="otklik-receive"))
