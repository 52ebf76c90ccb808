"""All publications: waiting, public, withdrawn, and what the decree still demands."""

from django.http import HttpResponse

from otklik.intake.queries import today_of
from otklik.publishing.board import publication_board
from otklik.publishing.policies import can_propose_publication, can_view_publications
from otklik.publishing.second_person import others_who_approve
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.reports.tabs import reports_page


@staff_page(can_view_publications)
def publications(request: PageRequest) -> HttpResponse:
    """Порядок: murashi 4.1, 5.17, biysk 3, livny 3, gatchina 4.3, naryan-mar 4.3."""
    today = today_of(request.actor)
    board = publication_board(request.actor, today)
    alone = can_propose_publication(request.actor) and not others_who_approve(request.actor, today)
    is_alone = alone and board.allows_something
    return reports_page(request, "staff/publishing/board.html", "publications", board=board, is_alone=is_alone)
