import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.text.characters import LEAST, PARTS, log_shares


@pytest.mark.parametrize(
    ("text", "script", "lang"),
    [
        ("Vlaamse regering keurt begroting goed", "latin", "nl"),
        ("VLAAMSE REGERING KEURT BEGROTING GOED", "latin", "nl"),
        ("Ríkisstjórnin kynnti nýja áætlun í morgun", "latin", "is"),
        ("Урадъ прыняў новы закон аб выбарах", "cyrillic", "be"),
        ("حکومت نے نئے بجٹ کا اعلان کر دیا", "arabic", "ur"),
        ("सरकारले नयाँ बजेट सार्वजनिक गर्‍यो", "devanagari", "ne"),
        ("সরকার নতুন বাজেট ঘোষণা করেছে", "bengali", "bn"),
    ],
)
def test_the_likeliest_language(text: str, script: str, lang: str) -> None:
    shares = log_shares(text, script)
    assert max(shares, key=shares.__getitem__) == lang


@given(st.text(max_size=60), st.sampled_from(sorted(PARTS)))
def test_any_text_has_shares(text: str, script: str) -> None:
    shares = log_shares(text, script)
    assert all(math.log(LEAST) <= share <= 1e-6 for share in shares.values())
    assert sum(map(math.exp, shares.values())) > 0.5
