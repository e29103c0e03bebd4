"""A parent says that a drawing is not right: it is hidden at once, and the administrator looks at it."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from coloring.models import Page
from coloring.views.pages import page_of

log = logging.getLogger("herbbie.report")


@require_POST
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hide the caller's page; a second click finds it hidden."""
    page = page_of(request, public_id)
    if page.state != Page.State.READY:
        raise Http404
    if page.hide():
        log.error("reported as not right and hidden: the administration lists it", extra={"page": str(page)})
        messages.success(request, gettext("Thank you. The drawing is hidden, and we look at it."))
    return redirect("coloring:page", page.public_id)
