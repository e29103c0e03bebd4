"""EMAIL_URL as README writes it: reset links travel encrypted, and a slip is told in words."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from herbbie.settings import web

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize(
    ("scheme", "port", "tls", "ssl"),
    [("smtp+tls", 587, True, False), ("smtp+ssl", 465, False, True), ("smtp", 25, False, False)],
)
def test_mail_server_is_reached_as_the_url_says(scheme, port, tls, ssl):
    config = web.email_config(f"{scheme}://user:pass%40word@mail.example:{port}")
    assert config["EMAIL_BACKEND"] == SMTP
    assert (config["EMAIL_HOST"], config["EMAIL_PORT"]) == ("mail.example", port)
    assert (config["EMAIL_HOST_USER"], config["EMAIL_HOST_PASSWORD"]) == ("user", "pass@word")
    assert (config["EMAIL_USE_TLS"], config["EMAIL_USE_SSL"]) == (tls, ssl)


def test_log_is_a_way_too():
    assert web.email_config("console:")["EMAIL_BACKEND"].endswith("console.EmailBackend")


def test_unknown_way_is_told_without_the_password():
    with pytest.raises(ImproperlyConfigured) as told:
        web.email_config("pigeon://user:secret@roof")
    assert "pigeon" in str(told.value)
    assert "secret" not in str(told.value)
