"""What stands before everything else: the answer to a probe, the id of a request, its line in the log."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from herbbie import request_ids

log = logging.getLogger("herbbie.access")

View = Callable[[HttpRequest], HttpResponse]

HEADER = "X-Request-ID"


def alive(get_response: View) -> View:
    """GET /healthz: 200 as long as the process answers.

    Before all checks: a probe calls the machine by its address, in plain HTTP, and knows none of our names.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info == "/healthz":
            return HttpResponse("ok\n", "text/plain", headers={"Cache-Control": "no-store"})
        return get_response(request)

    return answer


def traced(get_response: View) -> View:
    """Give each request an id, and tell the log how it ended: no address, no query, nobody's name."""

    def answer(request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        given = request.headers.get(HEADER, "")
        with request_ids.under(request_ids.accepted(given)) as request_id:
            response = get_response(request)
            response[HEADER] = request_id
            log.info("answered", extra=_told(request, response, time.monotonic() - began))
        return response

    return answer


def _told(request: HttpRequest, response: HttpResponse, seconds: float) -> dict[str, object]:
    """The name of the route stands for the address, which may hold what is nobody else's business."""
    route = request.resolver_match.view_name if request.resolver_match else ""
    return {
        "method": request.method,
        "route": route or "-",
        "status": response.status_code,
        "ms": round(1000 * seconds, 1),
    }
