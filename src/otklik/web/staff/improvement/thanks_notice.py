"""One notice: read, put right, sent or handed over, taken back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.core.thanks import call_script
from otklik.improvement.actions.change_notice import prepare_notice, resume_notice, withdraw_notice
from otklik.improvement.actions.send_notice import BY_HAND, hand_notice, miss_call, send_notice
from otklik.improvement.policies import can_thank_authors
from otklik.improvement.queries.thanks import notice_for, recipients
from otklik.improvement.thanks_leaving import leaves_by_itself
from otklik.improvement.thanks_reach import source_of_notice
from otklik.improvement.thanks_ways import ways_of
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.tabs import improvement_page
from otklik.web.staff.improvement.thanks_forms import NoticeForm, WithdrawForm


@staff_page(can_thank_authors)
def notice(request: PageRequest, notice_id: int) -> HttpResponse:
    """The words as the author will read them, and what to do with them."""
    found = notice_for(request.actor, notice_id)
    source = source_of_notice(found)
    ways = [(way.value, way.label) for way in ways_of(source)]
    form = NoticeForm(
        request.POST or None, actor=request.actor, ways=ways, initial={"text": found.text, "way": found.way}
    )
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        done = act(form, prepare_notice, actor=request.actor, notice_id=notice_id, text=facts["text"], way=facts["way"])
        if done and (request.POST.get("then") != "send" or _send(request, notice_id)):
            messages.success(request, _told(request, notice_id))
            return redirect("staff:thanks_notice", request.administration.slug, notice_id)
        if done:
            return redirect("staff:thanks_notice", request.administration.slug, notice_id)
    context: dict[str, Any] = {
        "notice": found,
        "recipient": recipients(request.actor, [found])[0],
        "accepted": source.accepted,
        "form": form if found.may_change and found.state != "withdrawn" and ways else None,
        "withdraw_form": WithdrawForm(actor=request.actor, auto_id="withdraw_%s"),
        "is_by_hand": found.way in BY_HAND,
        "leaves_by_itself": leaves_by_itself(found),
        "script": call_script(found.text, request.administration.title) if found.way == "phone" else "",
        "others": found.covered.exclude(item_id=found.item_id).select_related("item"),
    }
    return improvement_page(request, "staff/improvement/thanks/notice.html", "thanks", **context)


def _send(request: PageRequest, notice_id: int) -> bool:
    return act_or_say(request, send_notice, actor=request.actor, notice_id=notice_id)


def _told(request: PageRequest, notice_id: int) -> str:
    state = notice_for(request.actor, notice_id).state
    told = {
        "leaving": "Благодарность стоит в «Исходящих».",
        "sent": "Передано: автор увидит благодарность под своим кодом.",
    }
    return told.get(state, "Проверено. Теперь благодарность можно передать.")


#: Moves of a notice: the action, the field of the form that it takes, what is said.
MOVES: dict[str, tuple[Callable[..., Any], str, str]] = {
    "send": (send_notice, "", "Отправлено."),
    "hand": (hand_notice, "how", "Отмечено: автору передано."),
    "missed": (miss_call, "", "Записано: не дозвонились."),
    "withdraw": (withdraw_notice, "reason", "Благодарность отозвана."),
    "resume": (resume_notice, "", "Благодарность снова в списке."),
}


@staff_page(can_thank_authors)
@require_POST
def move(request: PageRequest, notice_id: int, move: str) -> HttpResponse:
    """One of the moves; after a call or a handing over, back to the list, where the next one waits."""
    if move not in MOVES:
        raise Http404
    action, field, told = MOVES[move]
    facts = {field: request.POST.get(field, "")} if field else {}
    is_done = act_or_say(request, action, actor=request.actor, notice_id=notice_id, **facts)
    if is_done:
        messages.success(request, told)
    slug = request.administration.slug
    if is_done and move in {"hand", "missed"}:
        return redirect("staff:thanks", slug)
    return redirect("staff:thanks_notice", slug, notice_id)
