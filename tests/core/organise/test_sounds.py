"""How names sound: one name in many scripts leaves one skeleton, and any text at all leaves some."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.organise.sounds import MOST, skeletons

NAMES = """
Trump Трамп トランプ 트럼프 ترامب טראמפ ट्रंप ট্রাম্প Τραμπ ტრამპი Թրամփ ትራምፕ டிரம்ப்
Merkel Меркель メルケル 메르켈 ميركل מרקל मर्केल Μέρκελ მერკელი Մերկել
Johnson Джонсон ジョンソン 존슨 جونسون ג'ונסון जॉनसन Τζόνσον ჯონსონი
Zelensky Зеленский ゼレンスキー 젤렌스키 زيلينسكي זלנסקי ज़ेलेंस्की Ζελένσκι ზელენსკი
Macron Макрон マクロン 마크롱 ماكرون מקרון मैक्रों Μακρόν მაკრონი Մակրոն
Lukashenko Лукашенко ルカシェンコ 루카셴코 لوكاشينكو לוקשנקו लुकाशेंको
Stoltenberg Столтенберг ストルテンベルグ ستولتنبرغ סטולטנברג
Netanyahu Нетаньяху ネタニヤフ 네타냐후 نتنياهو נתניהו नेतन्याहू
Erdogan Эрдоган エルドアン 에르도안 אردوغان
Washington ワシントン 워싱턴 واشنطن
Smith スミス 스미스
Wagner ヴァグナー Вагнер
Gandhi Ганди ガンディー 간디 غاندي גנדי गांधी
Mandela Мандела マンデラ 만델라 مانديلا מנדלה मंडेला
Clinton Клинтон クリントン 클린턴 كلينتون קלינטון क्लिंटन
Sanders Сандерс サンダース סנדרס सैंडर्स
Ronaldo Роналдо ロナウド
Messi Месси メッシ
Federer Федерер フェデラー פדרר
Djokovic Джокович ジョコビッチ جوكوفيتش
Tokyo Токио
London Лондон ロンドン 런던 لندن לונדון लंदन ლონდონი
Berlin Берлин ベルリン 베를린 برلين ברלין बर्लिन
Madrid Мадрид マドリード 마드리드 مدريد מדריד मैड्रिड
Kampala Кампала カンパラ 캄팔라 كمبالا קמפלה कंपाला
Sarajevo Сараево
Budapest Будапешт ブダペスト 부다페스트 بودابست בודפשט
Istanbul Стамбул イスタンブール 이스탄불 إسطنبول איסטנבול इस्तांबुल
Singapore Сингапур シンガポール 싱가포르 سنغافورة סינגפור सिंगापुर
Melbourne Мельбурн メルボルン 멜버른 ملبورن מלבורן मेलबर्न
Toronto Торонто トロント 토론토 تورونتو טורונטו टोरंटो
Chicago シカゴ
Manchester マンチェスター מנצ'סטר
Barcelona Барселона バルセロナ 바르셀로나 برشلونة ברצלונה बार्सिलोना
Philadelphia Филадельфия フィラデルフィア 필라델피아 فيلادلفيا פילדלפיה
Kenyatta Кеньятта ケニヤッタ
Mitsotakis Μητσοτάκης ミツォタキス
Pashinyan Փաշինյան Пашинян パシニャン
Kobakhidze კობახიძე Кобахидзе
Sunak Сунак スナク 수낵 سوناك סונק सुनक
"""
ALIKE = 0.9  # of the spellings: where a language leaves an r or hears a sound otherwise, there is no telling


def test_one_name_has_one_sound_in_every_script() -> None:
    pairs = [
        (spellings.split()[0], other) for spellings in NAMES.strip().split("\n") for other in spellings.split()[1:]
    ]
    alike = [pair for pair in pairs if {*skeletons(pair[0])} & {*skeletons(pair[1])}]
    assert len(pairs) >= 190
    assert len(alike) / len(pairs) >= ALIKE, [pair for pair in pairs if pair not in alike]


def test_names_that_sound_otherwise_stay_apart() -> None:
    latin, others = zip(*((line.split()[0], line.split()[1:]) for line in NAMES.strip().split("\n")), strict=True)
    mixed = [
        (name, other)
        for place, name in enumerate(latin)
        for at, spelt in enumerate(others)
        if at != place
        for other in spelt
        if {one for one in skeletons(name) if len(one) > 3} & {*skeletons(other)}
    ]
    assert mixed == []


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Schröder", ("SLDL",)),
        ("Čaputová", ("SPTB",)),
        ("Łódź", ("LS",)),
        ("Xi", ("KS",)),
        ("Thatcher", ("TSL", "SL")),
        ("Jaguar", ("SGL", "GL")),
        ("Cicero", ("SL",)),
        ("King", ("KNG", "KN")),
        ("サッチャー", ("S", "SL")),
        ("ヴィクトリア", ("BKTL",)),
        ("ﾄﾗﾝﾌﾟ", ("TLNP",)),
        ("ولادیمیر", ("BLDML", "LDML")),
        ("ונקובר", ("BNKBL", "NKBL")),
        ("ทรัมป์", ()),
        ("特朗普", ()),
        ("Aue", ()),
        ("", ()),
        ("12", ()),
        ("ㄱㄴ", ()),
        ("ሀ፠", ()),
        ("अ।", ()),
    ],
)
def test_what_letters_sound_as(word: str, found: tuple[str, ...]) -> None:
    assert skeletons(word) == found


@given(st.text(max_size=60))
def test_any_text_leaves_few_skeletons_of_known_classes(word: str) -> None:
    found = skeletons(word)
    assert len(found) == len(set(found)) <= MOST
    assert all(one and set(one) <= set("BPTDKGSMNL") for one in found)
    assert skeletons(word) == found
