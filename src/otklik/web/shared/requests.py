"""The request as our views see it: with the administration, its decree and the actor put on it by `pages`."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from otklik.base.actor import Actor
from otklik.catalog.queries import Administration
from otklik.procedures.schema import Procedure


class PageRequest(HttpRequest):
    """Set by `staff_page` and `public_page` before the view is called."""

    administration: Administration
    procedure: Procedure
    actor: Actor
    htmx: HtmxDetails
