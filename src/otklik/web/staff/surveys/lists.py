"""The list of surveys: those that run first."""

from django.http import HttpResponse, QueryDict

from otklik.surveys.access import Survey
from otklik.surveys.launch import kind_title
from otklik.surveys.policies import can_run_surveys, can_view_internal_surveys
from otklik.surveys.queries import SurveyFilter, surveys_listed
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.surveys.tabs import can_open_surveys, surveys_page

#: Nobody turns more pages than this.
MOST_PAGES, DIGITS = 1000, 5


@staff_page(can_open_surveys)
def surveys(request: PageRequest) -> HttpResponse:
    """Surveys that the actor may see, with the answers so far."""
    chosen = _chosen(request.GET)
    page = surveys_listed(request.actor, chosen)
    following = request.GET.copy()
    following["page"] = str(chosen.page + 1)
    return surveys_page(
        request,
        "staff/surveys/list.html",
        "surveys",
        lines=[(line, kind_title(request.procedure, line.survey.kind)) for line in page.lines],
        following=following.urlencode() if page.has_next else "",
        chosen=chosen,
        is_narrowed=chosen != SurveyFilter(),
        states=Survey.State.choices,
        kinds=[*((kind.slug, kind.title) for kind in request.procedure.surveys), ("free", "По иным вопросам")],
        shows_internal=can_view_internal_surveys(request.actor),
        may_launch=can_run_surveys(request.actor),
    )


def _chosen(asked: QueryDict) -> SurveyFilter:
    return SurveyFilter(
        words=asked.get("words", "")[:200].replace("\0", ""),
        state=asked.get("state", "") if asked.get("state") in Survey.State.values else "",
        kind=asked.get("kind", "")[:60].replace("\0", ""),
        audience=asked.get("audience", "") if asked.get("audience") in {"external", "internal"} else "",
        page=_page(asked.get("page", "")),
    )


def _page(typed: str) -> int:
    is_number = typed.isascii() and typed.isdecimal() and len(typed) < DIGITS
    return min(max(int(typed), 1), MOST_PAGES) if is_number else 1
