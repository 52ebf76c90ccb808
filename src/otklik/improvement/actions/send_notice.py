"""Thanking: by e-mail through the outbox, by what a person hands over, by the author's status page."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor, system_actor
from otklik.base.errors import RuleBroken
from otklik.base.events import LetterSettled
from otklik.core.periods import local_date
from otklik.improvement.actions.change_notice import TARGET, check_done, checked_text, notice_to_change
from otklik.improvement.measure_plan import plain
from otklik.improvement.models import OutcomeNotice
from otklik.improvement.thanks_leaving import put_on_the_way
from otklik.intake.access import tell
from otklik.intake.models import FeedbackItem

State, Way = OutcomeNotice.State, OutcomeNotice.Way
#: Ways that a person walks by himself and tells how.
BY_HAND = frozenset({Way.NETWORK, Way.PORTAL, Way.LETTER, Way.PHONE})
#: One that was given up may leave after all: somebody sends it again from «Исходящие».
_NOT_SETTLED = (State.LEAVING, State.FAILED)
HOW_LETTERS = 300


@transaction.atomic
def send_notice(*, actor: Actor, notice_id: int) -> OutcomeNotice:
    """By e-mail, the author's own network, a letter: into the outbox. By the status page: shown there at once.

    Sent already, it stays as it is. RuleBroken before somebody has looked it through, for a way that is walked by hand,
    without an address.
    """
    notice = notice_to_change(actor, notice_id)
    if notice.state in {State.SENT, State.LEAVING}:
        return notice
    if notice.state not in {State.PREPARED, State.FAILED}:
        raise RuleBroken("unread", "Сначала прочтите текст и нажмите «Проверено».")
    check_done(notice)
    checked_text(notice.text)
    if notice.way == Way.STATUS:
        _settle(notice, "по номеру и коду")
    else:
        put_on_the_way(actor, notice)
        notice.state, notice.reason = State.LEAVING, ""
    notice.done_by_id = actor.user_id
    notice.save()
    audit.record(actor, "send_notice", notice, f"Благодарность: {notice.get_way_display()}", measure=notice.measure_id)
    return notice


@transaction.atomic
def send_notices(*, actor: Actor, notice_ids: Iterable[int]) -> tuple[int, list[str]]:
    """Several at once; how many left, and what kept the others, each reason once."""
    sent, problems = 0, []
    for notice_id in dict.fromkeys(notice_ids):
        try:
            with transaction.atomic():
                send_notice(actor=actor, notice_id=notice_id)
            sent += 1
        except RuleBroken as broken:
            problems.append(broken.message)
    return sent, list(dict.fromkeys(problems))


@transaction.atomic
def hand_notice(*, actor: Actor, notice_id: int, how: str = "") -> OutcomeNotice:
    """The person has told the author himself: by telephone, by post, on the portal, in the network."""
    notice = notice_to_change(actor, notice_id)
    if notice.state == State.SENT:
        return notice
    if notice.way not in BY_HAND or notice.state not in {State.TO_DO, State.PREPARED, State.FAILED}:
        raise RuleBroken("state", f"Эта благодарность {notice.get_state_display()}. Обновите страницу.")
    check_done(notice)
    if notice.way == Way.LETTER and not notice.number:
        raise RuleBroken("not_printed", "Сначала напечатайте письмо: так у него появится исходящий номер.")
    _settle(notice, plain(how)[:HOW_LETTERS] or Way(notice.way).label)
    notice.done_by_id = actor.user_id
    notice.save()
    audit.record(actor, "hand_notice", notice, f"Благодарность передана {notice.get_way_display()}")
    return notice


@transaction.atomic
def miss_call(*, actor: Actor, notice_id: int) -> OutcomeNotice:
    """«Не дозвонились»: the task stays, with the number of calls."""
    notice = notice_to_change(actor, notice_id)
    if notice.way != Way.PHONE or notice.is_settled:
        raise RuleBroken("state", "Звонить по этой благодарности не нужно. Обновите страницу.")
    notice.attempts = min(notice.attempts + 1, 99)
    notice.state, notice.done_by_id = State.FAILED, actor.user_id
    notice.reason = f"Не дозвонились, попыток: {notice.attempts}."
    notice.save()
    audit.record(actor, "miss_call", notice, f"Благодарность: не дозвонились, попытка {notice.attempts}")
    return notice


@transaction.atomic
def on_letter_settled(event: LetterSettled) -> None:
    """Listener of the outbox, which holds the letter: it has left, or was given up."""
    if not event.target.startswith(TARGET):
        return
    waiting = OutcomeNotice.objects.select_for_update(of=("self",)).filter(state__in=_NOT_SETTLED)
    notice = waiting.filter(pk=event.target.removeprefix(TARGET)).first()
    if notice is None:
        return
    if event.is_sent:
        _settle(notice, "")
    else:
        notice.state, notice.reason = State.FAILED, f"Не ушло: {event.reason}"[:500]
    notice.save()


def _settle(notice: OutcomeNotice, how: str) -> None:
    """Told: the time, the mark at the survey's contact, a step in the case of every item it answers."""
    notice.state, notice.sent_at, notice.reason, notice.told_how = State.SENT, timezone.now(), "", how
    if notice.survey_contact is not None:
        contact = notice.survey_contact
        contact.told_on = local_date(notice.sent_at, notice.administration.time_zone)
        contact.told_how = f"{notice.get_way_display()}: {notice.measure.title}"[:500]
        contact.save(update_fields=["told_on", "told_how"])
    for item in FeedbackItem.objects.filter(pk__in=notice.covered.values("item_id")):
        tell(_by(notice), item, "thanks", "Мы рассказали, что сделано по предложению, и поблагодарили за него.")


def _by(notice: OutcomeNotice) -> Actor:
    """Whoever handed it over, as the history of the item names him."""
    return replace(system_actor(notice.administration_id, notice.administration.slug), user_id=notice.done_by_id)
