"""The decree's words with their meaning, for the desk."""

from django.http import HttpResponse

from otklik.accounts.policies import can_use_desk
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.office import office_page


@staff_page(can_use_desk)
def terms(request: PageRequest) -> HttpResponse:
    """Terms, objects of assessment, kinds and categories in the decree's words. Порядок: murashi 1.2, 1.3."""
    procedure = request.procedure
    blocks = (
        ("Объекты сбора и анализа обратной связи", procedure.subjects),
        ("Категории, которые присваивают при чтении", procedure.categories),
        ("Точки взаимодействия", procedure.touchpoints),
        ("Причины обращений", procedure.reasons),
    )
    return office_page(request, "staff/terms/page.html", {"terms": procedure.terms, "blocks": blocks})
