import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.text.language import detect, known
from octavo.core.text.scripts import script_of


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The minister said that the talks would go on for another week in the capital", "en"),
        ("Die Ministerin sagte, dass die Gespräche noch eine Woche dauern werden", "de"),
        ("Wahlen in Deutschland", "de"),
        ("Тест о политике в Москве", "ru"),
        ("Президент України заявив про це сьогодні", "uk"),
        ("البرلمان العراقي يقر قانون الموازنة", "ar"),
        ("این یک متن است که به زبان فارسی نوشته شده است", "fa"),
        ("東京都は新しい計画を発表した", "ja"),
        ("中国经济增长放缓", "zh"),
        ("한국 정부는 오늘 발표했다", "ko"),
        ("Η κυβέρνηση ανακοίνωσε", "el"),
        ("ጠቅላይ ሚኒስትር ዐቢይ አህመድ ዛሬ ተናገሩ", "am"),
        ("Umukuru w'igihugu c'Uburundi yavuze ivyo bintu", "rn"),
        ("Perezida w'u Rwanda yavuze ibyo bintu cyane i Kigali", "rw"),
    ],
)
def test_languages(text: str, lang: str) -> None:
    found, confidence = detect(text)
    assert found == lang
    assert 0 < confidence <= 1


def test_too_little_evidence() -> None:
    assert detect("") == (None, 0.0)
    assert detect("12345 %") == (None, 0.0)
    assert detect("OK") == (None, 0.0)
    assert detect("xq zw vkj")[0] is None or detect("xq zw vkj")[1] < 0.9


def test_the_claim_decides_between_near_equals() -> None:
    assert detect("Merkel", "de")[0] == "de"
    assert detect("東京都", "ja") == ("ja", 0.6)
    assert detect("東京都")[0] == "zh"
    assert detect("The talks would go on for a week", "de")[0] == "en"
    assert detect("Pipo dey vex for town", "pcm")[0] == "pcm"


def test_the_closely_related_are_told_apart() -> None:
    assert detect("Wetin make pipo dey vex for market")[0] == "pcm"
    assert detect("Umongameli uthe ukuba abantu bazakufumana uncedo ngexesha elizayo")[0] == "xh"


@pytest.mark.parametrize(
    "title",
    [
        "Stocks Slip",
        "Chipmaker Buys Startup Rival",
        "Two ministers defend gas exports",
        "Nora Quillfeather and Ben Oakes Talk Music at Festival [Video]",
        "Insurer lowers hurricane estimate",
        "Lagos bank names head of oil unit",
    ],
)
def test_english_headlines_without_function_words(title: str) -> None:
    assert detect(title)[0] == "en"


@pytest.mark.parametrize(
    ("title", "lang"),
    [
        ("市长 Nora Quillfeather 宣布辞职", "zh"),
        ("Ben Oakes 가 새 앨범을 발표했다", "ko"),
        ("Die regering het nuwe wette oor water aangekondig", "af"),
        ("O goberno galego anuncia novas axudas para as familias", "gl"),
        ("D'Regierung huet nei Moossname fir d'Schoule virgestallt", "lb"),
        ("Mae'r llywodraeth wedi cyhoeddi cynllun newydd", "cy"),
        ("Hurumende yazivisa mitemo mitsva yezvikoro", "sn"),
        ("Pipo dey shout say dem no get light", "pcm"),
    ],
)
def test_large_languages_swallow_no_other(title: str, lang: str) -> None:
    assert detect(title)[0] == lang


def test_known_codes() -> None:
    assert known("en-GB") == "en"
    assert known("nb_NO") == "no"
    assert known("") is None
    assert known(None) is None
    assert known("1x") is None


def test_scripts() -> None:
    assert script_of("a") == "latin"
    assert script_of("1") == ""
    assert script_of("ж") == "cyrillic"


@settings(max_examples=30)
@given(st.text(max_size=60), st.none() | st.text(max_size=5))
def test_any_text(text: str, hint: str | None) -> None:
    lang, confidence = detect(text, hint)
    assert lang is None or len(lang) in (2, 3)
    assert 0 <= confidence <= 1
