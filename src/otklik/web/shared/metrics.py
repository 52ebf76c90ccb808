"""`/metrics` for Prometheus: to those who know the token or come from a named network; for others there is no page."""

import hmac
import ipaddress
from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily

from otklik.base.security_log import SecurityEvent, note
from otklik.base.visitor_address import visitor_address
from otklik.operation.gauges import Gauge, node_gauges
from otklik.web.shared.figures import request_figures


def metrics(request: HttpRequest) -> HttpResponse:
    """Counts of requests of this machine, and the state of the whole installation as it is now."""
    if not may_read_figures(request):
        note(SecurityEvent.ACCESS_REFUSED, request)
        raise Http404
    own = CollectorRegistry()
    own.register(_Gauges())
    body = generate_latest(request_figures()) + generate_latest(own)
    answer = HttpResponse(body, content_type=CONTENT_TYPE_LATEST)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def may_read_figures(request: HttpRequest) -> bool:
    """By the token (`Authorization: Bearer …`) or by the network; nobody where neither is set."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    token = settings.METRICS_TOKEN
    if token and scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode()):
        return True
    try:
        address = ipaddress.ip_address(visitor_address(request))
    except ValueError:
        return False
    return any(address in ipaddress.ip_network(one) for one in settings.METRICS_NETWORKS)


class _Gauges:
    """What is read from the database at the moment of asking."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Each gauge with its samples."""
        return map(_family, node_gauges())


def _family(gauge: Gauge) -> GaugeMetricFamily:
    family = GaugeMetricFamily(gauge.name, gauge.meaning, labels=gauge.labels)
    for labels, value in gauge.samples:
        family.add_metric(labels, value)
    return family
