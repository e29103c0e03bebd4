"""What is asked of a parent: an address and a password, and the password again before what matters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import keys
from accounts.models import ApiKey, User

TAKEN = _("We know this address already. Log in, or ask for a new password.")


class MailboxField(forms.EmailField):
    """An e-mail address in lower case, so that one mailbox is one account."""

    widget = forms.EmailInput(attrs={"autocomplete": "email"})

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).lower()


class ChosenPasswordField(forms.CharField):
    """A password that one makes up."""

    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("Eight characters or more. A little sentence is easy to remember.")
        super().__init__(strip=False, help_text=help_text, **kwargs)


class SignUpForm(forms.Form):
    """A new account."""

    email = MailboxField(label=_("E-mail address"), max_length=254)
    password = ChosenPasswordField(label=_("Password"))

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


class ProofForm(forms.Form):
    """The password once more; wrong ones count as failed log-ins, so that nobody can go on guessing."""

    old_password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        password: str = self.cleaned_data["old_password"]
        email = self.request.user.get_username()
        if authenticate(self.request, username=email, password=password) != self.request.user:
            raise ValidationError(_("This is not your password. Please try again."))
        return password


class NewPasswordForm(ProofForm):
    """Another password, by somebody who knows the old one."""

    new_password = ChosenPasswordField(label=_("New password"))

    def clean_new_password(self) -> str:
        password: str = self.cleaned_data["new_password"]
        validate_password(password, User(email=self.request.user.get_username()))
        return password


class KeyForm(forms.Form):
    """A new API key: its name says which program has it."""

    name = forms.CharField(
        label=_("Which program is it for?"),
        help_text=_("A name for yourself, so that you know later which key to revoke."),
        max_length=keys.LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def save(self, user_id: int) -> tuple[ApiKey, str] | None:
        """The new key and its letters; None, and an error on the form, when there are too many already."""
        try:
            return keys.make(user_id, self.cleaned_data["name"])
        except keys.TooManyKeysError:
            most = _("These are as many keys as an account may have (%(most)s). Please revoke one first.")
            self.add_error("name", ValidationError(most, params={"most": keys.MOST}))
            return None
