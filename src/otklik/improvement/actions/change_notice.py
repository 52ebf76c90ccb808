"""Looking through a notice before it leaves: its words, its way; taking it back and up again."""

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.thanks import unfilled
from otklik.delivery.actions.withdraw_letters import hold_letters, withdraw_letters
from otklik.improvement.authors import Source
from otklik.improvement.enums import MeasureState
from otklik.improvement.measure_plan import plain
from otklik.improvement.models import OutcomeNotice
from otklik.improvement.policies import can_thank_authors
from otklik.improvement.thanks_reach import source_of_notice
from otklik.improvement.thanks_ways import ways_of

State, Way = OutcomeNotice.State, OutcomeNotice.Way
LONGEST_TEXT, LONGEST_REASON = 10_000, 500
#: How a letter names the notice that it carries.
TARGET = "improvement.outcomenotice:"


@transaction.atomic
def prepare_notice(*, actor: Actor, notice_id: int, text: str, way: str) -> OutcomeNotice:
    """The person has read the words and put them right: they may leave by the way chosen.

    RuleBroken for empty words, a field not filled, a way that does not reach this author, what left already.
    """
    notice = notice_to_change(actor, notice_id)
    if not notice.may_change or notice.state == State.WITHDRAWN:
        raise RuleBroken("state", f"Уже {notice.get_state_display()}: слова не меняют. Обновите страницу.")
    words = checked_text(text)
    source = source_of_notice(notice)
    if way not in ways_of(source):
        raise RuleBroken("way", _no_way(source), "way")
    notice.is_reworded = notice.is_reworded or words != notice.text
    notice.text, notice.way, notice.reason = words, way, ""
    notice.state, notice.prepared_at, notice.done_by_id = State.PREPARED, timezone.now(), actor.user_id
    notice.save()
    audit.record(actor, "prepare_notice", notice, f"Благодарность проверена: {notice.get_way_display()}")
    return notice


@transaction.atomic
def withdraw_notice(*, actor: Actor, notice_id: int, reason: str) -> OutcomeNotice:
    """It is not sent after all, with the reason; a letter that waits in the outbox is taken out of it.

    RuleBroken once it has left, and without a reason.
    """
    hold_letters(f"{TARGET}{notice_id}")
    notice = notice_to_change(actor, notice_id)
    words = plain(reason)[:LONGEST_REASON]
    if not words:
        raise RuleBroken("reason", "Напишите, почему автора не благодарят: причина останется в списке.", "reason")
    if notice.state == State.SENT or (notice.state == State.LEAVING and not withdraw_letters(target=notice)):
        raise RuleBroken("left", "Благодарность уже ушла: вернуть её нельзя.")
    notice.state, notice.reason, notice.done_by_id = State.WITHDRAWN, words, actor.user_id
    notice.save()
    audit.record(actor, "withdraw_notice", notice, "Благодарность отозвана")
    return notice


@transaction.atomic
def resume_notice(*, actor: Actor, notice_id: int) -> OutcomeNotice:
    """One taken back waits to be looked through again."""
    notice = notice_to_change(actor, notice_id)
    if notice.state != State.WITHDRAWN:
        return notice
    obstacle = "" if ways_of(source_of_notice(notice)) else "Связаться с автором нельзя."
    notice.state, notice.reason = (State.IMPOSSIBLE, obstacle) if obstacle else (State.TO_DO, "")
    notice.save()
    audit.record(actor, "resume_notice", notice, "Благодарность снова готовят")
    return notice


def notice_to_change(actor: Actor, notice_id: int) -> OutcomeNotice:
    """The notice, locked, for whoever thanks authors; NotFound otherwise."""
    if not can_thank_authors(actor):
        raise NotFound
    seen = OutcomeNotice.objects.visible_to(actor).filter(pk=notice_id).values("pk")
    found = OutcomeNotice.objects.select_for_update().filter(pk__in=seen).first()
    if found is None:
        raise NotFound
    return found


def check_done(notice: OutcomeNotice) -> None:
    """RuleBroken where the measure is no longer done: nobody is thanked for what was taken back."""
    if notice.measure.state != MeasureState.DONE:
        raise RuleBroken("not_done", "Мероприятие вернули в работу. Благодарить будет за что, когда его выполнят.")


def checked_text(text: str) -> str:
    """The words as they leave; RuleBroken for none, too many, and for a field that stands unfilled."""
    words = plain(text)
    if not words:
        raise RuleBroken("text", "Напишите, что сказать автору.", "text")
    if len(words) > LONGEST_TEXT:
        raise RuleBroken("long", f"Длиннее {LONGEST_TEXT} знаков.", "text")
    if left := unfilled(words):
        raise RuleBroken("unfilled", f"Впишите вместо {{{left[0]}}} нужные слова или уберите это место.", "text")
    return words


def _no_way(source: Source) -> str:
    named = ", ".join(way.label for way in ways_of(source))
    return f"Так с автором не связаться. Можно: {named}." if named else "Связаться с автором нельзя: контактов нет."
