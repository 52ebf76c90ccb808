"""«Соответствие порядку»: clause by clause, what fulfils it and where it stands this quarter."""

from collections.abc import Mapping

from django.http import HttpResponse

from otklik.accounts.policies import can_view_conformity
from otklik.base.actor import Actor
from otklik.duties.queries.lines import near_lines
from otklik.procedures.coverage import ORDER_LABELS, STATUS_LABELS
from otklik.reporting.conformity import ConformityClause, Standing, conformity
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.duties.shown import Row, rows_of
from otklik.web.staff.office import office_page
from otklik.web.staff.quarters import chosen_quarter
from otklik.web.staff.targets_shown import Target, page_url, shown_target, target_for


@staff_page(can_view_conformity)
def page(request: PageRequest) -> HttpResponse:
    """The clauses, filtered by `?status=`."""
    choice = chosen_quarter(request, ended=False)
    found = conformity(request.actor, choice.quarter, choice.today)
    status = request.GET.get("status", "")
    duties = rows_of(near_lines(request.administration, choice.today))
    clauses = [_shown(request, one, duties) for one in found.clauses if status in {"", one.coverage.status}]
    context = {
        "choice": choice,
        "conformity": found,
        "clauses": clauses,
        "tabs": _tabs(request, status, found.counts),
        "status": status,
        "duties": duties,
    }
    return office_page(request, "staff/conformity/page.html", context)


def _tabs(request: PageRequest, status: str, counted: Mapping[str, int]) -> list[dict[str, object]]:
    quarter = f"&quarter={request.GET['quarter']}" if request.GET.get("quarter") else ""
    every = [("", "Все пункты", sum(counted.values()))]
    every += [(slug, f"{label[:1].upper()}{label[1:]}", counted[slug]) for slug, label in STATUS_LABELS.items()]
    return [
        {"title": title, "url": f"?status={slug}{quarter}", "current": slug == status, "count": count}
        for slug, title, count in every
    ]


def _shown(request: PageRequest, one: ConformityClause, duties: list[Row]) -> dict[str, object]:
    covered, procedure = one.coverage, request.procedure
    targets = (
        [shown_target(request.actor, target, procedure) for target in covered.by] if covered.status == "done" else []
    )
    order = ORDER_LABELS[covered.by[0].partition(":")[2]] if covered.status == "planned" else ""
    return {
        "clause": covered,
        "status": STATUS_LABELS[covered.status],
        "targets": list(dict.fromkeys(targets)),
        "order": order,
        "reason": covered.by[0] if covered.status == "people" else "",
        "standings": [_standing(request.actor, standing) for standing in one.standings],
        "duties": [row for row in duties if row.first.occurrence.duty.clause == covered.clause],
    }


def _standing(actor: Actor, standing: Standing) -> Target:
    if not standing.page:
        return Target(standing.text)
    query = f"?{standing.query}" if standing.query else ""
    return target_for(actor, standing.text, f"{page_url(standing.page, actor.administration_slug)}{query}")
