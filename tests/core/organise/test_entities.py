import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.organise.entities import entities
from octavo.core.organise.entities.dates import is_date
from octavo.core.organise.entities.gazetteer import Known, index, rows
from octavo.core.organise.entities.kinds import kind_of_words
from octavo.core.organise.entities.runs import runs
from octavo.core.organise.entities.words import _Chunks, _chunks, possessive_off, read


def found(title: str, text: str, lang: str | None = "en") -> dict[str, tuple[str, str, int]]:
    return {entity.label: (entity.key, entity.kind, entity.count) for entity in entities(title, text, lang)}


def test_full_names_take_in_family_names_and_roles() -> None:
    names = found(
        "Brandt quits as mayor",
        "Mayor Helga Brandt said she would go. Ms Brandt had led Fairford since 2010. Brandt’s party met in Fairford.",
    )
    assert names["Helga Brandt"][1:] == ("person", 4)
    assert names["Fairford"][1] == "place"
    assert "Brandt" not in names


def test_one_key_in_every_language() -> None:
    assert found("", "Troops left Ukraine.", "en")["Ukraine"][0] == "ua"
    assert found("", "Die ukrainische Armee und Kiew.", "de")["Ukraine"][0] == "ua"
    assert found("", "La guerre en Allemagne.", "fr")["Allemagne"][0] == "de"
    assert found("", "Президент России приехал.", "ru")["Россия"][0] == "ru"
    assert found("", "日本とウクライナの外相が会談した。", "ja")["ウクライナ"][0] == "ua"
    assert found("", "The EU and the European Union met.", "en")["EU"] == ("org:eu", "organisation", 2)


def test_acronyms_join_what_they_are_explained_as() -> None:
    text = "The Northern Rivers Agency (NRA) met. The NRA was founded by the Northern Rivers Agency."
    names = found("", text)
    assert names["NRA"][2] >= 3
    assert "Northern Rivers Agency" not in names


def test_kinds_by_words() -> None:
    names = found("", "They met at Millbrook University before the Harbour Cup near Alder Street.")
    assert names["Millbrook University"][1] == "organisation"
    assert names["Harbour Cup"][1] == "event"
    assert names["Alder Street"][1] == "place"
    assert kind_of_words(["blue", "sky"]) is None


def test_sentence_starts_and_dates_are_no_names() -> None:
    names = found("", "Yesterday it rained. Nothing moved on Monday. However Tomsin came. Tomsin left with Tomsin.")
    assert "Yesterday" not in names and "Monday" not in names and "Nothing" not in names
    assert names["Tomsin"][2] == 3
    assert is_date("2014", "en") and is_date("Montag", "de") and not is_date("Montana", "de")


def test_headline_capitals_tell_nothing() -> None:
    title = "Council Leader Quits After Budget Vote In Fairford"
    names = found(title, "The council in Fairford voted. The leader, Paul Garner, quit.")
    assert "Fairford" in names and "Council Leader Quits" not in names
    seen = {entity.label: entity for entity in entities(title, "The council in Fairford voted. Garner quit.", "en")}
    assert seen["Fairford"].in_title and seen["Fairford"].first == 3
    assert found(title, "")


def test_german_nouns_are_not_names() -> None:
    names = found(
        "",
        "Das Ministerium für Justiz von Marta Beispielmann legte einen Entwurf vor. "
        "Der Regierungschef sprach mit Lindqvist. "
        "Die Prognose der Regierung und die Verwaltung. Nach Tönning fuhr niemand. "
        "Lisa Pause kam. Kanzler Stefan Schneider.",
        "de",
    )
    assert "Marta Beispielmann" in names
    assert "Prognose" not in names and "Entwurf" not in names
    assert "Lindqvist" in names and "Stefan Schneider" in names


def test_common_words_and_dates_around_names_go() -> None:
    names = found("", "Gestern sprach mit Regierung Lindqvist. Nach Tönning Jahr. Seit Holmby Montag.", "de")
    assert "Lindqvist" in names
    assert "Holm Fjord" in found("", "They came from Holm Fjord Monday. On March Holm Fjord was shut.")


def test_what_stands_before_a_given_name_is_a_role() -> None:
    names = found("", "Then skipper Harbourer Anna Holm won. In Norway’s port Harbourer Anna Holm spoke.")
    assert names["Anna Holm"][1] == "person"
    assert "Julia Beispielmann" in found("", "Gestern kam Julia Beispielmann.", "de")
    assert found("", "Chinas Exporte steigen.", "de")["China"][0] == "cn"


def test_longer_runs_join_the_shorter_name() -> None:
    names = found("", "Seglerin Xelja Holmqvist siegt. Vor Xelja Holmqvist lag niemand. Holmqvist jubelt.", "de")
    assert names["Xelja Holmqvist"][2] == 3


def test_unspaced_scripts() -> None:
    japanese = found("", "田中首相は「はい」と述べた。宮崎県のマグニチュード。『雪の国』を読む。", "ja")
    assert japanese["田中"][1] == "person"
    assert japanese["宮崎県"][1] == "place"
    assert "マグニチュード" in japanese and "雪の国" in japanese
    assert found("", "東都大学の発表", "ja")["東都大学"][1] == "organisation"
    assert found("", "主席王小明在北京。《山河》", "zh")["王小明"][1] == "person"
    assert "박민수" in found("", "박민수 장관은 서울에서 말했다", "ko")
    assert found("", "กรุงเทพ และ ไทย", "th") is not None


def test_text_without_capitals_still_has_known_names() -> None:
    assert found("", "the talks in germany went on", "en")["Germany"][0] == "de"
    assert found("", "the talks in turkey and Bonn went on with turkey", "en").get("Turkey") is None


def test_turkish_case_endings_go() -> None:
    assert possessive_off("Lig'de", "tr") == "Lig"
    assert possessive_off("Ann’s", "en") == "Ann"
    assert possessive_off("Ann's", "de") == "Ann's"
    assert "Karabey" in found("", "dün Karabey’de konuştu, sonra Karabey'den döndü.", "tr")


def test_runs_know_where_they_stand() -> None:
    made = list(runs(read("Ann of York met Ursula von der Leyen. In St. Louis", "en").words, "en"))
    assert [" ".join(word.text for word in run.words) for run in made][1] == "Ursula von der Leyen"
    assert made[0].first and not made[1].first and made[1].before == "met"


def test_gazetteer_labels_fall_back() -> None:
    assert rows()["ua"].label("xx") == "Ukraine"
    assert Known("k", "place", {"fr": ["Là"]}, {}, None).label("en") == "Là"
    assert index("en") is index("en")


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=30), st.text(max_size=120), st.sampled_from(["en", "de", "fr", "ru", "ja", "zh", "ko", "ar", None])
)
def test_any_text_and_twice_the_same(title: str, text: str, lang: str | None) -> None:
    made = entities(title, text, lang)
    assert made == entities(title, text, lang)
    assert all(entity.label and entity.count > 0 and entity.kind for entity in made)


@pytest.mark.parametrize("text", ["A " * 3000, "Aa-" * 2000, "A.B." * 2000, "O'" * 3000, "Von der " * 1000])
def test_hostile_text_takes_no_time(text: str) -> None:
    entities("", text, "en")


def test_a_known_name_inside_a_longer_one_is_not_counted_again() -> None:
    names = found("", "They went to South Sudan and the Bank of England.", "en")
    assert set(names) == {"South Sudan", "Bank of England"}


def test_names_within_words_and_behind_elided_articles() -> None:
    assert set(found("", "Der Russland-Ukraine-Krieg dauert an.", "de")) >= {"Russland", "Ukraine"}
    french = found("", "La Banque de l’Ouest ferme. On quitte l'Allemagne. La Banque de l’Ouest.", "fr")
    assert "Banque de l’Ouest" in french and french["Allemagne"][0] == "de"
    assert found("", "Aaa’ -- ’Bbb_ x.", "fr") is not None


def test_caches_are_emptied_when_full() -> None:
    table = _Chunks("en")
    first = table["Fairford,"]
    assert [word.text for word in first] == ["Fairford", ","]
    for number in range(40_001):
        table[f"w{number}"]
    assert len(table) <= 40_000 and table["Fairford,"] == table["Fairford,"]


def test_articles_before_names_go_and_two_of_one_family_stay_apart() -> None:
    names = found("", "Today we met The Farers Guild. Later Ann Holm and Paul Holm came. Then Holm left.")
    assert "Farers Guild" in names and "Ann Holm" in names and "Paul Holm" in names and "Holm" in names


def test_the_usual_spelling_is_the_label() -> None:
    names = found("", "We saw Harbour Rocks. It is Harbour Rocks. They like Harbour Rock.")
    assert names["Harbour Rocks"][2] == 3


def test_a_people_inside_a_name_does_not_speak_of_its_country() -> None:
    assert "Schweden" not in found(
        "", "Gestern tagte die Schwedische Akademie. Die Schwedische Akademie schweigt.", "de"
    )
    assert "Schweden" in found("", "Gestern tagte die schwedische Regierung.", "de")


def test_a_double_name_is_another_family() -> None:
    assert "Barack Obama" not in found("", "They met Lena Obama-Holm there.", "en")
    assert "Wladimir Putin" in found("", "Das ist die Putin-Ära.", "de")


def test_what_is_long_is_not_remembered() -> None:
    for long in ("ab." * 40, "x" * 70):
        assert read(long, "en").words
        assert long not in _chunks("en")
    assert read("ab", "en").words and "ab" in _chunks("en")


def names(title: str, text: str, lang: str = "en") -> dict[str, str]:
    return {one.label: one.kind for one in entities(title, text, lang)}


def test_a_stem_that_two_words_share_is_no_name() -> None:
    assert "Atlanta" not in names("", "Le merlu de l'Atlantique Nord va mieux.", "fr")
    assert "Manuel Neuer" not in names("", "Der Neue kommt. Was neu ist, sagt er.", "de")
    assert "Россия" in names("", "Это новости из России.", "ru")
    assert "Chemnitz" in names("", "Das Chemnitzer Fest beginnt.", "de")


def test_whatever_stands_before_a_role_inside_a_name_goes() -> None:
    assert names("", "We met Democratic Rep. Anna Holm in Oslo.")["Anna Holm"] == "person"


def test_a_seat_is_neither_a_name_nor_an_acronym() -> None:
    found = names("", "Then Henry Brandt (D-Texas) spoke. The bill of Brandt, D-Texas, failed.")
    assert "Henry Brandt" in found and "D-Texas" not in found


def test_names_said_once_and_late_are_left_out_unless_in_the_title() -> None:
    text = "So it went on and on. " * 24 + "Then Otto Brandt came to see the University of new and the Bank of the"
    assert "Otto Brandt" not in names("", text)
    assert "Otto Brandt" in names("See Otto Brandt there", text)


def test_a_bracket_behind_other_words_explains_nothing() -> None:
    assert "GNG" in names("", "We heard Great noise of Grenland (GNG). The GNG came.")


def test_no_more_names_than_wanted() -> None:
    assert len(entities("", "We met Otto Brandt and Anna Holm in Norway.", "en", 2)) == 2
