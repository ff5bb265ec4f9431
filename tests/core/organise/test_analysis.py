"""The analysis of one article: what it reads in many languages, that hostile text does no harm, that it is kept."""

from __future__ import annotations

import struct
import time
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.organise.analysis import LIMITS, Analysis, analyse, from_bytes, pair_key, print_of, to_bytes
from octavo.core.organise.facts import dates, fold, names, numbers
from octavo.core.organise.mentions import MAX_MENTIONS, agency_of, mentions
from octavo.core.organise.vectors import View, word_key
from octavo.core.text.tokens import spelled
from octavo.types import Document

FERRY = Document(
    id=1,
    title="Ferry runs aground off Larnville",
    text=(
        "LARNVILLE (Reuters) - A ferry with 212 passengers ran aground off Larnville on May 6. Captain Olaf Brandt "
        "blamed a broken rudder. Olaf Brandt has sailed the Saint Amelia for 12.5 years. Dunmore sent boats."
    ),
    lang="en",
    stream_at=datetime(2024, 5, 6, tzinfo=UTC),
)


def keys(*words: str) -> set[int]:
    return {word_key(word) for word in words}


def view(analysis: Analysis, which: View) -> set[int]:
    return set(analysis.vector.of_view(which).tolist())


def test_an_article_is_seen_from_every_side() -> None:
    found = analyse(FERRY)
    assert found.lang == "en"
    assert keys("ferri", "aground") <= view(found, View.TITLE) <= view(found, View.BODY)
    assert keys("rudder") <= view(found, View.LEAD)
    assert keys("olaf", "brandt", "larnvi") <= view(found, View.NAMES)
    assert view(found, View.NUMBERS) == keys("212", "12.5")
    assert view(found, View.DATES) == keys("5-6")
    assert pair_key(word_key("broken"), word_key("rudder")) in view(found, View.PAIRS)
    names = ("LARNVILLE", "Larnville", "Captain Olaf Brandt", "Olaf Brandt", "Saint Amelia", "Dunmore")
    assert found.mentions == names
    assert found.agency == "Reuters"
    assert found.words > 20


def test_the_most_frequent_name_is_told_first() -> None:
    text = (
        "Shares rose. On Monday Ada Kole's shares fell. Tim of Arden said: Ada Kole-Brandt is right. The AP asked Ada "
        "Kole’s friends. Путін чекав, потім Їжакевич прийшов, а Čaputová ні."
    )
    found = analyse(Document(1, "Headline In Capitals", text, lang="en")).mentions
    assert found == ("Ada Kole", "Tim of Arden", "Ada Kole-Brandt", "Путін", "Їжакевич", "Čaputová")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("New Larn waits. New figures came.", "New Larn"),
        ("He met Ada F. Kole and J.K. Reyl in St. Ives. He left. Tim stayed.", "Ada F. Kole, J.K. Reyl, St. Ives, Tim"),
        ("Maine Gov. Ada Kole and Sen. Jo Reyl spoke.", "Maine, Ada Kole, Jo Reyl"),
        ("In Las Palmas and El Arden, I've seen It’s Larn.", "Las Palmas, El Arden, Larn"),
        ("Photo by Getty Images. Seen in Oct. and at 9 EST.", ""),
        ("The Central Harbour Commission of Northern Larn Islands met.", "Commission of Northern Larn Islands"),
        (f"The {'Larn' * 20} met.", ("Larn" * 20)[:40]),
    ],
)
def test_names_are_whole_and_nothing_but_names(text: str, names: str) -> None:
    assert ", ".join(mentions(text, (), "en")) == names


def test_headlines_alone_are_articles() -> None:
    found = analyse(Document(1, "Halcyon Bank closes 48 branches", "", lang="en"))
    assert found.words == 0
    assert found.mentions == ()
    assert view(found, View.LEAD) == set()
    assert view(found, View.TITLE) == view(found, View.BODY)
    assert view(found, View.NUMBERS) == keys("48")


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("A comet named Quill passes the Earth. It has a tail.", "comet quill pass earth"),
        ("A comet named Quill passes the Earth\nIt has a tail.", "comet quill pass earth"),
        ("A comet named Quill passes the Earth", "comet quill pass earth"),
    ],
)
def test_the_first_sentence_stands_in_for_a_missing_title(text: str, headline: str) -> None:
    found = analyse(Document(1, " ", text, lang="en"))
    assert keys(*headline.split()) <= view(found, View.TITLE)
    assert word_key("tail") not in view(found, View.TITLE)


def test_nothing_at_all_is_analysed_too() -> None:
    found = analyse(Document(1, "", ""))
    assert (found.lang, found.words, found.runs, found.mentions, found.agency) == ("und", 0, 0, (), None)
    assert from_bytes(to_bytes(found)) == found


def test_names_numbers_and_dates_are_alike_in_every_language() -> None:
    for text in (
        "In Lviv, Olena Marchuk signed on 5 August for 1,250,000 euros.",
        "Am 5. August unterschrieb Olena Marchuk in Lviv, für 1.250.000 Euro.",
        "Le 5 août, Olena Marchuk a signé à Lviv pour 1.250.000 euros.",
        "5 августа Олена Марчук подписала договор на 1.250.000 евро.",
        "Olena Marchuková podepsala 5. srpna ve Lvivu smlouvu na 1.250.000 eur.",
    ):
        assert {"olena", "marchu"} <= set(names(spelled(text)))
        assert numbers(text) == ["1250000"]
        assert dates(text) == ["8-5"]


def test_a_word_that_is_also_written_small_is_no_name() -> None:
    assert names(spelled("Boats came. The boats left Dunmore. We saw I.")) == ["dunmor"]


def test_names_with_apostrophes_are_their_last_part() -> None:
    assert names(spelled("O'Neill’s d'Arc L’Oréal")) == ["neill", "arc", "oreal"]


def test_numbers_leave_years_and_single_digits_out() -> None:
    assert numbers("In 2024 and 1999, 7 of 48 gave 3,5 % or 12.000, then 2100 and 1,234.5") == [
        "48", "3.5", "12000", "2100", "1234.5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on May 12, 2024", ["5-12", "2024"]),
        ("12 de mayo de 1998", ["5-12", "1998"]),
        ("May be 12", []),
        ("the 32 in May", []),
        ("0 May", []),
        ("12 maybe-not", ["5-12"]),
        ("12", []),
        ("12 7", []),
        ("12 Septemberwochenende", []),
        ("12 is", []),
        ("会谈于8月5日在北京举行", ["8-5"]),
        ("8월 5일 서울에서", ["8-5"]),
        ("13月5日", []),
        ("月5日", []),
        ("٥ مايو ٢٠٢٤", ["2024"]),
        ("²³ May, ¹ May", []),
    ],
)
def test_days_and_years(text: str, found: list[str]) -> None:
    assert dates(text) == found


def test_digits_of_other_scripts_are_the_same_numbers() -> None:
    for text in ("قتل ٢١٢ شخصا", "۲۱۲ نفر", "२१२ यात्री", "২১২ যাত্রী", "๒๑๒ คน", "２１２人"):
        assert numbers(text) == ["212"], text
    assert numbers("١٬٢٥٠٬٠٠٠ و ٣٫٥") == ["1250000", "3.5"]


def test_folding_takes_case_accents_and_cyrillic_away() -> None:
    assert fold("Straße") == "strasse"
    assert fold("Ångström") == "angstrom"
    assert fold("Łódź") == "lodz"
    assert fold("Čeferin") == "ceferin"
    assert fold("Путин") == "putin"
    assert fold("東京") == "東京"


def test_text_without_spaces_or_capitals_and_from_right_to_left() -> None:
    chinese = analyse(Document(1, "哥德堡发生地震", "地震发生在5月6日。伤者有212人。"))
    assert chinese.lang == "zh"
    assert view(chinese, View.DATES) == keys("5-6")
    assert view(chinese, View.NUMBERS) == keys("212")
    assert view(chinese, View.NAMES) == set()
    first = analyse(Document(1, "", "地震发生在五月六日凌晨的哥德堡市郊外地区。伤者有二百人。"))
    assert len(view(first, View.TITLE)) > 0
    assert first.words > 0
    arabic = analyse(Document(1, "زلزال يضرب المدينة", "قتل ٢١٢ شخصا في المدينة يوم الاثنين ولم تصل فرق الإنقاذ بعد."))
    assert arabic.lang == "ar"
    assert view(arabic, View.NUMBERS) == keys("212")


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("LONDON (Reuters) - Shares rose.", "Reuters"),
        ("Shares rose.\n\n— The Associated Press", "AP"),
        ("By Agence France-Presse\nShares rose.", "AFP"),
        ("Shares rose. © dpa", "dpa"),
        ("Reuters is a firm in London that sells news.", None),
        ("", None),
    ],
)
def test_the_agency_that_a_text_names(text: str, agency: str | None) -> None:
    assert agency_of(text) == agency


def test_the_agency_of_the_page_is_believed_first_and_cut() -> None:
    assert analyse(Document(1, "", "LONDON (Reuters) - Shares rose.", agency="ANSA")).agency == "ANSA"
    hostile = analyse(Document(1, "", "LONDON (Reuters) - Shares rose.", agency="A\0B" * 40_000))
    assert hostile.agency == "AB" * 20
    assert from_bytes(to_bytes(hostile)) == hostile
    assert analyse(Document(1, "", "(AFP)", agency="\0 ")).agency == "AFP"


def test_analyses_are_equal_by_what_they_hold() -> None:
    assert analyse(FERRY) == analyse(FERRY)
    assert hash(analyse(FERRY)) == hash(analyse(FERRY))
    assert analyse(FERRY) != analyse(Document(1, FERRY.title, "Other text."))
    assert analyse(FERRY) != "an analysis"


def test_what_is_compared_for_copies() -> None:
    found = analyse(FERRY)
    printed = print_of(found)
    assert printed.runs == found.runs
    assert set(printed.names.tolist()) == view(found, View.NAMES)
    assert set(printed.numbers.tolist()) == view(found, View.NUMBERS)


_PLAIN = ("Olaf Brandt ", "ferry ", "5 August ", "月", "8", "٣٫٥", "²³ ", "地震", "ǅ", "İ", "ß", "A'", "B-", "© AP")
_PIECES = st.sampled_from((*_PLAIN, "\0", "\ud800", "\U0001f6a2", "’", "1,0", ".", "\n"))
_TEXT = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=60).map("".join))


@settings(max_examples=150, deadline=None)
@given(_TEXT, _TEXT, st.one_of(st.none(), st.text(max_size=5)), st.one_of(st.none(), _TEXT))
def test_any_text_is_analysed_kept_exactly_and_twice_the_same(
    title: str, text: str, lang: str | None, agency: str | None
) -> None:
    doc = Document(1, title, text, lang=lang, agency=agency)
    found = analyse(doc)
    assert found == analyse(doc)
    back = from_bytes(to_bytes(found))
    assert back == found
    assert (back.lang, back.words, back.runs, back.mentions) == (found.lang, found.words, found.runs, found.mentions)
    assert (back.agency or "") == (found.agency or "")
    assert len(found.mentions) <= MAX_MENTIONS
    for side in View:
        assert len(found.vector.of_view(side)) <= LIMITS[side]


@pytest.mark.parametrize(
    "text",
    [
        "A" * 300_000,
        "A de " * 60_000,
        "1,1" * 100_000,
        "9" * 300_000,
        "(Reuters" * 40_000,
        "月1" * 150_000,
        "'’" * 150_000,
        "\u0301" * 300_000,
        "Ab " * 100_000,
        "\ud800" * 300_000,
    ],
)
def test_hostile_text_takes_no_time(text: str) -> None:
    analyse(Document(1, "", "warm"))
    started = time.process_time()
    found = analyse(Document(1, text, text, agency=text))
    assert from_bytes(to_bytes(found)) == found
    assert time.process_time() - started < 1.0


@pytest.mark.parametrize("version", [3, 4])
def test_analyses_of_versions_before_are_read(version: int) -> None:
    found = replace(analyse(FERRY), known=np.empty(0, dtype=np.uint32))
    _, words, runs, prints, strings = struct.unpack_from("<BHIHH", raw := to_bytes(found))
    body, told = raw[struct.calcsize("<BHIHH") : -strings], raw[-strings:]
    before = struct.pack("<BHIHH", version, words, runs, prints, strings)
    if version == 3:
        count = len(found.mentions)
        before += struct.pack("<B", count)
        body += struct.pack(f"<{count}I", *range(count))
    assert from_bytes(before + body + told) == found
