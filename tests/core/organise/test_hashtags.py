import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.organise.aliases import Aliases
from octavo.core.organise.hashtags import chosen, hashtags
from octavo.core.organise.hashtags.candidates import candidates
from octavo.core.organise.hashtags.features import NAMES, matrix
from octavo.core.organise.hashtags.stop import is_furniture, own_names
from octavo.core.organise.hashtags.themes import Spoken
from octavo.core.organise.hashtags_forms import folded, spaced, tag_form
from octavo.core.text.frequencies import Frequencies
from octavo.types import Document

TITLE = "Ferry strike in Norway enters second week"
TEXT = (
    "The ferry strike that has cut off islands in Norway went into its second week on Monday. "
    "Helga Brandt, who leads the Coastal Workers Union, said that talks with the government had failed. "
    "“The ferries will stay in port,” Brandt told reporters in Oslo.\n\n"
    "Norwegian ministers met in Oslo. The Coastal Workers Union (CWU) wants higher pay. The CWU has 4,000 members."
)


def tags(title: str = TITLE, text: str = TEXT, lang: str | None = "en", **more: object) -> list[str]:
    aliases = more.pop("aliases", None)
    hide = bool(more.pop("hide_keywords", False))
    doc = Document(1, title, text, **more)  # type: ignore[arg-type]
    made = hashtags(doc, lang, Frequencies(), hide_keywords=hide, aliases=aliases)  # type: ignore[arg-type]
    assert all(0 <= tag.score <= 1 and tag.tag and tag.label for tag in made)
    return [tag.label for tag in made]


def test_names_and_themes_of_the_text() -> None:
    found = tags()
    assert 3 <= len(found) <= 8
    assert "Norway" in found
    assert tags() == found


def test_keywords_come_first_and_three_are_enough() -> None:
    assert tags(keywords=("ferries, Norway", "#CoastalShipping", "News", "norway")) == [
        "ferries", "Norway", "Coastal Shipping",
    ]  # fmt: skip
    assert tags(keywords=("Fjords",))[0] == "Fjords"
    assert "Fjords" not in tags(keywords=("Fjords",), hide_keywords=True)
    assert len(tags(keywords=tuple(f"Word{letter}x" for letter in "abcdefghijkl"))) == 8


def test_one_tag_for_one_thing() -> None:
    found = tags(keywords=("New York", "NewYork", "new yorks", "E.U.", "European Union", "EU", "Fjörd", "Fjord"))
    assert found == ["New York", "EU", "Fjörd"]
    assert tags(keywords=("us", "US", "U.S.", "Port"))[0] in ("us", "United States")


def test_site_section_byline_and_stopped_names_are_no_tags() -> None:
    kept = tags(
        keywords=("Fairford Gazette", "Harbour", "Ann Lee", "Sport", "Ships", "Tides"),
        publisher="fairfordgazette.com",
        authors=("Ann Lee",),
        section="Harbour",
    )
    assert kept == ["Ships", "Tides", *kept[2:]]
    assert "Fairford Gazette" not in kept and "Ann Lee" not in kept and "Harbour" not in kept
    aliases = Aliases.of({"Ships": "Shipping"}, ["Tides"])
    assert tags(keywords=("Ships", "Tides", "Boats", "Piers"), aliases=aliases) == ["Shipping", "Boats", "Piers"]


def test_titles_alone_and_nothing_at_all() -> None:
    assert tags(title="Ferry strike in Norway", text="")
    assert tags(title="the of and", text="") == []
    assert tags(title="", text="") == []
    assert tags(title="Zq1 www.example.com", text="") is not None
    assert tags(title="unremarkable happenings", text="", lang="xx")


@pytest.mark.parametrize(
    ("lang", "title", "text", "wanted"),
    [
        (
            "de",
            "Streit um Windkraft in Bayern",
            "Die Windkraft in Bayern kommt nicht voran. Neue Windräder fehlen.",
            "Bayern",
        ),
        ("ja", "日本とウクライナが会談", "日本の外相とウクライナの外相が東京で会談した。", "ウクライナ"),
        ("zh", "中国航天新任务", "中国的航天员完成任务。航天员返回地面，航天员健康。", "中国"),
        ("ko", "한국 정부 발표", "한국 정부는 오늘 서울에서 발표했다. 정부는 반도체 지원을 밝혔다.", "서울"),
        ("ar", "العراق يقر الموازنة", "أقر البرلمان في العراق قانون الموازنة في بغداد.", "العراق"),
        ("ru", "Выборы в Германии", "В Германии прошли выборы. Германия ждет итогов.", "Германия"),
        ("fr", "Grève des trains en Belgique", "La grève des trains continue en Belgique.", "Belgique"),
    ],
)
def test_languages(lang: str, title: str, text: str, wanted: str) -> None:
    assert wanted in tags(title, text, lang)


def test_tag_forms() -> None:
    assert tag_form("climate change") == "ClimateChange"
    assert tag_form("iPhone") == "iPhone"
    assert tag_form("économie") == "Économie"
    assert tag_form("U.S. – Iran") == "USIran"
    assert tag_form("東京") == "東京"
    assert tag_form("…") == ""


def test_folded_forms() -> None:
    assert folded("New York") == folded("#newyork") == folded("New-York")
    assert folded("Elections") == folded("election")
    assert folded("Beaches", "en") == folded("Beache", "en")
    assert folded("Jones's") != ""
    assert folded("Kansas") == "kansas"
    assert folded("Texas", "de") == "texas"


def test_spaced_keywords() -> None:
    assert spaced("#ClimateChange") == "Climate Change"
    assert spaced("new_york") == "new york"
    assert spaced("iPhone") == "iPhone"
    assert spaced("NATO") == "NATO"


def test_furniture() -> None:
    assert all(
        is_furniture(label, "en")
        for label in (
            "News",
            "Monday",
            "2024",
            "x" * 60,
            "www.a.com",
            "!",
            "one two three four five six seven",
            "12 May",
        )
    )
    assert not is_furniture("Monday Club", "en")
    assert folded("fairford") in own_names("www.fairford.co.uk", [], None, None)


def test_themes_speak_for_a_text() -> None:
    facts = candidates("Voters queue", "Voters went to the ballot. A polling station opened.", "en", Frequencies())
    theme = next(one for one in facts.candidates if one.theme and one.theme.key == "elections")
    assert theme.hits == 3 and theme.in_title
    named = candidates("", "They spoke of Brexit in Oslo. Then Brexit came.", "en", Frequencies())
    assert next(one for one in named.candidates if one.label == "Brexit").theme


def test_features_of_every_candidate() -> None:
    facts = candidates(TITLE, TEXT, "en", Frequencies())
    assert matrix(facts).shape == (len(facts.candidates), len(NAMES))
    assert matrix(candidates("", "", "en", Frequencies())).shape == (0, len(NAMES))


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=40),
    st.text(max_size=150),
    st.lists(st.text(max_size=20), max_size=4),
    st.sampled_from(["en", "de", "ja", "zh", "ko", "ar", "hi", None]),
)
def test_any_article_has_distinct_well_formed_tags(
    title: str, text: str, keywords: list[str], lang: str | None
) -> None:
    doc = Document(1, title, text, keywords=tuple(keywords))
    made = hashtags(doc, lang, Frequencies())
    assert len(made) <= 8
    assert len({folded(tag.label) for tag in made}) == len(made)
    assert all(not re.search(r"[\s#/?&]", tag.tag) for tag in made)


def test_a_possession_is_no_phrase() -> None:
    facts = candidates("Harbour’s walls", "The harbour’s walls fell. Harbour's walls fell.", "en", Frequencies())
    assert "Walls" in {one.label for one in facts.candidates}
    assert not any("’s " in one.label or "'s " in one.label for one in facts.candidates)


def test_theme_words_are_forgotten_when_too_many() -> None:
    table = Spoken("en")
    assert table["voters"]
    for number in range(40_001):
        assert table[f"q{number}"] == ()
    assert len(table) <= 40_000 and table["voters"]


def test_a_word_with_hyphens_is_one_phrase() -> None:
    found = {
        one.label: one for one in candidates("Ferry-talks", "The ferry-talks end.", "en", Frequencies()).candidates
    }
    assert found["Ferry-talks"].stems == ("ferri", "talk")


def test_a_tag_with_a_word_more_is_not_taken_beside_the_shorter_one() -> None:
    found = tags("Ferry strike talks", "Ferry strike. The ferry strike talks go on. Ferry strike talks. The ferry.")
    assert sum("strike" in tag.casefold() for tag in found) == 1


def test_german_phrases_end_with_a_noun() -> None:
    text = "Die Fähre Nordlicht fährt. Die Fähre fährt weiter. Nordlicht fährt. Die Fähre fährt weiter nach Nordlicht."
    found = {one.label for one in candidates("Fähre fährt weiter", text, "de", Frequencies()).candidates}
    assert not any(label.endswith(("fährt", "weiter")) and " " in label for label in found)


def test_spares_come_next_and_are_no_other_spelling_of_a_tag() -> None:
    choice = chosen(Document(1, TITLE, TEXT), "en", Frequencies())
    assert choice.tags == hashtags(Document(1, TITLE, TEXT), "en", Frequencies())
    assert 1 <= len(choice.spares) <= 4
    labels = [folded(tag.label) for tag in (*choice.tags, *choice.spares)]
    assert len(set(labels)) == len(labels)
    with_keywords = chosen(Document(1, TITLE, TEXT, keywords=("Ferry", "Norway", "Pay")), "en", Frequencies())
    assert len(with_keywords.tags) == 3 and with_keywords.spares
    many = tuple(f"Keyword {letter}" for letter in "abcdefghijkl")
    assert len(chosen(Document(1, TITLE, TEXT, keywords=many), "en", Frequencies()).spares) == 4
    assert chosen(Document(1, TITLE, TEXT, keywords=many[:5]), "en", Frequencies()).spares == ()


def labels(title: str, text: str, lang: str = "en") -> dict[str, int]:
    """Candidate → mentions."""
    return {one.label: one.count for one in candidates(title, text, lang, Frequencies()).candidates}


def test_a_word_that_speaks_for_much_speaks_for_a_theme_only_beside_another() -> None:
    assert "Film" not in labels("A new director", "The director of the water company left.")
    assert "Film" in labels("A new director", "The director left the cinema.")
    assert "Relationships" in labels("", "The marriage and the relationship ended.")
    assert "Shopping" not in labels("A deal on arms", "The deal was made in Oslo.")


def test_another_name_of_a_theme_is_no_tag_beside_it() -> None:
    found = labels("COVID-19 in Norway", "Cases of COVID-19 rise. Norway counts COVID-19 cases.")
    assert "Coronavirus" in found and not any("covid" in label.casefold() for label in found)
    assert "Kunstig intelligens" not in labels("", "Ki er en by. Familien bor i Ki.", "tr")


def test_words_that_say_nothing_by_themselves_are_no_phrases() -> None:
    found = labels("Thousands update turbines", "On Monday thousands update turbines. Turbines update on Monday.")
    assert "Turbines" in found and not {"Thousands", "Update", "Monday"} & set(found)


def test_a_headline_alone_gives_short_phrases() -> None:
    found = labels("Harbour turbine unveils record", "")
    assert "Harbour turbine" in found and not any(label.count(" ") > 1 for label in found)
    found = labels("Again Brandt honoured for cancer research", "")
    assert "Cancer research" in found and "Brandt honoured" not in found


def test_parts_of_words_with_hyphens_are_counted() -> None:
    found = labels("KI-Foto sorgt für Streit", "Das KI-Foto kursiert. Auch der KI-Betrug nimmt zu. Die KI lernt.", "de")
    assert found["KI-Foto"] == 2
    assert labels("Watt-Fund", "Der Watt-Fund und die Watt-Funde im Watt.", "de")["Watt"] == 4
    assert not {"Ost", "Kanal"} & set(labels("Nord-Ost-Kanal gesperrt", "Der Nord-Ost-Kanal ist gesperrt.", "de"))


def test_a_name_inside_the_names_of_two_countries_is_none() -> None:
    found = labels("", "South Korea and North Korea talk. Korea waits. South Korea spoke. North Korea left.")
    assert {"South Korea", "North Korea"} <= set(found) and "Korea" not in found


def test_names_behind_what_is_read_are_counted_by_their_letters() -> None:
    text = "Helga Brandt met Norway. " + "So it went on. " * 120 + "Brandt left. brandt and Norway. The EU was there."
    found = {one.label: one.later for one in candidates("", text, "en", Frequencies()).candidates}
    assert found["Helga Brandt"] == 2 and found["Norway"] == 1


def test_words_once_in_a_long_text_are_no_phrases() -> None:
    text = "Herring sells. " + "so it went on and on. " * 30 + "Herring sells."
    found = labels("", "The turbines turn. " + text)
    assert "Herring sells" in found and "Turbines" not in found


def test_the_first_half_of_a_divided_word_is_no_phrase() -> None:
    found = labels(
        "Schulen zu", "Schul- und Sporthallen sind zu. Die Schulen und die Schule am Hafen bleiben zu.", "de"
    )
    assert "Schule" in found and "Schul" not in found


def test_words_of_a_name_are_no_phrases_where_it_is_shortened_once() -> None:
    found = labels("Fiesta en San Telmo", "San Telmo baila. Las fiestas de San Telmo Viejo siguen.", "es")
    assert "San Telmo" in found and not {"San", "Telmo"} & set(found)


def test_a_word_and_its_compound_are_one_tag() -> None:
    text = "Der Windpark wächst. Windparkbetreiber und Windpark warten. Diese Windparkbetreiber zahlen."
    made = {tag.label for tag in hashtags(Document(1, "Windpark: Windparkbetreiber", text), "de", Frequencies())}
    assert len({"Windpark", "Windparkbetreiber"} & made) == 1
    text = "警察無線が止まる。警察無線は古い。無線を直す。無線の局。"
    made = {tag.label for tag in hashtags(Document(1, "警察無線", text), "ja", Frequencies())}
    assert len({"警察無線", "無線"} & made) == 1


def test_a_negated_word_stays_whole_in_japanese() -> None:
    assert "不感地帯" in labels("不感地帯", "不感地帯が消える。不感地帯は広い。", "ja")
