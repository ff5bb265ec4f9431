"""What articles share with those in other languages: known things by key, names by sound, and how readers are told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.organise.analysis import analyse, from_bytes, to_bytes
from octavo.core.organise.entities.gazetteer import rows
from octavo.core.organise.graph import Compared
from octavo.core.organise.pair_model import FEATURES, KNOWN_FEATURES
from octavo.core.organise.shared import shared_abroad
from octavo.core.organise.similarity_pairs import Comparer, Side
from octavo.core.organise.spoken import KNOWN, SOUND, SOUNDS, keys_of, script_of_language, sound_key
from octavo.core.organise.stream import Placement, Stream
from octavo.core.organise.vectors import DocumentFrequencies, View, known_cells, word_key
from octavo.core.text.tokens import spelled
from octavo.types import Document

START = datetime(2024, 7, 8, tzinfo=UTC)
LANGS = ("en", "de", "ru", "el", "hy", "ka", "he", "ar", "fa", "hi", "bn", "ta", "am", "ja", "ko", "zh", "th", "und")


KEYS = {word_key(key) & ~SOUND: key for key in rows()}


def known(text: str, lang: str) -> list[str]:
    """The keys of what a text names; the language of so short a text is not asked for."""
    words = spelled(text)
    written = Counter(words)
    found = keys_of(([], words), written, set(filter(str.islower, written)), text, lang).tolist()
    return [KEYS[key] for key in found if not key & SOUND]


def sounds(title: str, text: str, lang: str) -> set[int]:
    return {key for key in analyse(Document(1, title, text, lang=lang)).known.tolist() if key & SOUND}


def heard(*skeletons: str) -> set[int]:
    return {sound_key(one) for one in skeletons}


@pytest.mark.parametrize(
    ("text", "lang", "keys"),
    [
        ("Deutschland und die Vereinigten Staaten", "de", ["de"]),
        ("Germany met the United States in New York", "en", ["de", "us", "city:new-york"]),
        ("В России и в Германии", "ru", ["ru", "de"]),
        ("In den USA, in the U.S. and the US", "de", ["us"]),
        ("the turkey and china of us", "en", []),
        ("Ukrainians and ukrainische", "de", ["ua"]),
        ("ドイツとフランス、ロシア大統領", "ja", ["de", "fr", "ru"]),
        ("ティルチラーパリの銀行", "ja", []),
        ("德国总理和法国", "zh", ["de", "fr"]),
        ("德國總理", "zh", ["de"]),
        ("독일과 프랑스의 대통령", "ko", ["de", "fr"]),
        ("G7 Tesla 한국", "ko", ["org:g7", "org:tesla", "kr"]),
        ("ประธานาธิบดีเยอรมนี", "th", ["de"]),
        ("في ألمانيا وفرنسا", "ar", ["de"]),
        ("გერმანია და საფრანგეთი", "ka", ["de", "fr"]),
        ("ha Jamus da Amurka", "ha", ["de", "us"]),
        ("Afirka Ta Kudu", "ha", ["za"]),
        ("Afirka Ta Yamma", "ha", []),
        ("", "en", []),
        ("Germany", "und", ["de"]),
    ],
)
def test_what_the_table_knows_is_one_key_in_every_language(text: str, lang: str, keys: list[str]) -> None:
    found = known(text, lang)
    assert set(keys) <= set(found) and bool(keys) == bool(found)


@pytest.mark.parametrize(
    ("title", "text", "lang", "found", "not_found"),
    [
        ("Marlin meets Kendrick", "The boats of Tom Kray came. Tom Kray left. The POLK asked.", "en",
         {"MLN", "KNDLK", "TM KL"}, {"BTS", "PLK"}),
        ("Die Regierung trifft Kowaltschuk", "", "de", {"KBLSK"}, {"LGLNG"}),
        ("Встреча с Ковальчуком", "", "ru", {"KBLSK"}, set()),
        ("ケンドリックと会談", "メガネ", "ja", {"KNDLK"}, set()),
        ("켄드릭은 회의", "대통령 Kendrick", "ko", {"KNDLK"}, {"DTNLNG"}),
        ("كندريك في المدينة", "المستشفى وكندريك", "ar", {"KNDLK"}, {"LMSTSP"}),
        ("קנדריק בעיר", "", "he", {"KNDLK"}, set()),
        ("केंड्रिक से मुलाकात", "Kendrick", "hi", {"KNDLK"}, set()),
        ("კენდრიკის ვიზიტი", "", "ka", {"KNDLK"}, set()),
        ("ኬንድሪክ", "", "am", {"KNDLK"}, set()),
        ("Κέντρικ στην πόλη", "", "el", {"KDLK"}, set()),
        ("会见 Kendrick", "", "zh", {"KNDLK"}, set()),
    ],
)  # fmt: skip
def test_names_are_heard_in_every_script(
    title: str, text: str, lang: str, found: set[str], not_found: set[str]
) -> None:
    there = sounds(title, text, lang)
    assert heard(*found) <= there
    assert not heard(*not_found) & there


def test_without_capitals_only_what_is_said_early_or_twice_is_a_name() -> None:
    filler = " ".join("यह बात है और वह काम था" for _ in range(8))
    assert not heard("KNDLK") & sounds("मुलाकात", f"{filler} केंड्रिक", "hi")
    assert heard("KNDLK") <= sounds("मुलाकात", f"{filler} केंड्रिक {filler} केंड्रिक", "hi")
    assert heard("KNDLK MLLT") - sounds("केंड्रिक मार्लेट", "", "hi") == heard("KNDLK MLLT")  # each stands by itself
    assert heard("KNDLK ML") <= sounds("केंड्रिक मारला", "", "hi")


def test_a_word_that_is_also_written_small_is_no_sound() -> None:
    assert not heard("KNDLK") & sounds("Kendrick", "the kendrick", "en")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400), st.text(max_size=400), st.sampled_from(LANGS))
def test_any_text_has_few_keys_and_is_kept(title: str, text: str, lang: str) -> None:
    found = analyse(Document(1, title, text, lang=lang))
    keys = found.known.tolist()
    table = [key for key in keys if not key & SOUND]
    assert keys[: len(table)] == table and len(table) <= KNOWN and len(keys) - len(table) <= SOUNDS
    assert from_bytes(to_bytes(found)).known.tolist() == keys
    assert analyse(Document(1, title, text, lang=lang)) == found


def test_analyses_of_the_version_before_are_read_and_share_nothing_new() -> None:
    new = analyse(Document(1, "Germany and Kendrick", "Berlin waits.", lang="en"))
    raw = to_bytes(new)
    old = from_bytes(bytes([4]) + raw[1 : len(raw) - 4 * len(new.known)])
    assert len(new.known) and not len(old.known)
    assert old.vector.keys.tolist() == new.vector.keys.tolist() and old.mentions == new.mentions
    stream = Stream()
    stream.add(Document(1, "", "", publisher="a", stream_at=START), old)
    assert stream.add(Document(2, "", "", publisher="b", stream_at=START), new).story_id == 1


def test_cells_of_known_keys_are_apart_from_those_of_words() -> None:
    keys = np.array([word_key("de") & ~SOUND, sound_key("KNDLK")], dtype=np.uint32)
    frequencies = DocumentFrequencies()
    frequencies.add(analyse(Document(1, "Germany", "")).vector, "en", keys)
    first, second = known_cells(keys).tolist()
    assert 1 << 20 <= first < (1 << 20) + (1 << 16) <= second < (1 << 20) + (1 << 17)
    assert frequencies.counts[[first, second]].tolist() == [1, 1]
    assert DocumentFrequencies.from_bytes(frequencies.to_bytes()).counts.tolist() == frequencies.counts.tolist()
    assert frequencies.known_idf(keys.tolist()[0]) < frequencies.known_idf(word_key("fr"))


def features(one: Document, other: Document) -> dict[str, float]:
    frequencies = DocumentFrequencies()
    analyses = [analyse(one), analyse(other)]
    sides = []
    for analysis in analyses:
        frequencies.add(analysis.vector, analysis.lang, analysis.known)
        sides.append(Side(analysis, frequencies, None))
    comparer = Comparer(frequencies)
    comparer.keep_up("en")
    row = comparer.features(sides[1], [sides[0]])[0]
    return {name: float(value) for name, value in zip(FEATURES, row, strict=True) if name in KNOWN_FEATURES}


def test_pairs_in_two_languages_are_compared_by_what_is_known_and_heard() -> None:
    english = Document(1, "Kendrick visits Germany", "", lang="en")
    both = features(english, Document(2, "ケンドリックがドイツを訪問", "", lang="ja"))
    assert both["rarest_known"] > 0 < both["rarest_heard"] and both["other_script"] == 1
    assert both["known_apart"] == 0 < both["known_together"]
    apart = features(english, Document(2, "フランスを訪問した", "", lang="ja"))
    assert apart["known_apart"] > 0 == apart["known_together"] == apart["rarest_heard"]
    latin = features(english, Document(2, "Kendrick besucht heute wieder Deutschland", "", lang="de"))
    assert latin["rarest_known"] > 0 == latin["heard_mass"] == latin["other_script"]
    assert set(features(english, Document(2, "Kendrick is in Germany again", "", lang="en")).values()) == {0.0}


def place(stream: Stream, number: int, title: str, text: str, lang: str, hours: float = 0) -> Placement:
    doc = Document(number, title, text, f"p{number}", lang, stream_at=START + timedelta(hours=hours))
    return stream.add(doc, analyse(doc))


QUAKE = {
    "en": ("Quake near Larnburg kills 212 in Germany", "Mayor Kendrick of Larnburg said that 212 people died in "
           "Germany. Chancellor Merkel sends 1,480 soldiers to Larnburg. Kendrick thanked Merkel."),
    "ja": ("ドイツのラーンブルク地震、212人死亡", "ケンドリック市長によると、ドイツで212人が死亡した。"
           "メルケル首相は兵士1480人をラーンブルクに派遣する。ケンドリック市長はメルケル首相に感謝した。"),
    "ru": ("Землетрясение у Ларнбурга: 212 погибших в Германии", "Мэр Ларнбурга Кендрик сообщил, что в "
           "Германии погибли 212 человек. Меркель направляет в Ларнбург 1480 солдат. Кендрик поблагодарил Меркель."),
    "ar": ("زلزال قرب لارنبورغ يقتل 212 في ألمانيا", "قال كندريك رئيس بلدية لارنبورغ إن 212 شخصا قتلوا في ألمانيا. "
           "وترسل ميركل 1480 جنديا إلى لارنبورغ. وشكر كندريك ميركل."),
    "ko": ("독일 란부르크 지진으로 212명 사망", "켄드릭 시장은 독일에서 212명이 숨졌다고 말했다. "
           "메르켈 총리는 군인 1480명을 보낸다. 켄드릭 시장은 메르켈 총리에게 감사했다."),
    "hi": ("जर्मनी के लार्नबर्ग में भूकंप, 212 की मौत", "केंड्रिक ने कहा कि जर्मनी में 212 लोग मारे गए। "
           "मर्केल लार्नबर्ग में 1480 सैनिक भेजेंगी। केंड्रिक ने मर्केल को धन्यवाद दिया।"),
}  # fmt: skip


def filled() -> Stream:
    """Where some are known to be rare."""
    stream = Stream()
    for number in range(100, 160):
        place(stream, number, f"Council of Dunmore {number} meets on roads and schools", "Roads are paid for.", "en")
    return stream


@pytest.mark.parametrize("lang", [lang for lang in QUAKE if lang != "en"])
def test_reports_of_one_event_find_each_other_in_every_script(lang: str) -> None:
    stream = filled()
    place(stream, 1, *QUAKE["en"], "en")
    placed = place(stream, 2, *QUAKE[lang], lang, 2)
    assert placed.story_id == 1
    assert placed.reason.startswith("same event as one article · other language · ")
    assert [item.article_id for item in placed.related] == [1]
    assert "other language" in placed.related[0].reason


def test_readers_are_told_what_is_shared_as_their_article_writes_it() -> None:
    stream = filled()
    place(stream, 1, *QUAKE["en"], "en")
    placed = place(stream, 2, *QUAKE["ja"], "ja", 2)
    assert "ドイツ" in placed.related[0].reason
    english = placed.touched[1][0].reason
    assert "Kendrick" in english and "ドイツ" not in english


def test_what_has_gone_from_the_table_is_not_told() -> None:
    stream = Stream()
    ferry, faehre = Document(1, "Ferry sinks", "", lang="en"), Document(2, "Fähre sinkt", "", lang="de")
    for number, doc in enumerate((ferry, faehre)):
        gone = replace(analyse(doc), known=np.array([12345], dtype=np.uint32))
        stream._take_in(stream._prepare(doc, gone), Compared.none())
        assert len(stream._window[number].side.known) == 1
    assert shared_abroad(stream._window[1], stream._window[0], stream.frequencies) == []


def test_scripts_of_languages() -> None:
    assert [script_of_language(lang) for lang in ("ja", "ru", "en", "xx")] == ["kana", "cyrillic", "latin", "latin"]
    assert View.DATES == 5
