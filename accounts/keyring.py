"""The screens of an account's API keys: make one, see it once, revoke it or all."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import account, keys, trying
from accounts.forms import KeyForm
from accounts.models import ApiKey


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def keyring(request: HttpRequest) -> HttpResponse:
    """The keys of the account, and a new one.

    It is on the answer to its form alone: after a redirect the session would have to hold it, or an address.
    """
    if request.method == "POST":
        trying.make_key(request)
    form = KeyForm(request.POST or None)
    if form.is_valid() and (made := form.save(account.me(request).pk)):
        key, secret = made
        return _shown(request, KeyForm(), status=201, made=key, secret=secret)
    return _shown(request, form, status=400 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """One key opens nothing any more, from now on."""
    key = get_object_or_404(ApiKey.objects.living(), user=request.user.pk, pk=pk)
    if request.method == "POST":
        ApiKey.objects.filter(pk=key.pk).revoke()
        messages.success(request, gettext("The key is revoked: it opens nothing any more."))
        return redirect("accounts:keys")
    return render(request, "accounts/revoke_key.html", {"key": key})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def revoke_all(request: HttpRequest) -> HttpResponse:
    """No key of the account opens anything any more, from now on."""
    if request.method == "POST":
        ApiKey.objects.filter(user=request.user.pk).revoke()
        messages.success(request, gettext("All keys are revoked: they open nothing any more."))
        return redirect("accounts:keys")
    return render(request, "accounts/revoke_keys.html")


def _shown(request: HttpRequest, form: KeyForm, *, status: int, **made: object) -> HttpResponse:
    mine = ApiKey.objects.living().filter(user=request.user.pk).order_by("-created_at", "-pk")
    context = {"form": form, "keys": mine, "most": keys.MOST, **made}
    return render(request, "accounts/keys.html", context, status=status)
