"""The owner's forms."""

from __future__ import annotations

from django import forms

from octavo.store.publishers import TERMS

LIST_BYTES = 5_000_000


class AddressForm(forms.Form):
    url = forms.CharField(
        label="Address of a feed or a site",
        max_length=2000,
        widget=forms.TextInput(
            attrs={
                "inputmode": "url",
                "autocomplete": "off",
                "spellcheck": "false",
                "placeholder": "https://example.org",
            }
        ),
    )


class ListForm(forms.Form):
    file = forms.FileField(
        label="OPML list", widget=forms.ClearableFileInput(attrs={"accept": ".opml,.xml,text/x-opml,text/xml"})
    )

    def clean_file(self) -> forms.FileField:
        file = self.cleaned_data["file"]
        if file.size > LIST_BYTES:
            raise forms.ValidationError("The list is larger than 5 MB: use `octavo import` with it.")
        return file  # type: ignore[no-any-return]


class Words(forms.CharField):
    """Words with commas between them."""

    def to_python(self, value: object) -> list[str]:  # type: ignore[override]
        return [word for part in str(value or "").split(",") if (word := part.strip())]

    def prepare_value(self, value: object) -> object:
        return ", ".join(value) if isinstance(value, list) else value


class EditionForm(forms.Form):
    name = forms.CharField(label="Name", max_length=80)
    slug = forms.CharField(
        label="Address", max_length=40, help_text="Its pages stand at /address/. For a whole language: its code."
    )
    lang = forms.CharField(label="Language", max_length=3, help_text="Code of the pages' own language, like en.")
    languages = Words(label="Languages of articles", required=False, help_text="Codes; empty: the same language.")
    countries = Words(label="Countries of publishers", required=False, help_text="Codes, like CA, US; empty: any.")
    publishers = Words(label="Publishers", required=False, help_text="Their address words; empty: any.")
    topics = Words(label="Topics", required=False, help_text="Hashtags or sections; empty: any.")
    position = forms.IntegerField(label="Place in lists", initial=0, min_value=0, max_value=9999)


class TermsForm(forms.Form):
    terms = forms.ChoiceField(label="May be shown", choices=[(term, term) for term in TERMS])
    country = forms.CharField(label="Country", max_length=2, required=False)
    tdm_reserved = forms.BooleanField(label="Text and data mining is reserved", required=False)
