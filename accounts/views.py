"""Sign up, log in, log out, and a new password by e-mail, on Django's own views."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth import views as auth
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_http_methods

from accounts import sessions
from accounts.forms import LoginForm, SignUpForm
from accounts.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def signup(request: HttpRequest) -> HttpResponse:
    """A new account; whoever makes it is logged in at once, and the session's pages come along."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = SignUpForm(request.POST or None)
    if form.is_valid() and (user := form.save()):
        login(request, user)
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/signup.html", {"form": form}, status=400 if form.is_bound else 200)


class Login(auth.LoginView):
    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True


class AskReset(auth.PasswordResetView):
    """Sends the mail, or does not: the answer is the same for an address that nobody has."""

    template_name = "accounts/reset.html"
    subject_template_name = "accounts/reset_subject.txt"
    email_template_name = "accounts/reset_body.txt"
    success_url = reverse_lazy("accounts:password_reset_done")


class ResetSent(auth.PasswordResetDoneView):
    template_name = "accounts/reset_sent.html"


class ChoosePassword(auth.PasswordResetConfirmView):
    """The link of the mail: a new password, and logged in."""

    template_name = "accounts/choose_password.html"
    post_reset_login = True
    success_url = reverse_lazy("accounts:password_reset_complete")

    def form_valid(self, form: SetPasswordForm[User]) -> HttpResponse:
        """Whoever knew the old one is logged out."""
        response = super().form_valid(form)
        sessions.end_all(form.user.pk, but=self.request.session.session_key)
        return response


class PasswordChosen(auth.PasswordResetCompleteView):
    template_name = "accounts/password_chosen.html"
