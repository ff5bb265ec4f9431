"""The forms behind a one-time link: a name and a password for the account it makes, or a new password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password

from octavo.store.comments import Reader
from octavo.web.accounts.adapter import check_name


class AccountForm(forms.Form):
    username = forms.CharField(
        label="Name",
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        help_text="Readers see it beside your comments.",
        validators=[check_name],
    )
    password = forms.CharField(
        label="Password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least eight characters, and not one that everybody uses.",
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
