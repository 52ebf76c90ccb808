"""Every channel of the administration on one page."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from otklik.catalog.policies import can_manage_catalog
from otklik.channels.registry import channels
from otklik.correspondence.overview import overview
from otklik.correspondence.policies import can_manage_connections, can_view_channels
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.channels.page import channels_page


@staff_page(can_view_channels)
def channel_list(request: PageRequest) -> HttpResponse:
    """Channels of citizens and of employees, apart: how each is served and whether it works. Порядок: murashi 2.2."""
    titles = {slug: plugin.title for slug, plugin in channels().items()}
    found = overview(request.actor, titles, timezone.now())
    lines = [*found.external, *found.internal]
    ailing = [one for line in lines for one in line.connections if one.ailment]
    groups = (("Жители и организации", found.external), ("Сотрудники", found.internal))
    rights: dict[str, Any] = {
        "may_connect": can_manage_connections(request.actor),
        "may_add": can_manage_catalog(request.actor),
    }
    context: dict[str, Any] = {"groups": groups, "astray": found.astray, "ailing": ailing, **rights}
    return channels_page(request, "staff/channels/list.html", "channel_list", **context)
