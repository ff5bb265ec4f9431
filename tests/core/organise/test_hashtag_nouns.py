"""Which words and word groups of a text can be tags at all; the texts are made up."""

import pytest

from octavo.core.organise.entities import entities
from octavo.core.organise.entities.german import is_common_noun, is_genitive, is_people
from octavo.core.organise.entities.words import read
from octavo.core.organise.hashtags.candidates import candidates
from octavo.core.organise.hashtags.nouns import german_phrase
from octavo.core.organise.hashtags.themes import spoken
from octavo.core.text.frequencies import Frequencies
from octavo.core.text.stems import without_particle


def labels(title: str, text: str, lang: str) -> set[str]:
    return {one.label for one in candidates(title, text, lang, Frequencies()).candidates}


def names(text: str, lang: str = "de", title: str = "") -> set[str]:
    return {one.label for one in entities(title, text, lang)}


@pytest.mark.parametrize(
    ("text", "name", "wrong"),
    [
        ("Gestern gewann der Ukrainer Usyk erneut.", "Usyk", "Ukrainer Usyk"),
        ("Das zahlte der Zahlungsdienstleister Kleebach Pago.", "Kleebach Pago", "Zahlungsdienstleister Kleebach Pago"),
        ("Dort liegt das Problemviertel Son Verdal.", "Son Verdal", "Problemviertel Son Verdal"),
        ("Das meldet der Motorrad-Hersteller Velmoro.", "Velmoro", "Motorrad-Hersteller Velmoro"),
        ("Razzia in Palmas Stadtviertel Son Verdal.", "Son Verdal", "Palmas Stadtviertel Son Verdal"),
        ("Razzia im Tallauer Ortsteil Son Verdal.", "Son Verdal", "Tallauer Ortsteil Son Verdal"),
        ("Man jagt Russlands Schattenflotte seit Monaten.", "Russland", "Russlands Schattenflotte"),
        ("Da sprach Deutschlands Bundestrainer Ole Kamm.", "Ole Kamm", "Deutschlands Bundestrainer Ole Kamm"),
        ("Seit Wochen steht Österreichs Sportdirektor fest.", "Österreich", "Österreichs Sportdirektor"),
        ("Man sprach von Plesvirus Anfang Mai.", "Plesvirus", "Plesvirus Anfang"),
        ("Das sagte Brian May heute.", "Brian May", "Brian"),
    ],
)
def test_a_german_noun_before_a_name_is_no_part_of_it(text: str, name: str, wrong: str) -> None:
    found = names(text + " " + text)
    assert name in found
    assert wrong not in found


def test_amounts_and_lone_nouns_are_no_names() -> None:
    found = names("Es kostet 3 Milliarden Dollar für Sparer. Streit in Luftangriffen, und Reue kam.")
    assert not found & {"Milliarden Dollar", "Sparer", "Luftangriffen", "Reue"}


def test_what_german_words_are() -> None:
    assert is_common_noun("Großbank") and is_common_noun("Freenet-Tochter") and is_common_noun("Corona-Bericht")
    assert not is_common_noun("Berlin") and not is_common_noun("Darmstadt") and not is_common_noun("Jana")
    assert is_genitive("Deutschlands") and not is_genitive("Paris") and not is_genitive("Deutschland")
    assert is_people("Brite") and is_people("Ukrainer") and not is_people("Schweizer")


def test_german_headlines_have_names_though_most_words_have_capitals() -> None:
    assert "Nils Overbeck" in names(
        "Der Bericht ist da.", title="Bürgermeister Nils Overbeck legt Bilanz vor Publikum vor"
    )


def test_only_german_nouns_are_words() -> None:
    text = (
        "Das Stromnetz wird geprüft. Wer das Stromnetz prüft, prüft lange. Steigende Preise sind steigend. "
        "Die Fleißigsten prüfen. Allein ist allein."
    )
    found = labels("Stromnetz geprüft: Die Fleißigsten prüfen steigend", text, "de")
    assert "Stromnetz" in found
    assert not found & {"Geprüft", "Prüft", "Fleißigsten", "Allein", "Steigende", "Steigend"}


def test_german_sequences_are_names_or_an_adjective_in_the_nominative() -> None:
    def chosen(*texts: str, in_text: bool = True) -> str | None:
        run = german_phrase([read(text, "de").words for text in texts], in_text)
        return None if run is None else " ".join(word.text for word in run)

    assert chosen("künstlichen Intelligenz", "künstliche Intelligenz") == "künstliche Intelligenz"
    assert chosen("kniffliger Tummelplatz") == "kniffliger Tummelplatz"
    assert chosen("knapper Zeit") is None  # a dative
    assert chosen("neues Bezahlsystem") is None
    assert chosen("genug Akkus") is None
    assert chosen("Kibbuz Nir") == "Kibbuz Nir"
    assert chosen("Kibbuz Nir", in_text=False) is None
    assert chosen("Kibbuz fordert") is None
    assert chosen("Milliarden Taler") is None
    assert chosen("Brite Kamm") is None
    assert chosen("Irans Lage") is None
    assert chosen("Problemviertel Kamm") is None


def test_sequences_of_the_title_alone_are_statements() -> None:
    text = "The ferry stayed in port. Fog hid the ferry. Fog stayed for days. The ferry waits."
    assert not {one for one in labels("Fog hides ferry", text, "en") if " " in one}
    assert "Foggy harbour" in labels("Foggy harbour", "", "en")
    twice = "Green hydrogen is made here. They ship green hydrogen to ports."
    assert "Green hydrogen" in labels("Green hydrogen grows", twice, "en")


@pytest.mark.parametrize(
    ("lang", "text", "wrong", "right"),
    [
        ("en", "They want to purify the air. Plants purify the air. The plants grow.", "Purify", "Plants"),
        ("en", "Coats were heated. We heated soup in rooms, and rooms stay.", "Heated", "Soup"),
        ("en", "It isn’t for snow. That isn’t in snow.", "Isn’t", "Snow"),
        ("es", "Lo acusan de abusar de un menor. Quiso abusar otra vez de un menor.", "Abusar", "Menor"),
        ("fr", "Il veut franchir la rivière, franchir encore. La rivière monte.", "Franchir", "Rivière"),
        ("tr", "Fırıncı dün tutuklandı. Bir fırıncı daha tutuklandı.", "Tutuklandı", "Fırıncı"),
        ("ko", "농부가 밭을 갈았지만 비가 왔다. 농부는 밭을 갈았지만 쉬었다.", "갈았지만", "농부"),
    ],
)
def test_verbs_are_no_tags(lang: str, text: str, wrong: str, right: str) -> None:
    found = labels("", text, lang)
    assert wrong not in found
    if lang != "ko":
        assert right in found


def test_a_word_like_a_verb_is_one_unless_something_says_noun() -> None:
    assert "Amanecer" in labels("", "El amanecer cambia. Quiere amanecer y más amanecer.", "es")
    assert "Purify" in labels("", "We saw Purify play. The band Purify will purify the air.", "en")
    assert "Permit" in labels("", "They permit a fire. The permit ends. A permit is needed.", "en")


def test_korean_words_lose_their_particle_where_it_is_sure() -> None:
    assert without_particle("호남을", ()) == "호남"
    assert without_particle("확장이", {"확장"}) == "확장"
    assert without_particle("최고위원은", ()) == "최고위원"
    for whole in ("전문가", "김정은", "어린이", "민주주의", "회의", "개발", "AI를"):
        assert without_particle(whole, ()) == whole
    text = "호남을 찾은 농부가 호남을 떠났다. 관광 확장이 늘고 관광 확장이 된다."
    found = labels("호남을 떠난 농부", text, "ko")
    assert "호남" in found and "호남을" not in found
    assert "관광 확장이" not in labels("관광 확장 계획", text, "ko")
    assert "민심을" not in names("민심을 대표하는 자리다. 김철수 대표가 말했다.", "ko")


def test_a_part_of_a_name_counts_for_the_name() -> None:
    text = (
        "Der Rosenclub Tallau hat gewonnen. Der Rosenclub jubelt. Der Trainer lobt den Rosenclub Tallau, "
        "und der Rosenclub feiert."
    )
    found = {one.label: one for one in candidates("Rosenclub feiert", text, "de", Frequencies()).candidates}
    assert "Rosenclub" not in found
    assert found["Rosenclub Tallau"].count >= 5 and found["Rosenclub Tallau"].in_title


def test_a_small_word_of_a_name_is_one_only_where_it_stands_apart() -> None:
    text = "The Fairford Lighthouse shone. We like the Fairford Lighthouse. That lighthouse is old."
    assert "Lighthouse" not in labels("Fairford Lighthouse shines", text, "en")
    assert "Helga Brandt" in names("We saw Helga Brandt And Then more.", "en")


def test_honorifics_and_offices_are_no_names() -> None:
    found = names("We met PM Anwarsson. We saw Datuk Seri Idris Hamza. He is Head of Sales at Kleebach.", "en")
    assert "Anwarsson" in found and "Idris Hamza" in found
    assert not found & {"PM Anwarsson", "Datuk Seri Idris Hamza", "Seri Idris Hamza", "Head of Sales"}
    twice = "We saw Sir Keir. They met Sir Keir."
    assert "Sir Keir" not in labels("Sir Keir speaks", twice, "en")


@pytest.mark.parametrize(
    ("lang", "theme", "right", "wrong"),
    [
        ("de", "startups", "Gründer", "Gründen"),
        ("de", "shooting", "Schütze", "Schutz"),
        ("de", "war", "Kriege", "kriegen"),
        ("de", "military", "militärische", "Militärs-"),
        ("de", "nature", "Wälder", "natürlich"),
        ("de", "lgbt", "trans", "Tränen"),
        ("fr", "housing", "loyer", "loi"),
        ("fr", "parliament", "parlement", "parler"),
        ("es", "aviation", "aviones", "avisos"),
        ("es", "fashion", "moda", "modo"),
        ("ru", "family", "семью", "семи"),
        ("ar", "military", "الجيش", "الشمس"),
    ],
)
def test_a_theme_hears_only_forms_of_its_words(lang: str, theme: str, right: str, wrong: str) -> None:
    heard = {one.key for _, one, _ in spoken(lang)[right]}
    assert theme in heard or lang == "ar"
    if not wrong.endswith("-"):
        assert theme not in {one.key for _, one, _ in spoken(lang)[wrong]}


def test_a_broad_theme_needs_two_words_or_the_title() -> None:
    text = "The government spoke. The government wrote. The government slept. Fog came."
    assert "Government" not in {
        one.label for one in candidates("Fog", text, "en", Frequencies()).candidates if one.theme
    }
    titled = candidates("Fog and government", text, "en", Frequencies()).candidates
    assert "Government" in {one.label for one in titled if one.theme}
    once = "A volcano woke. " + "Rain fell on hills. " * 3
    assert not {
        one.label for one in candidates("Rain", once + "Inflation rose.", "en", Frequencies()).candidates if one.theme
    } & {"Inflation"}
    thrice = "Inflation rose. Inflation fell. Inflation stayed."
    assert "Inflation" in {one.label for one in candidates("Rain", thrice, "en", Frequencies()).candidates}
