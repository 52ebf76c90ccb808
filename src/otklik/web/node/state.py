"""How the node fares, what was wrong with it, what it erases."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from otklik.operation.queries.node import cleaning_acts, retention_terms, trouble_log
from otklik.operation.state import node_state
from otklik.web.node.pages import NodeRequest, node_page, shown


@node_page
@require_safe
def page(request: NodeRequest) -> HttpResponse:
    """Everything found now; troubles first and large."""
    return shown(request, "node/state.html", "node:state", state=node_state())


@node_page
@require_safe
def troubles(request: NodeRequest) -> HttpResponse:
    """What was wrong, from when until when, and when letters went out."""
    return shown(request, "node/troubles.html", "node:troubles", troubles=trouble_log())


@node_page
@require_safe
def cleaning(request: NodeRequest) -> HttpResponse:
    """What is kept how long, and the acts of what was erased."""
    return shown(request, "node/cleaning.html", "node:cleaning", terms=retention_terms(), acts=cleaning_acts())
