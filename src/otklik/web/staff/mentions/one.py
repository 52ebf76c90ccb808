"""One publication: reading it, saying what it is about."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.analysis.text.suggestions import learned_of
from otklik.mentions import queries
from otklik.mentions.actions.code_mention import code_mention, part_reprint
from otklik.mentions.actions.make_evidence import make_evidence
from otklik.mentions.policies import can_code_mentions, can_view_mentions
from otklik.surveys.policies import can_keep_sources
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.mentions.forms import CodeForm
from otklik.web.staff.office import office_page

#: What the learned models may say of a publication: a kind is for messages only.
SUGGESTED = {"category", "touchpoint", "process", "tone"}


@staff_page(can_view_mentions)
def mention(request: PageRequest, mention_id: int) -> HttpResponse:
    """The publication with its reprints and what a reader says of it. Порядок: biysk 3."""
    found = queries.mention(request.actor, mention_id)
    may_code = can_code_mentions(request.actor)
    initial = {
        "categories": [one.pk for one in found.categories.all()],
        "tone": found.tone,
        "touchpoint": found.touchpoint_id or "",
        "process": found.process_id or "",
        "note": found.note,
    }
    form = CodeForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and may_code and form.is_valid():
        facts = {"is_foreign": True} if "foreign" in request.POST else form.facts()
        if act(form, code_mention, actor=request.actor, mention_id=mention_id, **facts) is not None:
            return _onward(request, mention_id)
    suggested = learned_of(request.actor, f"{found.title}\n{found.text}") if may_code and not found.coded_at else []
    context = {
        "mention": found,
        "form": form,
        "may_code": may_code,
        "may_keep": can_keep_sources(request.actor),
        "suggested": [one for one in suggested if one.label in SUGGESTED],
    }
    return office_page(request, "staff/mentions/one.html", context)


@require_POST
@staff_page(can_code_mentions)
def part(request: PageRequest, mention_id: int) -> HttpResponse:
    """It is no reprint."""
    part_reprint(actor=request.actor, mention_id=mention_id)
    return redirect("staff:mention", request.administration.slug, mention_id)


@require_POST
@staff_page(can_keep_sources)
def evidence(request: PageRequest, mention_id: int) -> HttpResponse:
    """Take the publication among the materials of the pain map."""
    kept = []

    def keep() -> None:
        kept.append(make_evidence(actor=request.actor, mention_id=mention_id))

    if act_or_say(request, keep):
        messages.success(request, "Публикация стала источником. Отметьте в ней отрывки и передайте их в карту болей.")
        return redirect("staff:survey_source", request.administration.slug, kept[0].pk)
    return redirect("staff:mention", request.administration.slug, mention_id)


def _onward(request: PageRequest, mention_id: int) -> HttpResponse:
    following = queries.next_unread(request.actor, mention_id)
    if following is None:
        messages.success(request, "Сохранено. Непрочитанных упоминаний больше нет.")
        return redirect("staff:mentions", request.administration.slug)
    messages.success(request, "Сохранено. Следующее упоминание.")
    return redirect("staff:mention", request.administration.slug, following)
