import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.text.frequencies import Frequencies, common, start_table
from octavo.errors import InputError


def test_common_words_weigh_less_from_the_first_day() -> None:
    frequencies = Frequencies()
    assert 0 <= frequencies.idf("en", "the") < frequencies.idf("en", "govern") < frequencies.idf("en", "zebra")
    assert common("en", "the") > 0.5
    assert common(None, "the") == 0.0
    assert start_table("en")["the"] == common("en", "the")
    assert start_table(None) == {}


def test_counts_by_language_and_taken_back() -> None:
    frequencies = Frequencies()
    frequencies.add("en", ["a", "a", "b"])
    frequencies.add("en", ["b"])
    frequencies.add(None, ["a"])
    assert (frequencies.documents("en"), frequencies.df("en", "a"), frequencies.df("en", "b")) == (2, 1, 2)
    assert frequencies.idf("en", "b") < frequencies.idf("en", "c")
    frequencies.remove("en", ["a", "b"])
    frequencies.remove("de", ["x"])
    assert (frequencies.documents("en"), frequencies.df("en", "a"), frequencies.df("en", "b")) == (1, 0, 1)
    assert frequencies.documents("de") == 0


@pytest.mark.parametrize(
    "snapshot", [b"", b"junk", zlib.compress(b"{}"), zlib.compress(b'{"version": 99}'), zlib.compress(b"[1]")]
)
def test_what_is_no_snapshot_is_refused(snapshot: bytes) -> None:
    with pytest.raises(InputError):
        Frequencies.from_bytes(snapshot)


@given(st.lists(st.tuples(st.sampled_from(["en", "de", None]), st.lists(st.text("abcß", min_size=1, max_size=3)))))
def test_order_does_not_matter_and_snapshots_hold_everything(documents: list[tuple[str | None, list[str]]]) -> None:
    one, other = Frequencies(), Frequencies()
    for lang, terms in documents:
        one.add(lang, terms)
    for lang, terms in reversed(documents):
        other.add(lang, terms)
    assert one.to_bytes() == other.to_bytes()
    again = Frequencies.from_bytes(one.to_bytes())
    assert again.to_bytes() == one.to_bytes()
    for lang, terms in documents:
        assert all(again.df(lang, term) == one.df(lang, term) for term in terms)
