"""The addresses of the accounts."""

from django.urls import path

from accounts import account, keyring, views

app_name = "accounts"

urlpatterns = [
    path("", account.account, name="account"),
    path("password/", account.change_password, name="change_password"),
    path("everywhere/", account.log_out_everywhere, name="log_out_everywhere"),
    path("everywhere/done/", account.logged_out, name="logged_out"),
    path("keys/", keyring.keyring, name="keys"),
    path("keys/<int:pk>/revoke/", keyring.revoke, name="revoke_key"),
    path("keys/revoke/", keyring.revoke_all, name="revoke_keys"),
    path("delete/", account.delete, name="delete"),
    path("deleted/", account.deleted, name="deleted"),
    path("signup/", views.signup, name="signup"),
    path("login/", views.Login.as_view(), name="login"),
    path("logout/", views.LogOut.as_view(), name="logout"),
    path("reset/", views.AskReset.as_view(), name="password_reset"),
    path("reset/sent/", views.ResetSent.as_view(), name="password_reset_done"),
    path("reset/<uidb64>/<token>/", views.ChoosePassword.as_view(), name="password_reset_confirm"),
    path("reset/done/", views.PasswordChosen.as_view(), name="password_reset_complete"),
]
