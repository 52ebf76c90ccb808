"""How a page of the section «Каналы» is rendered."""

from django.http import HttpResponse

from otklik.web.shared.requests import PageRequest
from otklik.web.staff.channels.tabs import PLACES
from otklik.web.staff.office import office_page
from otklik.web.staff.places import links_of


def channels_page(
    request: PageRequest, template: str, current: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """Render a page of the section: office menus at the left, the section's tabs above.

    `template` is named as from templates/ and extends `staff/channels/base_channels.html`; `current` is the name of
    the address of the place that the page belongs to.
    """
    return office_page(request, template, {**context, "tabs": links_of(request, PLACES, current)}, status)
