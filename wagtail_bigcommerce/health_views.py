"""The health URL: whether the shop is kept up to date, for load balancers and monitors."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .diagnostics.doctor import examine_here, is_healthy
from .diagnostics.local import oldest_unhandled_seconds
from .models import SyncRun, WebhookEvent


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200, or 503 when something is wrong. Asks nobody else, and says no more than everybody may know."""
    findings = list(examine_here())
    is_well = is_healthy(findings)
    last_import = SyncRun.objects.filter(status=SyncRun.Status.FINISHED).order_by("-pk").first()
    last_event = WebhookEvent.objects.order_by("-received_at").first()
    answer = {
        "status": "ok" if is_well else "error",
        "checks": {finding.probe: finding.level.value for finding in findings},
        "last_import": last_import.finished_at if last_import else None,
        "last_webhook": last_event.received_at if last_event else None,
        "oldest_unhandled_webhook_seconds": oldest_unhandled_seconds(),
    }
    return JsonResponse(answer, status=200 if is_well else 503)
