"""What is on its way: background tasks, messages that came, messages that are to leave, mail, channels."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Min, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from otklik.base.virus_check import is_asked
from otklik.base.virus_recheck import waiting_files
from otklik.catalog.models import Administration
from otklik.correspondence.health import ailment_of
from otklik.correspondence.models import InboundMessage
from otklik.delivery.models import ChannelConnection, OutgoingMessage
from otklik.operation.mail import NOT_SET, mail_state
from otklik.operation.state.findings import Finding, good, notice, trouble
from otklik.operation.state.parts import QUEUE_TITLES
from otklik.operation.state.words import ago, span

#: A task that waits so long has no worker, or too few.
TASK_LATE = {"quick": timedelta(minutes=10), "default": timedelta(hours=1), "patient": timedelta(hours=24)}
ARRIVAL_LATE = timedelta(minutes=30)
#: The clock asks the antivirus every minute; renewing its database silences it for some.
CHECK_LATE = timedelta(minutes=30)
_ADDRESS = re.compile(r"[^\s<>\"«»:;,]+@[^\s<>\"«»:;,]+")


def flow(now: datetime) -> Iterator[Finding]:
    """Queues first, then what leads outside."""
    yield from _tasks(now)
    yield _failed()
    yield _arrivals(now)
    if is_asked():
        yield _antivirus(now)
    yield _mail()
    yield from _channels(now)


def waiting_tasks(now: datetime) -> dict[str, tuple[int, timedelta]]:
    """For each queue how many tasks are due and how long the oldest of them has been."""
    due = DBTaskResult.objects.filter(status=TaskResultStatus.READY).exclude(
        run_after__gt=now, run_after__year__lt=9999
    )
    rows = due.values_list("queue_name").annotate(Count("pk"), oldest=Min("enqueued_at")).order_by("queue_name")
    found = {queue: (count, now - oldest) for queue, count, oldest in rows}
    return {queue: found.get(queue, (0, timedelta(0))) for queue in settings.TASKS["default"]["QUEUES"]}


def _tasks(now: datetime) -> Iterator[Finding]:
    for queue, (count, oldest) in waiting_tasks(now).items():
        slug, title = f"tasks-{queue}", f"Очередь заданий: {QUEUE_TITLES.get(queue, queue)}"
        if not count:
            yield good(slug, title, "Пусто.", page="node:tasks")
            continue
        said = f"Ждут: {count}. Старшее ждёт {span(oldest)}."
        if oldest > TASK_LATE.get(queue, timedelta(hours=1)):
            advice = f"Посмотрите, работает ли otklik-worker@{queue}; если работает, добавьте ещё один процесс."
            yield trouble(slug, title, said, advice, page="node:tasks")
        else:
            yield good(slug, title, said, page="node:tasks")


def failed_tasks() -> QuerySet[DBTaskResult[Any, Any]]:
    """Tasks that ended badly and were not done again."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.FAILED)


def _failed() -> Finding:
    count = failed_tasks().count()
    if not count:
        return good("failed-tasks", "Неудавшиеся задания", "Нет.", page="node:tasks")
    advice = "Прочитайте причину и нажмите «Повторить»."
    return trouble("failed-tasks", "Неудавшиеся задания", f"Всего: {count}.", advice, page="node:tasks")


def _arrivals(now: datetime) -> Finding:
    found = InboundMessage.objects.filter(state=InboundMessage.State.WAITING).aggregate(Count("pk"), Min("arrived_at"))
    count, oldest = found["pk__count"], found["arrived_at__min"]
    title = "Поступившее из каналов"
    if not count:
        return good("arrivals", title, "Всё разобрано.")
    said = f"Ждут разбора: {count}. Старшее пришло {span(now - oldest)} назад."
    if now - oldest > ARRIVAL_LATE:
        return trouble("arrivals", title, said, "Проверьте otklik-worker@quick и часы: они разбирают сообщения.")
    return good("arrivals", title, said)


def _antivirus(now: datetime) -> Finding:
    (count, oldest), title = waiting_files(), "Антивирус"
    if oldest is None:
        return good("antivirus", title, "Все файлы проверены.")
    said = f"Ждут проверки файлы: {count}. Старший пришёл {ago(oldest, now)}."
    if now - oldest > CHECK_LATE:
        advice = "Посмотрите службу антивируса (systemctl status clamav-daemon) и настройку OTKLIK_CLAMD."
        return trouble("antivirus", title, said, advice)
    return good("antivirus", title, said)


def stuck_letters() -> QuerySet[OutgoingMessage]:
    """Letters by the installation's own server that were refused at least twice and still wait."""
    waiting = OutgoingMessage.objects.filter(state=OutgoingMessage.State.WAITING, connection=None, is_paper=False)
    return waiting.filter(attempts__gte=F("broken_off") + 2)


def _mail() -> Finding:
    state, title = mail_state(), "Почта системы"
    if not state.is_set:
        advice = "Задайте почтовый сервер: без него не уходят ни письма жителям, ни эти предупреждения."
        return trouble("mail", title, "Почтовый сервер не задан.", advice, page="node:mail")
    if state.is_printed:
        return good("mail", title, "Письма печатаются в окне программы (OTKLIK_EMAIL_URL=console:) и никуда не уходят.")
    # What the time without a server left behind says nothing of the server that is set now.
    refused = stuck_letters().exclude(last_error__contains=NOT_SET)
    stuck = refused.order_by("pk").values_list("last_error", flat=True)[:1000]
    if stuck:
        said = f"Не уходят письма: {len(stuck)}. Ответ сервера: {without_addresses(stuck[0]) or 'нет ответа'}"
        advice = f"Проверьте сервер {state.server}: имя, пароль, сеть; потом пробное письмо."
        return trouble("mail", title, said, advice, page="node:mail")
    if state.problem:
        return notice(
            "mail", title, f"Последнее пробное письмо не ушло: {without_addresses(state.problem)}", "", page="node:mail"
        )
    said = f"{state.server}, отправитель {state.from_address}. Задержанных писем нет."
    return good("mail", title, said, page="node:mail")


def without_addresses(text: str) -> str:
    """A server's answer without people's addresses."""
    return _ADDRESS.sub("[адрес]", text)


def _channels(now: datetime) -> Iterator[Finding]:
    """Connections that ail, by administration: what exactly is wrong its own administrator sees."""
    ailing = Counter(
        one.administration_id
        for one in ChannelConnection.objects.filter(is_enabled=True).exclude(channel="")
        if ailment_of(one, now)
    )
    titles = dict(Administration.objects.filter(pk__in=ailing).values_list("pk", "short_title"))
    if not ailing:
        yield good("channels", "Каналы", "Все включённые соединения работают.")
        return
    told = ", ".join(f"{titles.get(key, '?')} — {count}" for key, count in sorted(ailing.items()))
    advice = "Что именно не так, видит администратор этой администрации: «Устройство» → «Каналы»."
    yield notice("channels", "Каналы", f"Соединения с ошибкой: {told}.", advice)
