"""The case that a visitor opened with number and code, and everything its page shows."""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from otklik.catalog.letterhead import AnswerRules, answer_rules_of
from otklik.core.appeals import OPEN_STATUSES, Audience, ItemStatus
from otklik.core.author_marks import last_day
from otklik.core.periods import local_date
from otklik.improvement.queries.thanks import thanks_for_author
from otklik.intake.author_access import Ticket, is_erased
from otklik.intake.due_terms import term_of
from otklik.intake.letters import short_name, written_on
from otklik.intake.queries import Answer, FeedbackItem, is_ended, item_by_code
from otklik.surveys.giving import survey_address
from otklik.web.public.forms.author import AFTER, AdditionForm, MarkForm
from otklik.web.public.timeline import headline_of, timeline_of
from otklik.web.shared.requests import PageRequest


def _key(request: PageRequest) -> str:
    return f"status:{request.administration.slug}"


def _repeat_key(request: PageRequest) -> str:
    return f"repeat:{request.administration.slug}"


def keep_case(request: PageRequest, number: str, code: str) -> None:
    """Remember on this device which case was opened; the code never stands in an address."""
    request.session[_key(request)] = [number, code]


def ticket_of(request: PageRequest) -> Ticket | None:
    """Number and code that were typed here."""
    kept = request.session.get(_key(request))
    return Ticket(*kept) if kept else None


def opened_case(request: PageRequest) -> FeedbackItem | None:
    """The case that is open on this device; an employee's letter is never kept open: see `internal.talk`."""
    ticket = ticket_of(request)
    found = item_by_code(request.administration, ticket.number, ticket.code) if ticket else None
    return None if found is None or found.audience == Audience.INTERNAL else found


def close_case(request: PageRequest) -> None:
    """Forget on this device which case was opened."""
    request.session.pop(_key(request), None)
    request.session.pop(_repeat_key(request), None)


def keep_repeat(request: PageRequest, number: str, code: str) -> None:
    """Number and code of the repeated appeal stay on the page until the case is closed on this device."""
    request.session[_repeat_key(request)] = {"number": number, "code": code}


@dataclass(frozen=True)
class ShownAnswer:
    """An answer as its author reads it; `marked_until` is set for the one that may still be marked."""

    answer: Answer
    on: date
    signer: str
    marked_until: date | None = None

    @property
    def mark(self) -> Any:
        """The author's word on it, or None."""
        return getattr(self.answer, "mark", None)


def shown_answers(item: FeedbackItem, rules: AnswerRules) -> list[ShownAnswer]:
    """Final and interim answers in order; only the last final one may be marked, once and in time."""
    answers = list(item.answers.all())
    last = next((answer for answer in reversed(answers) if not answer.is_interim), None)
    return [_shown(answer, rules, is_last=answer is last) for answer in answers]


def _shown(answer: Answer, rules: AnswerRules, *, is_last: bool) -> ShownAnswer:
    on = written_on(answer)
    until = last_day(on, rules.mark_days)
    today = local_date(timezone.now(), answer.item.administration.time_zone)
    may_mark = is_last and getattr(answer, "mark", None) is None and today <= until
    signer = str(
        answer.letter_facts.get("signer_name") or (short_name(str(answer.signed_by)) if answer.signed_by else "")
    )
    return ShownAnswer(answer, on, signer, until if may_mark else None)


def case_context(
    request: PageRequest, item: FeedbackItem, *, mark_form: MarkForm | None = None, add_form: AdditionForm | None = None
) -> dict[str, Any]:
    """Everything that the page of the case shows; a form that was refused comes back with what was typed."""
    rules = answer_rules_of(item.administration)
    answers = shown_answers(item, rules)
    markable = next((one for one in answers if one.marked_until), None)
    is_open = ItemStatus(item.status) in OPEN_STATUSES
    return {
        "item": item,
        "headline": headline_of(item),
        "steps": timeline_of(item),
        "is_ended": is_ended(item),
        "is_open": is_open,
        "finals": [one for one in reversed(answers) if not one.answer.is_interim],
        "interims": [one for one in answers if one.answer.is_interim],
        "older_files": [one for one in item.attachments.all() if one.is_answer and one.answer_id is None],
        "term": term_of(item, "answer") if is_open else None,
        "mark_form": (mark_form or MarkForm(initial={"answer": markable.answer.pk})) if markable else None,
        "after_unsatisfied": AFTER[rules.after_unsatisfied],
        "survey_url": _survey_address(item, answers) or rules.survey_url,
        "add_form": (add_form or AdditionForm(initial={"token": secrets.token_hex(16)})) if is_open else None,
        "thanks": thanks_for_author(item),
        "repeat": request.session.get(_repeat_key(request)),
    }


def _survey_address(item: FeedbackItem, answers: list[ShownAnswer]) -> str:
    """The questionnaire that is given with a final answer. Порядок: murashi 5.2."""
    return survey_address(item) if any(not one.answer.is_interim for one in answers) else ""


__all__ = ["case_context", "close_case", "is_erased", "keep_case", "keep_repeat", "opened_case", "ticket_of"]
