"""Whether the site answers, for supervisors and load balancers, and its figures for Prometheus."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from octavo import clock
from octavo.store.screens.figures import figures
from octavo.web.access import is_local, unguarded


@unguarded
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "the database does not answer"}, status=503)
    return JsonResponse({"status": "ok"})


@unguarded
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """What is stored and what waits. Only for this machine, a trusted proxy's network and the owner."""
    scraper = request.META.get("REMOTE_ADDR", "") in settings.OCTAVO_TRUSTED_PROXIES
    if not (is_local(request) or scraper or getattr(request.user, "is_owner", False)):
        return HttpResponse("The figures are for the operator.\n", content_type="text/plain", status=403)
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

    registry = CollectorRegistry()
    for figure in figures(clock.now()):
        gauge = Gauge(f"octavo_{figure.name}", figure.help, [figure.label] if figure.label else [], registry=registry)
        for label, value in figure.values.items():
            (gauge.labels(label) if figure.label else gauge).set(value)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
