"""The metrics, in the text format that Prometheus reads."""

import hmac
from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from seloste.services import metrics as service
from seloste.services.metrics import Gauge
from seloste.web import access, clock
from seloste.web.metrics import latency

LOOPBACK = frozenset({"127.0.0.1", "::1"})
TEXT = "text/plain; version=0.0.4; charset=utf-8"


@access.by_token
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer the machine itself, or whoever has the token; anybody else gets 404."""
    if not _may_ask(request):
        return HttpResponse(status=404)
    gauges = service.gauges(named=settings.METRICS_REGISTERS, now=clock.now())
    registry = CollectorRegistry()
    registry.register(_Once(gauges))
    body = generate_latest(registry) + generate_latest(latency.REGISTRY)
    return HttpResponse(body, content_type=TEXT)


class _Once(Collector):
    """Hands numbers that were just read to the writer of the format."""

    def __init__(self, gauges: tuple[Gauge, ...]) -> None:
        self.gauges = gauges

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield each metric with its samples."""
        for one in self.gauges:
            family = GaugeMetricFamily(one.name, one.says, labels=one.labels)
            for sample in one.samples:
                family.add_metric(sample.labels, sample.value)
            yield family


def _may_ask(request: HttpRequest) -> bool:
    """Tell whether the caller has the token, or is this machine without a proxy."""
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        wanted = f"Bearer {settings.METRICS_TOKEN}"
        return hmac.compare_digest(given.encode(), wanted.encode())
    proxied = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return not proxied and request.META.get("REMOTE_ADDR", "") in LOOPBACK
