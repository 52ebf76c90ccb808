"""Before proposing: exactly what would be frozen, and by which clause."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from otklik.base.errors import NotFound, RuleBroken
from otklik.intake.queries import today_of
from otklik.publishing.actions.propose_publication import proposal_preview, propose_publication
from otklik.publishing.policies import can_propose_publication
from otklik.publishing.policy import ruling_for
from otklik.publishing.queries import newest_of, period_title
from otklik.publishing.registry import kind_of
from otklik.publishing.second_person import others_who_approve
from otklik.publishing.texts import texts_of
from otklik.web.shared.acting import act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.reports.tabs import reports_page


@staff_page(can_propose_publication)
def propose(request: PageRequest, kind: str, key: str) -> HttpResponse:
    """Look at what would go out and hand it to a second person; refused with the clause where it may not."""
    plug, actor = kind_of(kind), request.actor
    if request.method == "POST":
        if act_or_say(request, propose_publication, actor=actor, kind=kind, key=key):
            messages.success(request, "Предложено. Теперь решает второй человек.")
            newest = newest_of(actor.administration_id, kind, [key])[key]
            return redirect("staff:publication", actor.administration_slug, newest.pk)
        return redirect("staff:publication_propose", actor.administration_slug, kind, key)
    context: dict[str, Any] = {"kind": plug, "key": key}
    context["ruling"] = ruling_for(actor.administration_id, actor.administration_slug, plug.artifact)
    context["newest"] = newest_of(actor.administration_id, kind, [key]).get(key)
    return reports_page(
        request, "staff/publishing/propose.html", "publications", **context, **_shown(request, kind, key)
    )


def _shown(request: PageRequest, kind: str, key: str) -> dict[str, Any]:
    try:
        offer, payload = proposal_preview(request.actor, kind, key)
    except NotFound:
        raise
    except RuleBroken as broken:
        return {"refused": broken.message}
    plug = kind_of(kind)
    preview = plug.preview(payload)
    return {
        **preview.context,
        "offer": offer,
        "period": period_title(offer.period),
        "preview": preview,
        "texts": texts_of(plug, payload),
        "approvers": others_who_approve(request.actor, today_of(request.actor)),
    }
