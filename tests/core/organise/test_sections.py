import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.organise.sections import SECTIONS, section
from octavo.types import Document

MATCH = "The striker scored twice as the home team won the cup final after extra time. The coach praised his players."


def test_the_publishers_own_section_is_believed() -> None:
    assert section(Document(1, "x", "", section="Wirtschaft"), "de") == ("business", 0.95)
    assert section(Document(1, MATCH, "", section="Sonstiges"), "en")[0] == "sport"


def test_words_decide_and_say_when_unsure() -> None:
    name, likelihood = section(Document(1, "Cup final", MATCH), "en")
    assert name == "sport" and likelihood >= 0.5
    name, likelihood = section(Document(1, "zzxq", ""), "en")
    assert name is None and likelihood < 0.5


def test_themes_decide_in_languages_the_model_hardly_knows() -> None:
    text = "Der Trainer lobte den Stürmer. Die Bundesliga, der Fußball und das Tor. Spieler jubeln."
    assert section(Document(1, "Fußball", text), "de")[0] == "sport"
    assert section(Document(1, "Qwrtz", "Brmpf"), "de")[0] is None


@settings(max_examples=40)
@given(st.text(max_size=100), st.sampled_from(["en", "de", "ja", None]))
def test_any_text(text: str, lang: str | None) -> None:
    name, likelihood = section(Document(1, text, text), lang)
    assert name is None or name in SECTIONS
    assert 0 <= likelihood <= 1


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("zh", "球队在决赛中击败对手，教练称赞全体球员。", "sport"),
        ("ja", "銀行の株価が下がり、投資家は経済の先行きを心配した。", "business"),
        ("ko", "병원의 의사들은 환자가 백신을 맞았다고 말했다.", "health"),
        ("cs", "Soud poslal obviněného do vězení, policie hledá dalšího muže po vraždě.", "society"),
        ("fa", "تیم ملی فوتبال در ورزشگاه پیروزی بزرگی به دست آورد و مربی از بازیکن جوان تشکر کرد", "sport"),
        ("vi", "Huấn luyện viên khen cầu thủ sau trận đấu, đội tuyển vào chung kết giải đấu.", "sport"),
        ("is", "Dómari sagði að liðið hefði unnið leikinn í gær.", None),
    ],
)
def test_languages_that_the_model_was_not_taught_are_placed_by_listed_words(
    lang: str, text: str, name: str | None
) -> None:
    assert section(Document(1, "", text), lang)[0] == name
