"""What the page of an answer shows: the check with its places, drafts of colleagues, what changed meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from otklik.core.answer_check import Remark, Rule, measures_of
from otklik.core.russian import count_with_word, format_number
from otklik.intake.actions.send_answer import remarks_on
from otklik.intake.answer_drafts import changes_since, other_drafts
from otklik.intake.answer_for_member import other_members
from otklik.intake.queries import FeedbackItem
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.answer import AnswerForm, reason_name

#: Letters shown on either side of the place of a remark.
AROUND = 40


@dataclass(frozen=True)
class ShownRemark:
    """A rule that is not kept, its places with the words around them, and the reason typed so far."""

    rule: Rule
    messages: tuple[str, ...]
    places: tuple[tuple[str, str, str, int, int], ...]
    is_advice: bool
    reason_name: str
    reason: str


def shown_remarks(remarks: tuple[Remark, ...], text: str, reasons: Mapping[str, str]) -> list[ShownRemark]:
    """Remarks joined by rule, in their order."""
    found = []
    for rule in dict.fromkeys(remark.rule for remark in remarks):
        own = [remark for remark in remarks if remark.rule is rule]
        found.append(
            ShownRemark(
                rule,
                tuple(dict.fromkeys(remark.message for remark in own)),
                tuple(_place(text, remark) for remark in own if remark.start >= 0),
                rule.is_advice,
                reason_name(rule),
                reasons.get(rule.value, ""),
            )
        )
    return found


def _place(text: str, remark: Remark) -> tuple[str, str, str, int, int]:
    before, after = text[max(0, remark.start - AROUND) : remark.start], text[remark.end : remark.end + AROUND]
    dots_before = "…" if remark.start > AROUND else ""
    dots_after = "…" if remark.end + AROUND < len(text) else ""
    return f"{dots_before}{before}", remark.quote, f"{after}{dots_after}", remark.start, remark.end


def measures_words(text: str) -> str:
    """«142 слова, 9 предложений, в среднем по 16 слов; понятно: 57 из 100»."""
    found = measures_of(text)
    if not found.word_count:
        return ""
    length = count_with_word(found.word_count, "слово", "слова", "слов")
    parts = count_with_word(found.sentence_count, "предложение", "предложения", "предложений")
    return f"{length}, {parts}, в среднем по {format_number(found.words_a_sentence)}; читается: {found.verdict}"


def check_context(request: PageRequest, item: FeedbackItem, form: AnswerForm) -> dict[str, Any]:
    """The remarks and measures of the text that stands in the form."""
    sending = form.sending()
    remarks = shown_remarks(remarks_on(request.actor, item, sending), sending.text, sending.reasons)
    return {
        "remarks": remarks,
        "is_held_up": any(not remark.is_advice for remark in remarks),
        "measures": measures_words(sending.text),
        "has_text": bool(sending.text.strip()),
    }


def meanwhile(request: PageRequest, item: FeedbackItem, since: datetime | None) -> dict[str, Any]:
    """Drafts of colleagues, and what they did with the item since the page was opened."""
    return {
        "colleagues": other_drafts(request.actor, item),
        "changes": changes_since(request.actor, item, since) if since else [],
    }


def matter_title(request: PageRequest, item: FeedbackItem) -> str:
    """«Ответить сразу и остальным 3 авторам…», empty where the item stands alone."""
    others = other_members(request.actor, item)
    if not others.open:
        return ""
    numbers = ", ".join(str(one) for one in others.open)
    count = count_with_word(len(others.open), "автору", "авторам", "авторам")
    return f"Ответить так же ещё {count} этого дела, каждому под его именем и номером: {numbers}"
