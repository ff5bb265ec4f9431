"""In each language that is read: a later report of an event joins it in other words, an unrelated one does not.

A stream of that language alone, from the first article on. The reports are made up.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from octavo.core.organise.analysis import analyse
from octavo.core.organise.stream import Description, Placement, Stream
from octavo.types import Document

START = datetime(2024, 7, 8, 8, tzinfo=UTC)
REPORTS = {  # report, follow-up, unrelated: title and text
    "en": (
        (
            "Ferry Amalia runs aground off Larnholm with 212 aboard",
            (
                "The ferry Amalia ran aground off Larnholm on Monday night. Lifeboats took all "
                "212 passengers ashore. Captain Brandt blamed a broken rudder."
            ),
        ),
        (
            "Broken rudder blamed as ferry Amalia is refloated at Larnholm",
            (
                "Tugs refloated the ferry Amalia near Larnholm on Tuesday. Captain Brandt told "
                "investigators that the rudder broke. The passengers were taken home by bus."
            ),
        ),
        (
            "Central bank raises interest rates again",
            (
                "The central bank raised its main rate by a quarter point. Economists had "
                "expected the step because prices keep rising."
            ),
        ),
    ),
    "fr": (
        (
            "Le ferry Amalia s'échoue au large de Larnholm avec 212 passagers",
            (
                "Le ferry Amalia s'est échoué lundi soir au large de Larnholm. Les canots ont "
                "ramené les 212 passagers à terre. Le capitaine Brandt accuse un gouvernail "
                "cassé."
            ),
        ),
        (
            "Gouvernail cassé : le ferry Amalia remis à flot à Larnholm",
            (
                "Des remorqueurs ont remis à flot mardi le ferry Amalia près de Larnholm. Le "
                "capitaine Brandt a dit aux enquêteurs que le gouvernail s'était cassé. Les "
                "passagers sont rentrés en car."
            ),
        ),
        (
            "La banque centrale relève encore ses taux",
            (
                "La banque centrale a relevé son taux principal d'un quart de point. Les "
                "économistes s'y attendaient, car les prix montent toujours."
            ),
        ),
    ),
    "de": (
        (
            "Fähre Amalia läuft vor Larnholm mit 212 Menschen auf Grund",
            (
                "Die Fähre Amalia ist am Montagabend vor Larnholm auf Grund gelaufen. "
                "Rettungsboote brachten alle 212 Passagiere an Land. Kapitän Brandt nannte ein "
                "gebrochenes Ruder als Ursache."
            ),
        ),
        (
            "Gebrochenes Ruder: Fähre Amalia bei Larnholm wieder frei",
            (
                "Schlepper zogen die Fähre Amalia am Dienstag bei Larnholm frei. Kapitän Brandt "
                "sagte den Ermittlern, das Ruder sei gebrochen. Die Passagiere fuhren mit Bussen "
                "nach Hause."
            ),
        ),
        (
            "Zentralbank erhöht erneut die Zinsen",
            (
                "Die Zentralbank hat den Leitzins um einen Viertelpunkt erhöht. Ökonomen hatten "
                "den Schritt erwartet, weil die Preise weiter steigen."
            ),
        ),
    ),
    "es": (
        (
            "El ferri Amalia encalla frente a Larnholm con 212 personas",
            (
                "El ferri Amalia encalló el lunes por la noche frente a Larnholm. Los botes "
                "llevaron a tierra a los 212 pasajeros. El capitán Brandt culpó a un timón roto."
            ),
        ),
        (
            "Timón roto: reflotan el ferri Amalia en Larnholm",
            (
                "Los remolcadores reflotaron el martes el ferri Amalia cerca de Larnholm. El "
                "capitán Brandt dijo a los investigadores que el timón se rompió. Los pasajeros "
                "volvieron en autobús."
            ),
        ),
        (
            "El banco central vuelve a subir los tipos de interés",
            (
                "El banco central subió su tipo principal un cuarto de punto. Los economistas lo "
                "esperaban porque los precios siguen al alza."
            ),
        ),
    ),
    "it": (
        (
            "Il traghetto Amalia si incaglia al largo di Larnholm con 212 persone",
            (
                "Il traghetto Amalia si è incagliato lunedì sera al largo di Larnholm. Le "
                "scialuppe hanno portato a terra i 212 passeggeri. Il capitano Brandt ha "
                "incolpato un timone rotto."
            ),
        ),
        (
            "Timone rotto, disincagliato il traghetto Amalia a Larnholm",
            (
                "I rimorchiatori hanno liberato martedì il traghetto Amalia vicino a Larnholm. Il "
                "capitano Brandt ha detto agli inquirenti che il timone si era rotto. I "
                "passeggeri sono tornati in autobus."
            ),
        ),
        (
            "La banca centrale alza ancora i tassi",
            (
                "La banca centrale ha alzato il tasso principale di un quarto di punto. Gli "
                "economisti se lo aspettavano perché i prezzi salgono ancora."
            ),
        ),
    ),
    "pt": (
        (
            "Balsa Amalia encalha ao largo de Larnholm com 212 pessoas",
            (
                "A balsa Amalia encalhou na noite de segunda-feira ao largo de Larnholm. Os botes "
                "levaram os 212 passageiros para terra. O capitão Brandt culpou um leme partido."
            ),
        ),
        (
            "Leme partido: balsa Amalia volta a flutuar em Larnholm",
            (
                "Rebocadores puseram a balsa Amalia a flutuar na terça-feira perto de Larnholm. O "
                "capitão Brandt disse aos investigadores que o leme se partiu. Os passageiros "
                "voltaram de autocarro."
            ),
        ),
        (
            "Banco central volta a subir os juros",
            (
                "O banco central subiu a taxa principal em um quarto de ponto. Os economistas "
                "esperavam porque os preços continuam a subir."
            ),
        ),
    ),
    "nl": (
        (
            "Veerboot Amalia loopt bij Larnholm vast met 212 mensen aan boord",
            (
                "De veerboot Amalia is maandagavond bij Larnholm vastgelopen. Reddingsboten "
                "brachten alle 212 passagiers aan land. Kapitein Brandt wees op een gebroken "
                "roer."
            ),
        ),
        (
            "Gebroken roer: veerboot Amalia bij Larnholm weer vlot",
            (
                "Sleepboten trokken de veerboot Amalia dinsdag bij Larnholm vlot. Kapitein Brandt "
                "zei tegen de onderzoekers dat het roer brak. De passagiers gingen met bussen "
                "naar huis."
            ),
        ),
        (
            "Centrale bank verhoogt opnieuw de rente",
            (
                "De centrale bank heeft de rente met een kwart punt verhoogd. Economen hadden dat "
                "verwacht omdat de prijzen blijven stijgen."
            ),
        ),
    ),
    "sv": (
        (
            "Färjan Amalia gick på grund utanför Larnholm med 212 ombord",
            (
                "Färjan Amalia gick på grund utanför Larnholm på måndagskvällen. Livbåtar förde "
                "alla 212 passagerare i land. Kapten Brandt skyllde på ett trasigt roder."
            ),
        ),
        (
            "Trasigt roder: färjan Amalia loss vid Larnholm",
            (
                "Bogserbåtar drog loss färjan Amalia vid Larnholm på tisdagen. Kapten Brandt sade "
                "till utredarna att rodret gick sönder. Passagerarna åkte hem med buss."
            ),
        ),
        (
            "Centralbanken höjer räntan igen",
            (
                "Centralbanken höjde styrräntan med en kvarts procentenhet. Ekonomer hade väntat "
                "sig det eftersom priserna fortsätter att stiga."
            ),
        ),
    ),
    "pl": (
        (
            "Prom Amalia wszedł na mieliznę koło Larnholmu z 212 osobami",
            (
                "Prom Amalia wszedł w poniedziałek wieczorem na mieliznę koło Larnholmu. Łodzie "
                "ratunkowe przewiozły na ląd wszystkich 212 pasażerów. Kapitan Brandt winił "
                "złamany ster."
            ),
        ),
        (
            "Złamany ster: prom Amalia ściągnięty z mielizny w Larnholmie",
            (
                "Holowniki ściągnęły we wtorek prom Amalia z mielizny koło Larnholmu. Kapitan "
                "Brandt powiedział śledczym, że ster się złamał. Pasażerowie wrócili autobusami."
            ),
        ),
        (
            "Bank centralny znów podnosi stopy",
            ("Bank centralny podniósł główną stopę o ćwierć punktu. Ekonomiści tego oczekiwali, bo ceny wciąż rosną."),
        ),
    ),
    "cs": (
        (
            "Trajekt Amalia najel u Larnholmu na mělčinu s 212 lidmi",
            (
                "Trajekt Amalia najel v pondělí večer u Larnholmu na mělčinu. Záchranné čluny "
                "dopravily všech 212 cestujících na břeh. Kapitán Brandt vinil zlomené kormidlo."
            ),
        ),
        (
            "Zlomené kormidlo: trajekt Amalia u Larnholmu vyproštěn",
            (
                "Remorkéry v úterý vyprostily trajekt Amalia u Larnholmu. Kapitán Brandt řekl "
                "vyšetřovatelům, že se kormidlo zlomilo. Cestující odjeli domů autobusy."
            ),
        ),
        (
            "Centrální banka znovu zvyšuje sazby",
            ("Centrální banka zvýšila základní sazbu o čtvrt bodu. Ekonomové to čekali, protože ceny dál rostou."),
        ),
    ),
    "ru": (
        (
            "Паром «Амалия» сел на мель у Ларнхольма с 212 пассажирами",
            (
                "Паром «Амалия» в понедельник вечером сел на мель у Ларнхольма. Шлюпки доставили "
                "всех 212 пассажиров на берег. Капитан Брандт обвинил сломанный руль."
            ),
        ),
        (
            "Сломанный руль: паром «Амалия» сняли с мели у Ларнхольма",
            (
                "Буксиры во вторник сняли паром «Амалия» с мели близ Ларнхольма. Капитан Брандт "
                "сказал следователям, что руль сломался. Пассажиров отвезли домой автобусами."
            ),
        ),
        (
            "Центральный банк снова повысил ставку",
            (
                "Центральный банк поднял ключевую ставку на четверть пункта. Экономисты ожидали "
                "этого шага, так как цены растут."
            ),
        ),
    ),
    "uk": (
        (
            "Пором «Амалія» сів на мілину біля Ларнхольма з 212 пасажирами",
            (
                "Пором «Амалія» в понеділок увечері сів на мілину біля Ларнхольма. Шлюпки "
                "доправили всіх 212 пасажирів на берег. Капітан Брандт звинуватив зламане кермо."
            ),
        ),
        (
            "Зламане кермо: пором «Амалія» зняли з мілини біля Ларнхольма",
            (
                "Буксири у вівторок зняли пором «Амалія» з мілини поблизу Ларнхольма. Капітан "
                "Брандт сказав слідчим, що кермо зламалося. Пасажирів відвезли додому автобусами."
            ),
        ),
        (
            "Центральний банк знову підвищив ставку",
            (
                "Центральний банк підняв ключову ставку на чверть пункту. Економісти очікували "
                "цього кроку, бо ціни зростають."
            ),
        ),
    ),
    "ar": (
        (
            "جنوح العبارة أماليا قبالة لارنهولم وعلى متنها 212 شخصا",
            (
                "جنحت العبارة أماليا مساء الاثنين قبالة لارنهولم. ونقلت قوارب النجاة جميع الركاب "
                "البالغ عددهم 212 إلى الشاطئ. وقال القبطان براندت إن الدفة انكسرت."
            ),
        ),
        (
            "دفة مكسورة وراء جنوح العبارة أماليا وتعويمها قرب لارنهولم",
            (
                "عومت القاطرات العبارة أماليا يوم الثلاثاء قرب لارنهولم. وأبلغ القبطان براندت "
                "المحققين أن الدفة انكسرت. وعاد الركاب إلى منازلهم بالحافلات."
            ),
        ),
        (
            "البنك المركزي يرفع أسعار الفائدة مجددا",
            (
                "رفع البنك المركزي سعر الفائدة الرئيسي ربع نقطة. وكان الاقتصاديون يتوقعون ذلك لأن "
                "الأسعار تواصل الارتفاع."
            ),
        ),
    ),
    "fa": (
        (
            "کشتی مسافربری آمالیا با ۲۱۲ مسافر نزدیک لارنهولم به گل نشست",
            (
                "کشتی مسافربری آمالیا دوشنبه شب نزدیک لارنهولم به گل نشست. قایق‌های نجات همه ۲۱۲ "
                "مسافر را به ساحل بردند. ناخدا برانت سکان شکسته را مقصر دانست."
            ),
        ),
        (
            "سکان شکسته؛ کشتی آمالیا در لارنهولم دوباره شناور شد",
            (
                "یدک‌کش‌ها سه‌شنبه کشتی آمالیا را نزدیک لارنهولم شناور کردند. ناخدا برانت به "
                "بازرسان گفت سکان شکسته بود. مسافران با اتوبوس به خانه رفتند."
            ),
        ),
        (
            "بانک مرکزی دوباره نرخ بهره را بالا برد",
            (
                "بانک مرکزی نرخ اصلی را یک چهارم واحد بالا برد. اقتصاددانان انتظار آن را داشتند "
                "چون قیمت‌ها همچنان بالا می‌رود."
            ),
        ),
    ),
    "tr": (
        (
            "Amalia feribotu 212 kişiyle Larnholm açıklarında karaya oturdu",
            (
                "Amalia feribotu pazartesi gecesi Larnholm açıklarında karaya oturdu. Filikalar "
                "212 yolcunun hepsini kıyıya taşıdı. Kaptan Brandt kırık dümeni suçladı."
            ),
        ),
        (
            "Kırık dümen: Amalia feribotu Larnholm'da yüzdürüldü",
            (
                "Römorkörler salı günü Amalia feribotunu Larnholm yakınında yüzdürdü. Kaptan "
                "Brandt soruşturmacılara dümenin kırıldığını söyledi. Yolcular otobüslerle eve "
                "döndü."
            ),
        ),
        (
            "Merkez bankası faizi yine artırdı",
            (
                "Merkez bankası politika faizini çeyrek puan artırdı. Ekonomistler fiyatlar "
                "yükseldiği için bunu bekliyordu."
            ),
        ),
    ),
    "hi": (
        (
            "212 यात्रियों वाली नौका अमालिया लार्नहोम के पास फंसी",
            (
                "नौका अमालिया सोमवार रात लार्नहोम के पास रेत में फंस गई। बचाव नौकाओं ने सभी 212 "
                "यात्रियों को किनारे पहुंचाया। कप्तान ब्रांट ने टूटी पतवार को कारण बताया।"
            ),
        ),
        (
            "टूटी पतवार: नौका अमालिया लार्नहोम में फिर पानी में उतरी",
            (
                "टग नौकाओं ने मंगलवार को लार्नहोम के पास नौका अमालिया को निकाला। कप्तान ब्रांट ने "
                "जांचकर्ताओं से कहा कि पतवार टूट गई थी। यात्री बसों से घर लौटे।"
            ),
        ),
        (
            "केंद्रीय बैंक ने फिर ब्याज दर बढ़ाई",
            ("केंद्रीय बैंक ने मुख्य दर चौथाई अंक बढ़ाई। अर्थशास्त्रियों को इसकी उम्मीद थी क्योंकि कीमतें बढ़ रही हैं।"),
        ),
    ),
    "id": (
        (
            "Feri Amalia kandas di lepas pantai Larnholm dengan 212 orang",
            (
                "Feri Amalia kandas pada Senin malam di lepas pantai Larnholm. Sekoci membawa "
                "seluruh 212 penumpang ke darat. Kapten Brandt menyalahkan kemudi yang patah."
            ),
        ),
        (
            "Kemudi patah, feri Amalia kembali mengapung di Larnholm",
            (
                "Kapal tunda mengapungkan feri Amalia pada Selasa di dekat Larnholm. Kapten "
                "Brandt mengatakan kepada penyelidik bahwa kemudi itu patah. Para penumpang "
                "pulang dengan bus."
            ),
        ),
        (
            "Bank sentral kembali menaikkan suku bunga",
            (
                "Bank sentral menaikkan suku bunga acuan seperempat poin. Para ekonom sudah "
                "menduganya karena harga terus naik."
            ),
        ),
    ),
    "vi": (
        (
            "Phà Amalia mắc cạn ngoài khơi Larnholm với 212 người",
            (
                "Phà Amalia mắc cạn tối thứ Hai ngoài khơi Larnholm. Xuồng cứu hộ đưa toàn bộ 212 "
                "hành khách vào bờ. Thuyền trưởng Brandt cho biết bánh lái bị gãy."
            ),
        ),
        (
            "Bánh lái gãy, phà Amalia nổi trở lại ở Larnholm",
            (
                "Tàu kéo đưa phà Amalia nổi trở lại hôm thứ Ba gần Larnholm. Thuyền trưởng Brandt "
                "nói với các điều tra viên rằng bánh lái đã gãy. Hành khách về nhà bằng xe buýt."
            ),
        ),
        (
            "Ngân hàng trung ương lại tăng lãi suất",
            (
                "Ngân hàng trung ương tăng lãi suất chính thêm một phần tư điểm. Các nhà kinh tế "
                "đã dự đoán vì giá cả tiếp tục tăng."
            ),
        ),
    ),
    "zh": (
        (
            "渡轮阿玛利亚号在拉恩霍姆附近搁浅 船上212人",
            ("渡轮阿玛利亚号周一晚间在拉恩霍姆附近搁浅。救生艇把全部212名乘客送上岸。船长布兰特说船舵断裂。"),
        ),
        (
            "船舵断裂 渡轮阿玛利亚号在拉恩霍姆脱险",
            ("拖船周二在拉恩霍姆附近把渡轮阿玛利亚号拖离浅滩。船长布兰特告诉调查人员船舵断了。乘客乘大巴回家。"),
        ),
        (
            "央行再次加息",
            ("央行将主要利率上调四分之一个百分点。由于物价继续上涨，经济学家对此早有预期。"),
        ),
    ),
    "ja": (
        (
            "フェリー「アマリア」がラルンホルム沖で座礁、乗客212人",
            (
                "フェリー「アマリア」が月曜夜、ラルンホルム沖で座礁した。救命艇が乗客212人全員"
                "を岸に運んだ。ブラント船長は舵が折れたと説明した。"
            ),
        ),
        (
            "舵の破損が原因か、フェリー「アマリア」ラルンホルムで離礁",
            (
                "タグボートが火曜日、ラルンホルム近くでフェリー「アマリア」を離礁させた。ブラント"
                "船長は調査官に舵が折れたと話した。乗客はバスで帰宅した。"
            ),
        ),
        (
            "中央銀行が再び利上げ",
            ("中央銀行は政策金利を四分の一ポイント引き上げた。物価の上昇が続いており、経済学者は予想していた。"),
        ),
    ),
    "ko": (
        (
            "여객선 아말리아호 라른홀름 앞바다서 좌초, 승객 212명",
            (
                "여객선 아말리아호가 월요일 밤 라른홀름 앞바다에서 좌초했다. 구명정이 승객 212명을 모두 육지로 옮겼다. "
                "브란트 선장은 부러진 방향타를 "
                "탓했다."
            ),
        ),
        (
            "부러진 방향타, 여객선 아말리아호 라른홀름서 다시 떠올라",
            (
                "예인선이 화요일 라른홀름 근처에서 여객선 아말리아호를 다시 띄웠다. 브란트 선장은 조사관들에게 "
                "방향타가 부러졌다고 말했다. 승객들은 버스로 "
                "귀가했다."
            ),
        ),
        (
            "중앙은행 기준금리 또 인상",
            ("중앙은행이 기준금리를 0.25포인트 올렸다. 물가가 계속 올라 경제학자들은 이를 예상했다."),
        ),
    ),
}


def place(stream: Stream, number: int, told: tuple[str, str], texts: bool) -> Placement:
    at = START + timedelta(hours=6 * number)
    doc = Document(number, told[0], told[1] if texts else "", f"paper{number}", None, stream_at=at)
    return stream.add(doc, analyse(doc))


@pytest.mark.parametrize("lang", REPORTS)
def test_a_later_report_joins_and_an_unrelated_one_does_not(lang: str) -> None:
    report, later, unrelated = REPORTS[lang]
    assert analyse(Document(1, *report)).lang == lang
    stream = Stream(describe=lambda doc, lang, terms: Description())
    first = place(stream, 1, report, True)
    assert place(stream, 2, unrelated, True).story_id == 2
    assert place(stream, 3, later, True).story_id == first.story_id == 1
    assert stream.relink().intents == ()


@pytest.mark.parametrize("lang", REPORTS)
def test_headlines_alone_never_join_what_is_unrelated(lang: str) -> None:
    report, later, unrelated = REPORTS[lang]
    stream = Stream(describe=lambda doc, lang, terms: Description())
    place(stream, 1, report, False)
    place(stream, 3, later, False)
    assert place(stream, 2, unrelated, False).story_id == 2
