"""Writes the gazetteer (core/organise/data/gazetteer.json.gz): countries, capitals and organisations in many languages.

Country names come from Unicode CLDR by way of Babel; adjectives, capitals and organisations are written down here.
Run: .venv/bin/python -m evals.train_entities
"""

# ruff: noqa: E501 (a table reads better with one thing a line)
from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "src/octavo/core/organise/data/gazetteer.json.gz"
LANGUAGES = "en de fr es it pt nl sv da no fi is pl cs sk hu ro bg el ru uk sr hr sl lt lv et tr ar fa he hi ur bn ta id vi th zh ja ko sw af ca sq az"

# Adjectives and peoples by country: English, German (adjective stem, people), French, Spanish.
PEOPLES = """
AF Afghan Afghans|afghanisch Afghane Afghanen|afghan afghane|afgano afgana
AL Albanian Albanians|albanisch|albanais|albanés
DZ Algerian Algerians|algerisch|algérien algérienne|argelino argelina
AR Argentine Argentinian|argentinisch Argentinier|argentin|argentino argentina
AM Armenian Armenians|armenisch Armenier|arménien arménienne|armenio
AU Australian Australians|australisch Australier|australien australienne|australiano australiana
AT Austrian Austrians|österreichisch Österreicher|autrichien autrichienne|austriaco austriaca
AZ Azerbaijani|aserbaidschanisch|azerbaïdjanais|azerbaiyano
BY Belarusian|belarussisch belarusisch|biélorusse|bielorruso
BE Belgian Belgians|belgisch Belgier|belge|belga
BR Brazilian Brazilians|brasilianisch Brasilianer|brésilien brésilienne|brasileño brasileña
BG Bulgarian|bulgarisch|bulgare|búlgaro
CA Canadian Canadians|kanadisch Kanadier|canadien canadienne|canadiense
CL Chilean Chileans|chilenisch|chilien chilienne|chileno chilena
CN Chinese|chinesisch Chinese Chinesen|chinois chinoise|chino china
CO Colombian Colombians|kolumbianisch|colombien colombienne|colombiano colombiana
CD Congolese|kongolesisch|congolais|congoleño
HR Croatian Croatians|kroatisch Kroaten|croate|croata
CU Cuban Cubans|kubanisch|cubain cubaine|cubano cubana
CZ Czech Czechs|tschechisch Tschechen|tchèque|checo checa
DK Danish Danes|dänisch Dänen|danois danoise|danés danesa
EG Egyptian Egyptians|ägyptisch Ägypter|égyptien égyptienne|egipcio egipcia
ET Ethiopian Ethiopians|äthiopisch|éthiopien éthiopienne|etíope
EE Estonian|estnisch Esten|estonien estonienne|estonio
FI Finnish Finns|finnisch Finnen|finlandais finlandaise|finlandés
FR French|französisch Franzosen Franzose|français française|francés francesa
GE Georgian Georgians|georgisch|géorgien géorgienne|georgiano georgiana
DE German Germans|deutsch Deutsche Deutschen|allemand allemande|alemán alemana
GH Ghanaian Ghanaians|ghanaisch|ghanéen|ghanés
GR Greek Greeks|griechisch Griechen|grec grecque|griego griega
HU Hungarian Hungarians|ungarisch Ungarn|hongrois hongroise|húngaro húngara
IS Icelandic|isländisch|islandais|islandés
IN Indian Indians|indisch Inder|indien indienne|indio india
ID Indonesian Indonesians|indonesisch|indonésien indonésienne|indonesio
IR Iranian Iranians|iranisch Iraner|iranien iranienne|iraní
IQ Iraqi Iraqis|irakisch Iraker|irakien irakienne|iraquí
IE Irish|irisch Iren|irlandais irlandaise|irlandés irlandesa
IL Israeli Israelis|israelisch Israelis Israeli|israélien israélienne|israelí
IT Italian Italians|italienisch Italiener|italien italienne|italiano italiana
JP Japanese|japanisch Japaner|japonais japonaise|japonés japonesa
JO Jordanian|jordanisch|jordanien jordanienne|jordano
KZ Kazakh|kasachisch|kazakh|kazajo
KE Kenyan Kenyans|kenianisch|kényan kényane|keniano keniana
XK Kosovar Kosovan|kosovarisch|kosovar|kosovar
LV Latvian|lettisch|letton|letón
LB Lebanese|libanesisch Libanesen|libanais libanaise|libanés libanesa
LY Libyan Libyans|libysch|libyen libyenne|libio libia
LT Lithuanian|litauisch Litauer|lituanien lituanienne|lituano
MY Malaysian Malaysians|malaysisch|malaisien malaisienne|malasio
ML Malian|malisch|malien malienne|maliense
MX Mexican Mexicans|mexikanisch Mexikaner|mexicain mexicaine|mexicano mexicana
MD Moldovan|moldauisch|moldave|moldavo
MA Moroccan Moroccans|marokkanisch Marokkaner|marocain marocaine|marroquí
MM Burmese|birmanisch myanmarisch|birman|birmano
NL Dutch|niederländisch Niederländer|néerlandais néerlandaise|holandés neerlandés
NZ Kiwi|neuseeländisch|néo-zélandais|neozelandés
NG Nigerian Nigerians|nigerianisch Nigerianer|nigérian nigériane|nigeriano nigeriana
KP |nordkoreanisch|nord-coréen nord-coréenne|norcoreano
NO Norwegian Norwegians|norwegisch Norweger|norvégien norvégienne|noruego noruega
PK Pakistani Pakistanis|pakistanisch|pakistanais|pakistaní
PS Palestinian Palestinians|palästinensisch Palästinenser|palestinien palestinienne|palestino palestina
PE Peruvian Peruvians|peruanisch|péruvien|peruano
PH Filipino Philippine Filipinos|philippinisch|philippin|filipino
PL Polish Poles|polnisch Polen Pole|polonais polonaise|polaco polaca
PT Portuguese|portugiesisch Portugiesen|portugais portugaise|portugués portuguesa
QA Qatari|katarisch|qatari|catarí
RO Romanian Romanians|rumänisch Rumänen|roumain roumaine|rumano rumana
RU Russian Russians|russisch Russe Russen|russe|ruso rusa
RW Rwandan Rwandans|ruandisch|rwandais|ruandés
SA Saudi Saudis|saudisch saudi-arabisch|saoudien saoudienne|saudí saudita
RS Serbian Serbs|serbisch Serben|serbe|serbio serbia
SG Singaporean|singapurisch|singapourien|singapurense
SK Slovak Slovakian|slowakisch|slovaque|eslovaco
SI Slovenian Slovene|slowenisch|slovène|esloveno
SO Somali Somalis|somalisch|somalien somalienne|somalí
ZA |südafrikanisch Südafrikaner|sud-africain sud-africaine|sudafricano sudafricana
KR |südkoreanisch Südkoreaner|sud-coréen sud-coréenne|surcoreano surcoreana
ES Spanish Spaniards|spanisch Spanier|espagnol espagnole|español española españoles
SD Sudanese|sudanesisch|soudanais soudanaise|sudanés
SE Swedish Swedes|schwedisch Schweden|suédois suédoise|sueco sueca
CH Swiss|schweizerisch Schweizer|suisse|suizo suiza
SY Syrian Syrians|syrisch Syrer|syrien syrienne|sirio siria
TW Taiwanese|taiwanisch taiwanesisch|taïwanais taïwanaise|taiwanés
TZ Tanzanian Tanzanians|tansanisch|tanzanien|tanzano
TH Thai Thais|thailändisch|thaïlandais|tailandés
TN Tunisian|tunesisch|tunisien tunisienne|tunecino
TR Turkish Turks|türkisch Türken|turc turque|turco turca
UG Ugandan Ugandans|ugandisch|ougandais|ugandés
UA Ukrainian Ukrainians|ukrainisch Ukrainer|ukrainien ukrainienne|ucraniano ucraniana
AE Emirati|emiratisch|émirati|emiratí
GB British Britons Brits UK U.K. Britain|britisch Briten Brite|britannique|británico británica
US American Americans US U.S. USA|amerikanisch US-amerikanisch Amerikaner US USA|américain américaine|estadounidense estadounidenses
UZ Uzbek|usbekisch|ouzbek|uzbeko
VE Venezuelan Venezuelans|venezolanisch Venezolaner|vénézuélien vénézuélienne|venezolano venezolana
VN Vietnamese|vietnamesisch|vietnamien vietnamienne|vietnamita
YE Yemeni|jemenitisch|yéménite|yemení
ZW Zimbabwean Zimbabweans|simbabwisch|zimbabwéen|zimbabuense
"""

# Other names of a country in use; "lang:name", no language = all Latin-script ones.
MORE = {
    "US": "America|United States of America|de:Vereinigte Staaten|de:Vereinigten Staaten|de:Amerika|fr:Etats-Unis|es:EEUU|es:EE.UU.|es:EE UU|it:Usa|sv:USA|zh:美国|zh:美國|zh:美|ja:米国|ja:アメリカ|ja:米|ko:미국|ru:США|uk:США|ar:أمريكا|ar:الولايات المتحدة|fa:آمریکا|hi:अमेरिका|tr:ABD|vi:Mỹ|id:AS|pt:EUA|pl:USA|cs:USA|is:Bandaríkin",
    "GB": "en:Britain|en:Great Britain|de:Großbritannien|fr:Grande-Bretagne|es:Gran Bretaña|es:Reino Unido|it:Gran Bretagna|it:Regno Unito|nl:Groot-Brittannië|sv:Storbritannien|pl:Wielka Brytania|cs:Velká Británie|ru:Великобритания|ja:イギリス|ja:英国|zh:英国|ko:영국|tr:İngiltere|da:Storbritannien|no:Storbritannia",
    "CZ": "en:Czech Republic|de:Tschechien|de:Tschechische Republik|fr:République tchèque",
    "KR": "en:South Korea|de:Südkorea|fr:Corée du Sud|es:Corea del Sur|ko:한국|ja:韓国|zh:韩国|zh:南韓|it:Corea del Sud",
    "KP": "en:North Korea|de:Nordkorea|fr:Corée du Nord|es:Corea del Norte|ko:북한|ja:北朝鮮|zh:朝鲜|it:Corea del Nord",
    "TR": "Türkiye|en:Turkey", "NL": "en:Holland|de:Holland|fr:Hollande|es:Holanda", "MM": "en:Burma|en:Myanmar|de:Myanmar",
    "PS": "en:Palestine|de:Palästina|fr:Palestine|es:Palestina|it:Palestina", "BY": "de:Weißrussland|es:Bielorrusia|fr:Biélorussie",
    "HK": "Hong Kong|de:Hongkong|zh:香港|ja:香港", "MO": "Macau", "CI": "en:Ivory Coast|de:Elfenbeinküste", "CD": "en:DR Congo|en:Congo|de:Kongo",
    "AE": "en:UAE|en:Emirates|de:VAE|de:Emirate", "VA": "en:Vatican|de:Vatikan|fr:Vatican|es:Vaticano|it:Vaticano", "BA": "en:Bosnia|de:Bosnien|fr:Bosnie",
    "ZA": "en:South Africa|de:Südafrika", "NZ": "en:New Zealand", "CN": "ja:中国|zh:中国|ko:중국|zh:中國", "RU": "ja:ロシア|zh:俄罗斯|zh:俄羅斯|ko:러시아|zh:俄",
    "JP": "ja:日本|zh:日本|ko:일본", "UA": "ja:ウクライナ|zh:乌克兰|zh:烏克蘭|ko:우크라이나", "TW": "ja:台湾|zh:台湾|zh:台灣|zh:臺灣|ko:대만",
}  # fmt: skip

# Capitals and great cities: country, English name, then names elsewhere ("lang:name", none = as in English).
CITIES = """
UA Kyiv|en:Kyiv|en:Kiev|de:Kiew|fr:Kiev|es:Kiev|it:Kiev|nl:Kiev|pl:Kijów|cs:Kyjev|ru:Киев|uk:Київ|ja:キーウ|zh:基辅|tr:Kiev|sv:Kiev|pt:Kiev
RU Moscow|de:Moskau|fr:Moscou|es:Moscú|it:Mosca|pt:Moscou|nl:Moskou|sv:Moskva|da:Moskva|no:Moskva|pl:Moskwa|cs:Moskva|ru:Москва|uk:Москва|ja:モスクワ|zh:莫斯科|tr:Moskova
CN Beijing|de:Peking|fr:Pékin|es:Pekín|it:Pechino|pt:Pequim|nl:Peking|sv:Peking|pl:Pekin|cs:Peking|ru:Пекин|ja:北京|zh:北京|tr:Pekin
FR Paris|es:París|it:Parigi|pl:Paryż|cs:Paříž|ru:Париж|uk:Париж|ja:パリ|zh:巴黎|nl:Parijs
DE Berlin|es:Berlín|it:Berlino|nl:Berlijn|pt:Berlim|ru:Берлин|ja:ベルリン|zh:柏林|cs:Berlín
GB London|fr:Londres|es:Londres|it:Londra|pt:Londres|nl:Londen|pl:Londyn|cs:Londýn|ru:Лондон|ja:ロンドン|zh:伦敦|tr:Londra
US Washington|ru:Вашингтон|ja:ワシントン|zh:华盛顿
US New York|es:Nueva York|ru:Нью-Йорк|ja:ニューヨーク|zh:纽约|pt:Nova York
US Los Angeles|es:Los Ángeles|ru:Лос-Анджелес|ja:ロサンゼルス|zh:洛杉矶
US Chicago|
US San Francisco|
BE Brussels|de:Brüssel|fr:Bruxelles|es:Bruselas|it:Bruxelles|nl:Brussel|pl:Bruksela|cs:Brusel|ru:Брюссель|pt:Bruxelas
AT Vienna|de:Wien|fr:Vienne|es:Viena|it:Vienna|pl:Wiedeń|cs:Vídeň|ru:Вена|sv:Wien|nl:Wenen
PL Warsaw|de:Warschau|fr:Varsovie|es:Varsovia|it:Varsavia|pl:Warszawa|cs:Varšava|ru:Варшава
CZ Prague|de:Prag|es:Praga|it:Praga|pl:Praga|cs:Praha|ru:Прага|nl:Praag
HU Budapest|
IT Rome|de:Rom|es:Roma|it:Roma|pt:Roma|pl:Rzym|cs:Řím|ru:Рим
IT Milan|de:Mailand|it:Milano|es:Milán
ES Madrid|ru:Мадрид
ES Barcelona|fr:Barcelone|it:Barcellona
PT Lisbon|de:Lissabon|fr:Lisbonne|es:Lisboa|pt:Lisboa|it:Lisbona
GR Athens|de:Athen|fr:Athènes|es:Atenas|it:Atene|el:Αθήνα
TR Istanbul|de:Istanbul|es:Estambul|tr:İstanbul|ru:Стамбул|ja:イスタンブール
TR Ankara|ru:Анкара
SE Stockholm|es:Estocolmo|it:Stoccolma
NO Oslo|
DK Copenhagen|de:Kopenhagen|da:København|fr:Copenhague|es:Copenhague|no:København|sv:Köpenhamn
FI Helsinki|sv:Helsingfors
NL Amsterdam|
CH Zurich|de:Zürich
CH Geneva|de:Genf|fr:Genève|es:Ginebra|it:Ginevra|ru:Женева
IE Dublin|
IL Jerusalem|es:Jerusalén|it:Gerusalemme|ru:Иерусалим
IL Tel Aviv|de:Tel Aviv|ru:Тель-Авив
PS Gaza|de:Gaza|de:Gazastreifen|en:Gaza|en:Gaza Strip|fr:Gaza|ru:Газа|ja:ガザ|ar:غزة|tr:Gazze
LB Beirut|fr:Beyrouth|es:Beirut|ar:بيروت
SY Damascus|de:Damaskus|fr:Damas|es:Damasco|ar:دمشق
IR Tehran|de:Teheran|fr:Téhéran|es:Teherán|ru:Тегеран|fa:تهران
IQ Baghdad|de:Bagdad|fr:Bagdad|es:Bagdad|ar:بغداد
EG Cairo|de:Kairo|fr:Le Caire|es:El Cairo|ar:القاهرة
SA Riyadh|de:Riad|fr:Riyad|es:Riad
IN Delhi|en:Delhi|en:New Delhi|de:Neu-Delhi|hi:दिल्ली
IN Mumbai|hi:मुंबई
JP Tokyo|de:Tokio|es:Tokio|ja:東京|zh:东京|ru:Токио
KR Seoul|ko:서울|ja:ソウル|es:Seúl|zh:首尔
TW Taipei|zh:台北
AU Sydney|
AU Melbourne|
CA Toronto|
CA Ottawa|
MX Mexico City|es:Ciudad de México|de:Mexiko-Stadt
BR Rio de Janeiro|
BR Brasília|en:Brasilia
AR Buenos Aires|
VE Caracas|
KE Nairobi|
NG Lagos|
NG Abuja|
ZA Johannesburg|
ZA Cape Town|de:Kapstadt|fr:Le Cap
BY Minsk|ru:Минск
SG Singapore City|
"""

PLACES = """
Europe|de:Europa|es:Europa|it:Europa|pt:Europa|nl:Europa|pl:Europa|ru:Европа|uk:Європа|ja:欧州|zh:欧洲|sv:Europa|ja:ヨーロッパ
Africa|de:Afrika|fr:Afrique|es:África|it:Africa|nl:Afrika|pl:Afryka|ru:Африка|zh:非洲|sw:Afrika
Asia|de:Asien|fr:Asie|es:Asia|it:Asia|ru:Азия
Middle East|de:Naher Osten|de:Nahost|fr:Moyen-Orient|fr:Proche-Orient|es:Oriente Medio|es:Oriente Próximo|it:Medio Oriente|ru:Ближний Восток|nl:Midden-Oosten|ja:中東|zh:中东|zh:中東
Latin America|de:Lateinamerika|fr:Amérique latine|es:América Latina|es:Latinoamérica
Crimea|de:Krim|fr:Crimée|es:Crimea|ru:Крым|uk:Крим
West Bank|de:Westjordanland|fr:Cisjordanie|es:Cisjordania
California|de:Kalifornien|fr:Californie
Texas|
Florida|
Scotland|de:Schottland|fr:Écosse|es:Escocia
England|fr:Angleterre|es:Inglaterra|it:Inghilterra|ru:Англия
Wales|
Northern Ireland|de:Nordirland
Bavaria|de:Bayern|fr:Bavière|es:Baviera
Catalonia|de:Katalonien|fr:Catalogne|es:Cataluña|ca:Catalunya
Silicon Valley|
Wall Street|
Arctic|de:Arktis|fr:Arctique
Antarctica|de:Antarktis
Mediterranean|de:Mittelmeer|fr:Méditerranée|es:Mediterráneo
"""

ORGANISATIONS = """
EU|en:EU|en:European Union|de:EU|de:Europäische Union|fr:Union européenne|fr:UE|es:Unión Europea|es:UE|it:Unione europea|it:UE|pt:União Europeia|pt:UE|nl:Europese Unie|pl:Unia Europejska|pl:UE|cs:Evropská unie|ru:Евросоюз|ru:ЕС|uk:ЄС|ja:欧州連合|ja:EU|zh:欧盟|tr:AB|ar:الاتحاد الأوروبي
NATO|en:NATO|en:Nato|de:Nato|de:NATO|fr:Otan|fr:OTAN|es:OTAN|it:Nato|pt:Otan|ru:НАТО|uk:НАТО|ja:北大西洋条約機構|zh:北约|de:Nordatlantik
UN|en:United Nations|en:UN|en:U.N.|de:Vereinte Nationen|de:UN|de:UNO|de:Uno|de:Vereinte Nationen|de:Vereinten Nationen|fr:ONU|fr:Nations unies|es:ONU|es:Naciones Unidas|it:Onu|it:Nazioni Unite|pt:ONU|nl:VN|nl:Verenigde Naties|pl:ONZ|cs:OSN|ru:ООН|uk:ООН|ja:国連|zh:联合国|tr:BM|ar:الأمم المتحدة|sv:FN|da:FN|no:FN
WHO|en:WHO|en:World Health Organization|en:World Health Organisation|de:WHO|de:Weltgesundheitsorganisation|fr:OMS|es:OMS|it:Oms|pt:OMS|ru:ВОЗ|ja:世界保健機関|zh:世卫组织
IMF|en:IMF|en:International Monetary Fund|de:IWF|fr:FMI|es:FMI|it:Fmi|pt:FMI|ru:МВФ
World Bank|de:Weltbank|fr:Banque mondiale|es:Banco Mundial
WTO|en:WTO|en:World Trade Organization|fr:OMC|es:OMC
ECB|en:ECB|en:European Central Bank|de:EZB|de:Europäische Zentralbank|fr:BCE|es:BCE|it:Bce
European Commission|de:EU-Kommission|de:Europäische Kommission|fr:Commission européenne|es:Comisión Europea|it:Commissione europea
European Parliament|de:Europaparlament|de:EU-Parlament|de:Europäisches Parlament|fr:Parlement européen|es:Parlamento Europeo
African Union|fr:Union africaine|de:Afrikanische Union
OPEC|en:OPEC|de:Opec
UNESCO|en:Unesco|de:Unesco
UNICEF|en:Unicef|de:Unicef
OECD|fr:OCDE|es:OCDE
OSCE|de:OSZE
IAEA|de:IAEO|fr:AIEA
Interpol|
Red Cross|de:Rotes Kreuz|de:Rote Kreuz|fr:Croix-Rouge|es:Cruz Roja
Amnesty International|
Greenpeace|
FIFA|en:Fifa|de:Fifa
UEFA|en:Uefa|de:Uefa
IOC|de:IOC
Hamas|ru:ХАМАС|ar:حماس
Hezbollah|de:Hisbollah|fr:Hezbollah|es:Hezbolá
Taliban|fr:talibans
Islamic State|en:Islamic State|en:ISIS|en:Isis|de:IS|de:Islamischer Staat|fr:État islamique|fr:Daech
Al-Qaeda|de:Al-Kaida
Kremlin|de:Kreml|fr:Kremlin|ru:Кремль
White House|de:Weißes Haus|de:Weißen Haus|fr:Maison Blanche|es:Casa Blanca
Pentagon|
FBI|
CIA|
NASA|en:Nasa|de:Nasa
SpaceX|
Google|
Apple|
Microsoft|
Amazon|
Meta|
Facebook|
Tesla|
OpenAI|
Netflix|
Disney|
TikTok|
YouTube|
WhatsApp|
Instagram|
Twitter|
Samsung|
Boeing|
Airbus|
Volkswagen|de:VW|de:Volkswagen
BMW|
Siemens|
Bundestag|
Bundesrat|
Bundeswehr|
SPD|
CDU|
CSU|
FDP|
AfD|
BSW|
Grüne|de:Grüne|de:Grünen|de:Bündnis 90/Die Grünen|en:Greens
Die Linke|de:Linkspartei
Labour|en:Labour|en:Labour Party
Conservatives|en:Conservatives|en:Tories|en:Conservative Party
Liberal Democrats|en:Liberal Democrats|en:Lib Dems
Republicans|en:Republicans|en:Republican Party|en:GOP|de:Republikaner
Democrats|en:Democrats|en:Democratic Party|de:Demokraten
ANC|en:ANC|en:African National Congress
Supreme Court|
Bank of England|
Federal Reserve|en:Federal Reserve|en:Fed|de:Fed
"""

# People whom articles often call by the family name alone.
PEOPLE = """
Donald Trump|Trump|ru:Трамп|uk:Трамп|ja:トランプ|zh:特朗普|zh:川普|ko:트럼프|ar:ترامب|fa:ترامپ
Joe Biden|Biden|ru:Байден|ja:バイデン|zh:拜登|ko:바이든|ar:بايدن
Kamala Harris|
Barack Obama|Obama
Elon Musk|Musk|ru:Маск
Vladimir Putin|Putin|de:Wladimir Putin|fr:Vladimir Poutine|fr:Poutine|nl:Vladimir Poetin|nl:Poetin|pl:Władimir Putin|es:Vladímir Putin|ru:Владимир Путин|ru:Путин|uk:Путін|ja:プーチン|zh:普京|ko:푸틴|ar:بوتين|sv:Vladimir Putin
Volodymyr Zelensky|Zelensky|Zelenskyy|Selenskyj|Zelenski|de:Wolodymyr Selenskyj|de:Selenski|es:Volodímir Zelenski|uk:Зеленський|uk:Володимир Зеленський|ru:Зеленский|ja:ゼレンスキー|zh:泽连斯基|pl:Wołodymyr Zełenski|pl:Zełenski
Emmanuel Macron|Macron|ru:Макрон|ja:マクロン|zh:马克龙
Angela Merkel|Merkel|ru:Меркель
Olaf Scholz|Scholz|ru:Шольц
Friedrich Merz|Merz|ru:Мерц
Keir Starmer|Starmer
Rishi Sunak|Sunak
Boris Johnson|
Benjamin Netanyahu|Netanyahu|de:Benjamin Netanjahu|de:Netanjahu|es:Netanyahu|ru:Нетаньяху|ja:ネタニヤフ|zh:内塔尼亚胡
Recep Tayyip Erdoğan|Erdoğan|Erdogan|Recep Tayyip Erdogan|ru:Эрдоган
Xi Jinping|zh:习近平|zh:習近平|ja:習近平|ru:Си Цзиньпин
Narendra Modi|Modi|hi:मोदी|hi:नरेंद्र मोदी
Viktor Orbán|Orbán|Orban|Viktor Orban
Giorgia Meloni|Meloni
Pedro Sánchez|es:Sánchez
Ursula von der Leyen|von der Leyen
Justin Trudeau|Trudeau
Mark Carney|Carney
Nicolás Maduro|Maduro
Lula da Silva|Lula
Javier Milei|Milei
Kim Jong Un|en:Kim Jong Un|en:Kim Jong-un|de:Kim Jong Un|ko:김정은|ja:金正恩
Taylor Swift|
King Charles|en:King Charles|en:King Charles III
"""


def listed(line: str) -> dict[str, list[str]]:
    """ "A|de:B|C" as names by language; "" holds the names used in every language of Latin script."""
    names: dict[str, list[str]] = {}
    for part in line.split("|"):
        lang, colon, name = part.partition(":")
        if colon and len(lang) == 2:
            names.setdefault(lang, []).append(name)
        elif part:
            names.setdefault("", []).append(part)
    return names


def countries() -> list[dict[str, Any]]:
    from babel import Locale

    rows: dict[str, dict[str, Any]] = {}
    for lang in LANGUAGES.split():
        for code, name in Locale.parse("nb" if lang == "no" else lang).territories.items():
            if (
                len(code) == 2
                and code.isalpha()
                and code not in ("EU", "EZ", "UN", "ZZ", "QO", "XA", "XB", "AC", "CP", "DG", "EA", "IC", "TA")
            ):
                row = rows.setdefault(code, {"key": code.lower(), "kind": "place", "names": {}, "people": {}})
                row["names"].setdefault(lang, []).append(name.split(" (")[0].replace("’", "'"))
    for line in PEOPLES.strip().splitlines():
        code, peoples = line.split(" ", 1)
        for lang, words in zip(("en", "de", "fr", "es"), peoples.split("|"), strict=True):
            if words.strip():
                rows[code]["people"][lang] = words.split()
    rows["US"]["names"]["de"].insert(0, "USA")
    rows["PS"]["names"] = {}
    for code, more in MORE.items():
        for lang, names in listed(more).items():
            row = rows.setdefault(code, {"key": code.lower(), "kind": "place", "names": {}, "people": {}})
            row["names"].setdefault(lang, []).extend(name for name in names if name not in row["names"].get(lang, []))
    for code, lang, name in (("PS", "en", "Palestine"), ("HK", "en", "Hong Kong")):
        names = rows[code]["names"].setdefault(lang, [])
        rows[code]["names"][lang] = [name, *[n for n in names if n != name]]
    return [rows[code] for code in sorted(rows)]


def others(block: str, kind: str, prefix: str) -> list[dict[str, Any]]:
    made = []
    for line in block.strip().splitlines():
        within = ""
        if kind == "city":
            within, line = line.split(" ", 1)
        names = listed(line)
        key = prefix + names[""][0].casefold().replace(" ", "-")
        row: dict[str, Any] = {"key": key, "kind": "place" if kind == "city" else kind, "names": names}
        if within:
            row["in"] = within.lower()
        made.append(row)
    return made


def main() -> None:
    rows = [
        *countries(),
        *others(CITIES, "city", "city:"),
        *others(PLACES, "place", "place:"),
        *others(ORGANISATIONS, "organisation", "org:"),
        *others(PEOPLE, "person", "person:"),
    ]
    raw = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    OUT.write_bytes(gzip.compress(raw, 9, mtime=0))
    print(len(rows), "rows", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
