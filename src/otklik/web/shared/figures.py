"""What this process counts for `/metrics`; the processes of one machine are added up by files of theirs.

Requests are counted by area and by the hundred of the status, never by page or person.
"""

import os

from django.http import HttpRequest
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

from otklik.web.shared.figure_files import VARIABLE

AREAS = frozenset({"staff", "public", "internal", "region", "api", "open311", "node"})
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

REQUESTS = Counter(
    "otklik_requests", "Requests answered, by area and class of status.", ("area", "status"), registry=None
)
DURATIONS = Histogram(
    "otklik_request_seconds", "Time to an answer, by area.", ("area",), buckets=_BUCKETS, registry=None
)


def count_request(request: HttpRequest, status: int, took: float) -> None:
    """One answered request."""
    area = area_of(request)
    REQUESTS.labels(area, f"{status // 100}xx").inc()
    DURATIONS.labels(area).observe(took)


def area_of(request: HttpRequest) -> str:
    """The part of the product by the name space of the page's address; «other» for everything without one."""
    match = request.resolver_match
    spaces = match.namespaces if match else []
    return spaces[0] if spaces and spaces[0] in AREAS else "other"


def request_figures() -> CollectorRegistry:
    """The counts of all processes of this machine, also of those that were replaced since the start."""
    registry = CollectorRegistry()
    if os.environ.get(VARIABLE):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(REQUESTS)
        registry.register(DURATIONS)
    return registry
