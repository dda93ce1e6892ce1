"""Forms of signing in and up, of passwords and e-mails. Field names are part of the fixed interface."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def _password(label: Any, autocomplete: str = "new-password") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=250, widget=widget)


def _email(label: Any, autocomplete: str = "username") -> forms.EmailField:
    return forms.EmailField(label=label, max_length=250, widget=forms.EmailInput(attrs={"autocomplete": autocomplete}))


class LoginForm(forms.Form):
    email = _email(_("E-mail"))
    password = _password(_("Password"), "current-password")


class EmailForm(forms.Form):
    """Whom a link is to be mailed to."""

    email = _email(_("E-mail"))


class NewPasswordForm(forms.Form):
    """A password, typed twice. Whether it will do is for BigCommerce to say; views say what it wants."""

    password1 = _password(_("Password"))
    password2 = _password(_("Password again"))

    def clean(self) -> dict[str, Any] | None:
        password1, password2 = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if password1 and password2 and password1 != password2:
            self.add_error("password2", ValidationError(_("The two passwords differ."), code="mismatch"))
        return self.cleaned_data


class RegisterForm(NewPasswordForm):
    """A new account. A site that wants more of its customers, or a proof that they are people, extends it.

    `REGISTRATION_FORM` names the form that is used. Its fields are its own: only what `details` returns goes to
    BigCommerce. A field that proves something (a captcha) does so in its `clean`.
    """

    first_name = forms.CharField(
        label=_("First name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    email = _email(_("E-mail"))
    newsletter = forms.BooleanField(label=_("Send me news by e-mail"), required=False)

    field_order = ("first_name", "last_name", "email", "password1", "password2")

    def details(self) -> dict[str, Any]:
        """What BigCommerce is told of the customer beside e-mail, password and channel, in the words of its API."""
        return {"first_name": self.cleaned_data["first_name"], "last_name": self.cleaned_data["last_name"]}


class PasswordChangeForm(NewPasswordForm):
    password = _password(_("Your password until now"), "current-password")

    field_order = ("password", "password1", "password2")


class EmailChangeForm(forms.Form):
    email = _email(_("New e-mail"), "email")
    password = _password(_("Your password"), "current-password")
