"""Letters to the node's keepers: one when a trouble begins, again after a day, one when it is over; never a flood."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from otklik.base.alone import alone
from otklik.base.log_words import told_error
from otklik.core.russian import count_with_word
from otklik.operation.beats import node_name
from otklik.operation.keepers import keeper_addresses
from otklik.operation.mail import mail_state
from otklik.operation.models import Observation, Trouble
from otklik.operation.state import NodeState, node_state
from otklik.operation.state.findings import Finding
from otklik.operation.state.parts import CLOCK, CLOCK_LATE
from otklik.operation.state.words import moment, span

log = structlog.get_logger(__name__)

#: What is over by itself sooner is told to nobody.
PATIENCE = timedelta(minutes=3)
AGAIN_AFTER = timedelta(days=1)
#: A trouble that comes back so soon is the same one: no letter of its end and no new one.
CALM = timedelta(minutes=10)
#: What begins for the third time within a day comes and goes: it goes on as one trouble, told once a day.
FLICKERS = 2
#: How long troubles that are over stay in the list.
KEPT = timedelta(days=365)


_BEGAN = timezone.now()


def watch_node() -> int:
    """Look at the node and write what is due, in one letter; returns how many troubles and ends were told."""
    state = node_state()
    note_troubles(state)
    return tell_keepers(state.at)


def watch_when_clock_stands() -> int:
    """Called by the pages' own sign of life: who would tell that the clock stands, if not they."""
    now = timezone.now()
    if now - _BEGAN < CLOCK_LATE:  # the machine has just been started, and the clock with it
        return 0
    if Observation.objects.filter(slug=CLOCK, seen_at__gt=now - CLOCK_LATE).exists():
        return 0
    if not Observation.objects.filter(slug=CLOCK).exists():  # the installation is being set up
        return 0
    with alone("watch") as is_ours:
        return watch_node() if is_ours else 0


@transaction.atomic
def note_troubles(state: NodeState) -> None:
    """Open rows for new troubles, close those that are no more. What could not be looked at stays as it was."""
    found = {one.slug: one for one in state.troubles}
    unknown = any(one.slug.startswith("unknown-") for one in state.findings)
    for kept in Trouble.objects.select_for_update().filter(over_at=None):
        if (now_said := found.pop(kept.slug, None)) is not None:
            _renew(kept, now_said, state.at)
        elif not unknown:
            kept.over_at = state.at
            kept.save(update_fields=["over_at"])
    for new in found.values():
        _begin(new, state.at)
    Trouble.objects.filter(over_at__lt=state.at - KEPT).delete()


def _begin(new: Finding, now: datetime) -> None:
    """One that was over a moment ago goes on."""
    known = Trouble.objects.filter(slug=new.slug[:80]).order_by("-began_at")
    flickers = known.filter(began_at__gt=now - AGAIN_AFTER).count() >= FLICKERS
    if (kept := known.filter(over_at__gt=now - (AGAIN_AFTER if flickers else CALM)).first()) is not None:
        kept.over_at = None
        _renew(kept, new, now)
        return
    words = {"title": new.title[:200], "said": new.said[:1000], "advice": new.advice[:1000]}
    Trouble.objects.create(slug=new.slug[:80], began_at=now, seen_at=now, **words)


def _renew(kept: Trouble, found: Finding, now: datetime) -> None:
    if kept.told_at is None and now - kept.seen_at > CALM:  # nobody looked: the machine was off
        kept.began_at = now
    kept.title, kept.said, kept.advice, kept.seen_at = found.title[:200], found.said[:1000], found.advice[:1000], now
    kept.save()


def tell_keepers(now: datetime) -> int:
    """Write what is due; when no letter can leave it is tried at the next pass. Returns how many things were told."""
    begun = _due(Trouble.objects.filter(over_at=None, began_at__lte=now - PATIENCE), now)
    ended = list(Trouble.objects.filter(over_at__lte=now - CALM, over_told_at=None).exclude(told_at=None))
    addresses = keeper_addresses()
    if not addresses or not (begun or ended) or not mail_state().is_set:
        return 0
    try:
        letter(addresses, begun, ended, now).send()
    except (OSError, ValueError) as problem:  # smtplib's errors are OSErrors
        log.warning("trouble_letter_failed", problem=told_error(problem))
        return 0
    Trouble.objects.filter(pk__in=[one.pk for one in begun]).update(told_at=now)
    Trouble.objects.filter(pk__in=[one.pk for one in ended]).update(over_told_at=now)
    return len(begun) + len(ended)


def _due(open_troubles: Iterable[Trouble], now: datetime) -> list[Trouble]:
    """When one is due, all that were told long ago go with it: one letter tells everything."""
    return [one for one in open_troubles if one.told_at is None or now - one.told_at >= AGAIN_AFTER]


def letter(addresses: Sequence[str], begun: Sequence[Trouble], ended: Sequence[Trouble], now: datetime) -> EmailMessage:
    """Plain words: what is wrong and what to do first, then what is over."""
    count = Trouble.objects.filter(over_at=None).count()
    if begun:
        subject = f"Отклик, узел {node_name()}: {begun[0].title.lower() if len(begun) == 1 else _count(len(begun))}"
    else:
        subject = f"Отклик, узел {node_name()}: {'всё в порядке' if not count else 'неполадка устранена'}"
    lines = [line for one in begun for line in _told(one, now)]
    lines += [line for one in ended for line in _over(one)]
    lines += ["Всё в порядке: других неполадок нет." if not count else f"Сейчас неполадок: {count}."]
    lines += [
        f"Состояние узла: {settings.BASE_URL}/node/",
        "",
        "Время московское. О каждой неполадке пишем один раз, потом раз в сутки.",
    ]
    return EmailMessage(subject=subject[:200], body="\n".join(lines) + "\n", to=list(addresses))


def _count(number: int) -> str:
    return count_with_word(number, "неполадка", "неполадки", "неполадок")


def _told(one: Trouble, now: datetime) -> list[str]:
    again = f"Не устранено, длится {span(now - one.began_at)}. " if one.told_at else ""
    lines = [f"{one.title}. {again}{one.said}", f"Замечено {moment(one.began_at)}."]
    return [*lines, *([f"Что делать: {one.advice}"] if one.advice else []), ""]


def _over(one: Trouble) -> list[str]:
    assert one.over_at is not None  # noqa: S101 - the caller chose those that are over
    return [f"Устранено: {one.title}. Длилось {span(one.over_at - one.began_at)}, до {moment(one.over_at)}.", ""]
