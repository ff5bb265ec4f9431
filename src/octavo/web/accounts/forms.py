"""Forms of accounts: those behind a one-time link, and django-allauth's in Octavo's words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password

from octavo.store.comments import Reader
from octavo.web.accounts.adapter import check_name

_NAME_HELP = "Readers see it beside your comments."
_CHOOSE_WELL = "At least eight characters, and not one that everybody uses."


class SignInForm(allauth.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_mail = "email" in settings.ACCOUNT_LOGIN_METHODS
        _say(self, "login", "Name or mail address" if by_mail else "Name")
        _say(self, "password", "Password")
        _say(self, "remember", "Stay signed in here")


class SignUpForm(allauth.SignupForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "username", "Name", _NAME_HELP)
        _say(self, "email", "Mail address", "To confirm the account and to replace a lost password. Nobody sees it.")
        _say(self, "password1", "Password", _CHOOSE_WELL)


class ChangePasswordForm(allauth.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", "Your password now")
        _say(self, "password1", "New password", _CHOOSE_WELL)
        _say(self, "password2", "New password again")


def _say(form: forms.Form, name: str, label: str, help_text: str | None = None) -> None:
    """Give a field its label, and a help text in place of its own; the label says it all, so no placeholder."""
    field = form.fields.get(name)
    if field is not None:
        field.label = label
        field.widget.attrs.pop("placeholder", None)
        if help_text is not None:
            field.help_text = help_text


class AccountForm(forms.Form):
    username = forms.CharField(
        label="Name",
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_NAME_HELP,
        validators=[check_name],
    )
    password = forms.CharField(
        label="Password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_CHOOSE_WELL,
    )

    def __init__(self, *args: Any, role: str = "reader", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role = role

    def clean_username(self) -> str:
        """Names like "owner" are kept back for those with rights."""
        name = str(self.cleaned_data["username"])
        if self.role == "reader" and name.casefold() in settings.ACCOUNT_USERNAME_BLACKLIST:
            raise forms.ValidationError("That name is kept back; choose another.")
        return name

    def clean(self) -> None:
        _check_password(self, Reader(username=self.cleaned_data.get("username", "")))


class PasswordForm(forms.Form):
    """For an account that there is: nothing, or a new password."""

    password = forms.CharField(
        label="New password",
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Leave it empty to keep the one you have.",
    )

    def __init__(self, *args: Any, person: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> None:
        _check_password(self, self.person)


def _check_password(form: forms.Form, person: Reader) -> None:
    password = form.cleaned_data.get("password")
    if password:
        try:
            validate_password(password, person)
        except forms.ValidationError as error:
            form.add_error("password", error)
