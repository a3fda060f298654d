"""Figures for Prometheus: requests by route, jobs by state. For this machine and for those with the role."""

import os
from ipaddress import ip_address

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client import generate_latest as as_text
from prometheus_client.multiprocess import MultiProcessCollector

from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role, capability
from zhanggui.kernel.refusal import NotFound

SEE_METRICS = capability("entrance.see_metrics", Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)

REQUESTS = Counter("zhanggui_requests", "Requests answered", ["surface", "route", "method", "status"])
SECONDS = Histogram(
    "zhanggui_request_seconds",
    "Time to answer a request",
    ["surface"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures of all processes of this server. To anybody else there is nothing here."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not _is_from_this_machine(request) and not actor.may(SEE_METRICS):
        raise NotFound
    registry = _registry()
    return HttpResponse(as_text(registry) + as_text(_jobs()), content_type=CONTENT_TYPE_LATEST)


def _is_from_this_machine(request: HttpRequest) -> bool:
    # A request passed on by a proxy comes from this machine too, but not from somebody on it.
    if request.headers.get("X-Forwarded-For") or request.headers.get("Forwarded"):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _registry() -> CollectorRegistry:
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry


def _jobs() -> CollectorRegistry:
    registry = CollectorRegistry()
    jobs = Gauge("zhanggui_jobs", "Jobs in the queue", ["status"], registry=registry)
    late = Gauge("zhanggui_job_wait_seconds", "How long the oldest due job has waited", registry=registry)
    workers = Gauge("zhanggui_workers", "Workers that gave a sign in the last minute", registry=registry)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, count(*) FROM procrastinate_jobs WHERE status <> 'succeeded' GROUP BY 1"
        )
        for status, count in cursor.fetchall():
            jobs.labels(status).set(count)
        cursor.execute(
            "SELECT coalesce(extract(epoch FROM now() - min(coalesce(j.scheduled_at, e.at))), 0)"
            " FROM procrastinate_jobs j LEFT JOIN procrastinate_events e ON e.job_id = j.id"
            " AND e.type = 'deferred' WHERE j.status = 'todo' AND coalesce(j.scheduled_at, now()) <= now()"
        )
        late.set(float(cursor.fetchone()[0]))
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '1 minute'"
        )
        workers.set(cursor.fetchone()[0])
    return registry
