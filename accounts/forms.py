"""What is asked of a parent who signs up: an address and a password, nothing else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User

TAKEN = _("We know this address already. Log in, or ask for a new password.")


class MailboxField(forms.EmailField):
    """An e-mail address in lower case, so that one mailbox is one account."""

    widget = forms.EmailInput(attrs={"autocomplete": "email"})

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).lower()


class SignUpForm(forms.Form):
    """A new account."""

    email = MailboxField(label=_("E-mail address"), max_length=254)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("Eight characters or more. A little sentence is easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if User.objects.filter(email=email).exists():
            raise ValidationError(TAKEN)
        return email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if password := cleaned.get("password"):
            try:
                validate_password(password, User(email=cleaned.get("email", "")))
            except ValidationError as objections:
                self.add_error("password", objections)
        return cleaned

    def save(self) -> User | None:
        """The new user; None, and an error on the form, when the address was taken a moment ago."""
        try:
            with transaction.atomic():
                return User.objects.create_user(self.cleaned_data["email"], self.cleaned_data["password"])
        except IntegrityError:
            self.add_error("email", ValidationError(TAKEN))
            return None


class LoginForm(AuthenticationForm):
    """An address and a password; the address is compared without regard to case."""

    username = MailboxField(label=_("E-mail address"))
    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": _("This address and this password do not belong together. Please try again."),
        "inactive": _("This account is closed."),
    }
