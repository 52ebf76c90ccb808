"""Sending what a person wrote: checked, overridden with a reason where it must be, to one author or to a matter."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.base.models import StoredFile
from otklik.core.answer_check import Remark, Rule, blocking, check_answer
from otklik.core.appeals import Outcome
from otklik.intake.access import item_for
from otklik.intake.actions.answer_appeal import answer_appeal, send_interim_answer
from otklik.intake.answer_context import draft_answer
from otklik.intake.answer_for_member import other_members, outcomes_for, text_for, way_for
from otklik.intake.models import Answer, AnswerDraft, AnswerOverride, FeedbackItem
from otklik.intake.policies import can_answer_item

SHORTEST_REASON = 5
LONGEST_TEXT = 50_000


@dataclass(frozen=True)
class Sending:
    """What leaves: `reasons` override rules by their slug, `token` makes a double click one answer."""

    text: str
    way: str
    outcomes: Mapping[int, Outcome] = field(default_factory=dict)
    is_interim: bool = False
    files: tuple[StoredFile, ...] = ()
    forwarded_to: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    token: str = ""
    to_matter: bool = False


@dataclass(frozen=True)
class Sent:
    """The answer, those that went to the other authors of the matter, and who was passed over."""

    answer: Answer
    others: tuple[Answer, ...] = ()
    passed_over: tuple[FeedbackItem, ...] = ()


def remarks_on(actor: Actor, item: FeedbackItem, sending: Sending) -> tuple[Remark, ...]:
    """What the check says of the text for this item."""
    draft = draft_answer(actor, item, sending.text, sending.outcomes, is_interim=sending.is_interim)
    return check_answer(draft)


@transaction.atomic
def send_answer(*, actor: Actor, item_id: int, sending: Sending) -> Sent:
    """Check, write and send; the person's draft is done with. The same token twice sends nothing anew.

    RuleBroken for a rule neither kept nor overridden, a text of another author's name for the whole matter, and
    whatever `answer_appeal` refuses. Порядок: murashi 4.2.
    """
    item = item_for(actor, item_id, can_answer_item)
    known = item.answers.filter(token=sending.token).first() if sending.token else None
    if known:
        return Sent(known)
    if len(sending.text) > LONGEST_TEXT:
        raise RuleBroken("text_long", f"Ответ длиннее {LONGEST_TEXT} знаков. Часть приложите файлом.", "text")
    overridden = _overridden(remarks_on(actor, item, sending), sending.reasons)
    answer = _send(actor, item, sending)
    _keep_overrides(actor, answer, overridden)
    others, passed_over = _send_to_matter(actor, item, sending) if sending.to_matter else ((), ())
    AnswerDraft.objects.filter(item_id=item.pk, user_id=actor.user_id or 0).delete()
    return Sent(answer, others, passed_over)


def _overridden(remarks: tuple[Remark, ...], reasons: Mapping[str, str]) -> dict[Rule, str]:
    """The rules that the person overrides, with the reasons; RuleBroken when one has none."""
    found = {}
    for rule in blocking(remarks):
        reason = reasons.get(rule.value, "").replace("\0", "").strip()
        if len(reason) < SHORTEST_REASON:
            message = "Ответ не отправлен: посмотрите замечания под текстом. Исправьте или напишите, почему так верно."
            raise RuleBroken("answer_check", message, "text")
        found[rule] = reason[:500]
    return found


def _send(actor: Actor, item: FeedbackItem, sending: Sending) -> Answer:
    if sending.is_interim:
        return send_interim_answer(
            actor=actor,
            item_id=item.pk,
            text=sending.text,
            way=sending.way,
            files=sending.files,
            token=sending.token,
        )
    return answer_appeal(
        actor=actor,
        item_id=item.pk,
        text=sending.text,
        outcomes=sending.outcomes,
        way=sending.way,
        files=sending.files,
        forwarded_to=sending.forwarded_to,
        token=sending.token,
    )


def _keep_overrides(actor: Actor, answer: Answer, overridden: Mapping[Rule, str]) -> None:
    """Rows to count by; the audit names the rules, the reasons stay beside the answer."""
    if not overridden:
        return
    now = timezone.now()
    rows = [
        AnswerOverride(administration_id=actor.administration_id, answer=answer, rule=rule.value, reason=reason, at=now)
        for rule, reason in overridden.items()
    ]
    AnswerOverride.objects.bulk_create(rows)
    named = "; ".join(rule.label for rule in overridden)
    audit.record(
        actor,
        "override_answer_check",
        answer.item,
        f"Ответ отправлен вопреки проверке: {named}",
        answer=answer.pk,
        rules=[rule.value for rule in overridden],
    )


def _send_to_matter(
    actor: Actor, item: FeedbackItem, sending: Sending
) -> tuple[tuple[Answer, ...], tuple[FeedbackItem, ...]]:
    others = other_members(actor, item)
    answers = tuple(_send(actor, member, _for_member(actor, item, member, sending)) for member in others.open)
    if answers:
        audit.record(actor, "answer_matter", item, f"Ответ дан всем авторам дела: ещё {len(answers)}")
    return answers, others.closed


def _for_member(actor: Actor, item: FeedbackItem, member: FeedbackItem, sending: Sending) -> Sending:
    """The same answer under the member's name; RuleBroken where somebody else's name would stay in it."""
    own = Sending(
        text=text_for(sending.text, item, member),
        way=way_for(member, sending.way),
        outcomes=outcomes_for(member, list(sending.outcomes.values())) if sending.outcomes else {},
        is_interim=sending.is_interim,
        files=sending.files,
        forwarded_to=sending.forwarded_to,
        token=sending.token,
    )
    foreign = next((one for one in remarks_on(actor, member, own) if one.rule is Rule.FOREIGN_DATA), None)
    if foreign and Rule.FOREIGN_DATA.value not in sending.reasons:
        message = (
            f"Всем сразу не отправлено: в письме автору обращения № {member.number} осталось «{foreign.quote}» — "
            "чужие данные. Уберите их из текста или ответьте каждому отдельно."
        )
        raise RuleBroken("foreign_in_matter", message, "text")
    return own
