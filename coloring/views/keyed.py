"""Views for people that programs may read as well, with a key."""

from __future__ import annotations

import functools
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.vary import vary_on_headers

from accounts import keys
from coloring import callers, sentences

View = Callable[..., HttpResponse]


def or_by_key(view: View) -> View:
    """The caller may show a Bearer key in place of a cookie; one that opens nothing is told so with 401."""

    @vary_on_headers("Authorization")
    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            callers.recognize(request)
        except keys.UnknownKeyError:
            headers = {"WWW-Authenticate": callers.CHALLENGE}
            return HttpResponse(sentences.request("key_unknown"), "text/plain", status=401, headers=headers)
        return view(request, *args, **kwargs)

    return wrapped
