"""The owner's forms."""

from __future__ import annotations

from django import forms

from octavo.core.gather.page_rules import rule_from_json
from octavo.errors import InputError
from octavo.store.publishers import TERMS

LIST_BYTES = 5_000_000
_ADDRESS = {
    "inputmode": "url",
    "autocomplete": "off",
    "spellcheck": "false",
    "placeholder": "https://example.org",
}


class AddressForm(forms.Form):
    url = forms.CharField(
        label="Address of a feed or a site",
        max_length=2000,
        widget=forms.TextInput(attrs=_ADDRESS),
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


class RuleForm(forms.Form):
    """A page without a feed, and where on it the articles stand."""

    url = forms.CharField(label="Address of the page", max_length=2000, widget=forms.TextInput(attrs=_ADDRESS))
    item = forms.CharField(
        label="Each article",
        max_length=300,
        help_text="CSS or XPath: what holds one article, like article or .news li.",
    )
    title = forms.CharField(
        label="Its title", max_length=300, required=False, help_text="Inside the article; empty: the link’s own words."
    )
    link = forms.CharField(label="Its link", max_length=300, required=False, help_text="Empty: the first link.")
    date = forms.CharField(label="Its date", max_length=300, required=False, help_text="Like time or .date.")
    summary = forms.CharField(label="Its summary", max_length=300, required=False)

    def clean(self) -> dict[str, object]:
        """The selectors are tried on nothing, so that a wrong one is named before anything is fetched."""
        found = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                rule_from_json(self.rule)
            except InputError as error:
                self.add_error("item", str(error))
        return found

    @property
    def rule(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "url" and value}


class SourceForm(forms.Form):
    title = forms.CharField(label="Title", max_length=300, required=False, help_text="Empty: as the feed calls itself.")
    lang = forms.RegexField(
        r"^([A-Za-z]{2,3})?$",
        label="Language",
        max_length=3,
        required=False,
        help_text="A code like en; empty: as found.",
    )
    topic = forms.CharField(label="Folder", max_length=80, required=False, help_text="Groups sources in lists.")

    def clean_lang(self) -> str:
        return str(self.cleaned_data["lang"]).lower()


def _limit(label: str, help_text: str, most: int) -> forms.IntegerField:
    said = {"invalid": "Give a whole number.", "min_value": "Give at least 1.", "max_value": "That is too much."}
    return forms.IntegerField(
        label=label, help_text=help_text, required=False, min_value=1, max_value=most, error_messages=said
    )


class KeepForm(forms.Form):
    days = _limit("Days", "Age at most.", 36_500)
    articles = _limit("Articles", "Number at most.", 100_000_000)
    megabytes = _limit("Megabytes", "Of text at most.", 1_000_000)
