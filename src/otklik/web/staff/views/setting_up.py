"""What is set up and what is not yet: the administrator's way through the first days."""

from django.http import HttpResponse
from django.urls import reverse

from otklik.accounts.policies import can_manage_staff
from otklik.intake.queries import today_of
from otklik.operation.setting_up import Thing, things_to_set_up
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.office import office_page


@staff_page(can_manage_staff)
def setting_up(request: PageRequest) -> HttpResponse:
    """Each thing with its state and the page where it is done."""
    things = things_to_set_up(request.actor, today_of(request.actor))
    rows = [(one, _address(request, one)) for one in things]
    left = sum(not (one.is_ready or one.is_optional) for one in things)
    return office_page(request, "staff/settings/setting_up.html", {"rows": rows, "left": left})


def _address(request: PageRequest, thing: Thing) -> str:
    if not thing.place:
        return reverse("node:mail") if request.actor.is_node_keeper else ""
    slug = request.administration.slug
    return reverse(f"staff:{thing.place}", args=[slug, thing.of_list] if thing.of_list else [slug])
