"""Sign up, log in, log out, and a new password by e-mail, on Django's own views."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth import views as auth
from django.contrib.auth.forms import PasswordResetForm, SetPasswordForm
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import sessions, trying
from accounts.forms import LoginForm, SignUpForm
from accounts.models import User
from herbbie.afterwards import RedirectFirst

# Of the backends, the one that a session remembers.
KNOWS_USERS = settings.AUTHENTICATION_BACKENDS[-1]
# Django's views answer to more of their own accord: PUT counts as POST there.
as_screen = method_decorator(require_safe, name="dispatch")
as_form = method_decorator(require_http_methods(["GET", "HEAD", "POST"]), name="dispatch")
as_button = method_decorator(require_POST, name="dispatch")


@require_http_methods(["GET", "HEAD", "POST"])
def signup(request: HttpRequest) -> HttpResponse:
    """A new account; whoever makes it is logged in at once, and the session's pages come along."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if request.method == "POST":
        trying.sign_up(request)
    form = SignUpForm(request.POST or None)
    if form.is_valid() and (user := form.save()):
        login(request, user, backend=KNOWS_USERS)
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/signup.html", {"form": form}, status=400 if form.is_bound else 200)


@as_form
class Login(auth.LoginView):
    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        trying.log_in(request)
        return super().post(request, *args, **kwargs)


def admin_login(request: HttpRequest) -> HttpResponse:
    """The administrator comes in by everybody's door; for somebody else there is nothing behind it."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.GET.get("next") or reverse("admin:index"))


@as_button
class LogOut(auth.LogoutView):
    """Out, and nothing of the account stays in the browser."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        return response


@as_form
class AskReset(auth.PasswordResetView):
    """Sends the mail, or does not: the answer is the same for an address that nobody has."""

    template_name = "accounts/reset.html"
    subject_template_name = "accounts/reset_subject.txt"
    email_template_name = "accounts/reset_body.txt"
    success_url = reverse_lazy("accounts:password_reset_done")

    def form_valid(self, form: PasswordResetForm) -> HttpResponse:
        """The mail is sent afterwards: the time that it takes would tell whether there is an account."""
        trying.ask_mail(self.request, form.cleaned_data["email"])
        send = override(get_language())(super().form_valid)
        return RedirectFirst(str(self.success_url), lambda: send(form))


@as_screen
class ResetSent(auth.PasswordResetDoneView):
    template_name = "accounts/reset_sent.html"


@as_form
class ChoosePassword(auth.PasswordResetConfirmView):
    """The link of the mail: a new password, and logged in."""

    template_name = "accounts/choose_password.html"
    post_reset_login = True
    post_reset_login_backend = KNOWS_USERS
    success_url = reverse_lazy("accounts:password_reset_complete")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        trying.use_link(request)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: SetPasswordForm[User]) -> HttpResponse:
        """Whoever knew the old one is logged out."""
        response = super().form_valid(form)
        sessions.end_all(form.user.pk, but=self.request.session.session_key)
        return response


@as_screen
class PasswordChosen(auth.PasswordResetCompleteView):
    template_name = "accounts/password_chosen.html"
