"""What one may do with one's account: another password, log out everywhere, leave."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import leaving, sessions
from accounts.forms import NewPasswordForm, ProofForm
from accounts.models import User


@never_cache
@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """The account at a glance, and every browser that is logged in."""
    mine = sessions.Session.objects.filter(user=request.user.pk).order_by("-expire_date")
    context = {"devices": mine, "here": request.session.session_key}
    return render(request, "accounts/account.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    """Another password; every other browser has to know it from now on."""
    form = NewPasswordForm(request, request.POST or None)
    if form.is_valid():
        keep_password(request, form.cleaned_data["new_password"])
        messages.success(request, gettext("Your new password works. Every other device is logged out."))
        return redirect("accounts:account")
    return _asked_again(request, "accounts/change_password.html", form)


@require_POST
@login_required
def log_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End the sessions of every device, this one too."""
    sessions.end_all(me(request).pk)
    logout(request)
    return redirect("accounts:logged_out")


@require_safe
def logged_out(request: HttpRequest) -> HttpResponse:
    """Said on a screen of its own: a message would need a session again. So is the next one."""
    return render(request, "accounts/logged_out.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete(request: HttpRequest) -> HttpResponse:
    """Leave for good, at once."""
    form = ProofForm(request, request.POST or None)
    if form.is_valid():
        user_id = me(request).pk
        with transaction.atomic():
            logout(request)
            leaving.leave(user_id)
        return redirect("accounts:deleted")
    return _asked_again(request, "accounts/delete.html", form)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Goodbye."""
    return render(request, "accounts/deleted.html")


def me(request: HttpRequest) -> User:
    """Who is logged in. Raises User.DoesNotExist."""
    return User.objects.get(email=request.user.get_username())


def keep_password(request: HttpRequest, password: str) -> None:
    """Set it, and end every session but this one."""
    user = me(request)
    user.set_password(password)
    with transaction.atomic():
        user.save(update_fields=["password"])
        update_session_auth_hash(request, user)
        sessions.end_all(user.pk, but=request.session.session_key)


def _asked_again(request: HttpRequest, template: str, form: ProofForm) -> HttpResponse:
    return render(request, template, {"form": form}, status=400 if form.is_bound else 200)
