"""«Рейтинг администраций»: the installation's administrations by like indicators. Порядок: gatchina 1.1"""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.analysis.actions.join_rating import can_join_rating, join_rating
from otklik.analysis.indicators.administrations import AdministrationRating, administration_board
from otklik.core.spans import Span
from otklik.intake.queries import today_of
from otklik.surveys.policies import can_view_surveys
from otklik.web.shared.acting import act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.quarters import chosen_quarter
from otklik.web.staff.surveys.rating_shown import dots_of, picture, places_shown
from otklik.web.staff.surveys.tabs import surveys_page


@staff_page(can_view_surveys)
def administrations(request: PageRequest) -> HttpResponse:
    """The ratings of the last ended quarter or of the chosen one."""
    choice = chosen_quarter(request, ended=True)
    board = administration_board(request.actor, Span.of_quarter(choice.quarter), today_of(request.actor))
    return surveys_page(
        request,
        "staff/surveys/administrations.html",
        "rating_of_administrations",
        choice=choice,
        board=board,
        ratings=[_shown(one) for one in board.ratings],
        may_join=can_join_rating(request.actor),
    )


def _shown(one: AdministrationRating) -> dict[str, object]:
    rated = [(group.title, group.rating) for group in one.groups]
    drawn = picture(dots_of(one.title, rated)) if len(rated) > 1 else None
    return {"rating": one, "groups": places_shown(one.groups), "picture": drawn}


@staff_page(can_join_rating)
@require_POST
def join(request: PageRequest) -> HttpResponse:
    """Join or leave."""
    act_or_say(request, join_rating, actor=request.actor, joins=request.POST.get("joins") == "yes")
    return redirect("staff:rating_of_administrations", request.administration.slug)
