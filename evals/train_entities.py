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


# More cities, by country; left out are those whose name is a word of some language ("Nice", "Essen", "Reading").
TOWNS = """
DE Hamburg, Köln|en:Cologne|fr:Cologne|es:Colonia|it:Colonia, München|en:Munich|fr:Munich|es:Múnich|it:Monaco di Baviera, Frankfurt, Stuttgart, Düsseldorf, Leipzig, Dortmund, Bremen, Dresden, Hannover|en:Hanover, Nürnberg|en:Nuremberg, Duisburg, Bochum, Wuppertal, Bielefeld, Bonn, Münster, Mannheim, Karlsruhe, Augsburg, Wiesbaden, Gelsenkirchen, Mönchengladbach, Braunschweig, Chemnitz, Kiel, Aachen, Magdeburg, Freiburg, Krefeld, Mainz, Lübeck, Erfurt, Oberhausen, Rostock, Kassel, Potsdam, Saarbrücken, Osnabrück, Heidelberg, Darmstadt, Regensburg, Würzburg, Ingolstadt, Heilbronn, Ulm, Göttingen, Wolfsburg, Koblenz, Jena, Trier, Cottbus, Schwerin, Flensburg, Leverkusen, Zwickau, Görlitz, Passau, Bamberg, Bayreuth, Solingen, Oldenburg, Paderborn
AT Graz, Salzburg, Innsbruck, Linz, Klagenfurt
CH Bern|fr:Berne|it:Berna, Basel|fr:Bâle, Lausanne, Luzern|en:Lucerne, St. Gallen, Davos
GB Manchester, Liverpool, Birmingham, Leeds, Glasgow, Edinburgh, Bristol, Sheffield, Newcastle, Nottingham, Cardiff, Belfast, Brighton, Southampton, Portsmouth, Leicester, Plymouth, Sunderland, Oxford, Cambridge, Aberdeen, Dundee, Southport, Norwich, Coventry, Middlesbrough, Swansea
US Boston, Houston, Dallas, Philadelphia, Miami, Seattle, Denver, Atlanta, Detroit, Minneapolis, Las Vegas, San Diego, San Antonio, Baltimore, Pittsburgh, Cleveland, Cincinnati, Milwaukee, New Orleans, Nashville, Memphis, Sacramento, Portland, Salt Lake City, Kansas City, St. Louis, Orlando, Tampa, Tucson, Honolulu, Anchorage, Uvalde, Hollywood
CA Montreal|fr:Montréal, Vancouver, Calgary, Edmonton, Winnipeg, Quebec City, Halifax
FR Marseille|es:Marsella|it:Marsiglia, Lyon, Toulouse, Bordeaux, Lille, Strasbourg|de:Straßburg, Nantes, Montpellier, Rennes, Grenoble, Cannes, Calais, Versailles
ES Valencia, Sevilla|en:Seville|fr:Séville, Bilbao, Zaragoza, Málaga, Granada, Córdoba, Almería, Palma, Alicante, Murcia, Valladolid, Vigo, Gijón, Pamplona, Salamanca, Toledo, Cádiz
IT Napoli|en:Naples|de:Neapel|fr:Naples|es:Nápoles, Torino|en:Turin|de:Turin|fr:Turin|es:Turín, Firenze|en:Florence|de:Florenz|fr:Florence|es:Florencia, Venezia|en:Venice|de:Venedig|fr:Venise|es:Venecia, Bologna, Genova|en:Genoa|de:Genua, Palermo, Verona, Bari, Catania, Lampedusa
PT Porto
NL Rotterdam, Den Haag|en:The Hague|fr:La Haye|es:La Haya, Utrecht, Eindhoven, Groningen
BE Antwerpen|en:Antwerp|fr:Anvers, Gent|en:Ghent|fr:Gand, Brugge|en:Bruges, Liège
PL Kraków|en:Krakow|de:Krakau|fr:Cracovie, Gdańsk|de:Danzig, Wrocław|de:Breslau, Poznań, Łódź, Katowice, Lublin
CZ Brno|de:Brünn, Ostrava
UA Kharkiv|de:Charkiw|fr:Kharkiv|ru:Харьков|uk:Харків|es:Járkov, Odesa|en:Odesa|en:Odessa|de:Odessa|ru:Одесса|uk:Одеса, Lviv|de:Lwiw|ru:Львов|uk:Львів, Mariupol|ru:Мариуполь|uk:Маріуполь, Kherson|de:Cherson|ru:Херсон|uk:Херсон, Zaporizhzhia|de:Saporischschja|ru:Запорожье|uk:Запоріжжя, Bakhmut|de:Bachmut|ru:Бахмут|uk:Бахмут, Dnipro|ru:Днепр, Donetsk|de:Donezk|ru:Донецк|uk:Донецьк, Luhansk|ru:Луганск|uk:Луганськ, Bucha|de:Butscha, Kursk|ru:Курск
RU St. Petersburg|en:Saint Petersburg|fr:Saint-Pétersbourg|es:San Petersburgo|ru:Санкт-Петербург, Sochi|de:Sotschi, Belgorod|ru:Белгород
TR Izmir|tr:İzmir, Antalya, Bursa, Adana, Gaziantep, Diyarbakır, Konya, Trabzon, Kayseri, Mersin, Manisa, Hatay
RO Bucharest|de:Bukarest|fr:Bucarest|es:Bucarest|ro:București
RS Belgrade|de:Belgrad|es:Belgrado|sr:Београд
HR Zagreb, Dubrovnik
GR Thessaloniki
SE Göteborg|en:Gothenburg, Malmö, Uppsala
NO Bergen, Trondheim, Stavanger
DK Aarhus, Odense
FI Tampere, Turku
IS Reykjavik|is:Reykjavík
LT Vilnius, Kaunas
LV Riga
EE Tallinn
IL Haifa|ar:حيفا
PS Rafah|ar:رفح, Khan Younis, Ramallah, Hebron, Nablus
SY Aleppo|fr:Alep|ar:حلب, Idlib, Homs
IQ Mosul, Basra, Erbil
IR Isfahan, Mashhad, Shiraz
YE Sanaa, Aden
AF Kabul|fr:Kaboul|ar:كابول, Kandahar
PK Karachi, Lahore, Islamabad, Peshawar
IN Kolkata, Chennai, Bengaluru|en:Bangalore, Hyderabad, Ahmedabad, Pune, Jaipur, Lucknow
CN Shanghai|ja:上海|zh:上海|fr:Shanghai, Shenzhen|zh:深圳, Guangzhou|zh:广州, Wuhan|zh:武汉, Chongqing|zh:重庆, Chengdu|zh:成都, Tianjin|zh:天津
JP Osaka|ja:大阪, Kyoto|ja:京都, Hiroshima|ja:広島, Fukushima|ja:福島, Nagasaki|ja:長崎, Nagoya|ja:名古屋, Sapporo|ja:札幌, Yokohama|ja:横浜, Fukuoka|ja:福岡
KR Busan|ko:부산, Incheon|ko:인천, Daegu|ko:대구, Gwangju|ko:광주, Daejeon|ko:대전
TH Bangkok|th:กรุงเทพ
VN Hanoi|vi:Hà Nội, Ho Chi Minh City|de:Ho-Chi-Minh-Stadt|vi:TP HCM
ID Jakarta, Surabaya, Bandung, Bali
PH Manila
MY Kuala Lumpur
AU Brisbane, Perth, Adelaide, Canberra
NZ Auckland, Christchurch
NP Kathmandu
LK Colombo
BD Dhaka
EG Alexandria
SD Khartoum|fr:Khartoum|ar:الخرطوم
ET Addis Ababa|fr:Addis-Abeba
ZA Durban, Pretoria, Soweto
MA Casablanca, Marrakesh|fr:Marrakech
DZ Algiers|fr:Alger|de:Algier
LY Tripoli, Benghazi
CD Kinshasa, Goma
BR São Paulo|en:São Paulo|en:Sao Paulo, Salvador, Belo Horizonte, Porto Alegre, Recife
CO Bogotá|en:Bogota, Medellín, Cali
PE Lima
CL Santiago de Chile
MX Guadalajara, Monterrey, Tijuana, Cancún|en:Cancun, Acapulco
CU Havana|de:Havanna|es:La Habana|fr:La Havane
HT Port-au-Prince
AE Dubai|es:Dubái|fr:Dubaï, Abu Dhabi|es:Abu Dabi
QA Doha
SA Jeddah, Mecca|de:Mekka
"""

# States and regions.
REGIONS = """
US Alabama, Alaska, Arizona, Arkansas, Colorado, Connecticut, Delaware, Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota, Tennessee, Utah, Vermont, Virginia, West Virginia, Wisconsin, Wyoming, Manhattan, Brooklyn
DE Hessen|en:Hesse, Sachsen|en:Saxony, Thüringen|en:Thuringia, Brandenburg, Niedersachsen|en:Lower Saxony, Nordrhein-Westfalen|de:Nordrhein-Westfalen|de:NRW, Rheinland-Pfalz, Saarland, Sachsen-Anhalt, Schleswig-Holstein, Mecklenburg-Vorpommern, Baden-Württemberg, Ruhrgebiet, Ostdeutschland, Norddeutschland
AT Tirol, Kärnten, Steiermark, Niederösterreich, Vorarlberg, Burgenland
GB Cornwall, Yorkshire, Essex, Devon
ES Andalucía|en:Andalusia|de:Andalusien|fr:Andalousie, Galicia, País Vasco|en:Basque Country|de:Baskenland, Mallorca, Ibiza, Tenerife|de:Teneriffa, Canarias|en:Canary Islands|de:Kanaren
IT Sicilia|en:Sicily|de:Sizilien|fr:Sicile, Sardegna|en:Sardinia|de:Sardinien, Toscana|en:Tuscany|de:Toskana, Lombardia|en:Lombardy|de:Lombardei, Südtirol
FR Bretagne|en:Brittany, Normandie|en:Normandy, Provence, Corse|en:Corsica|de:Korsika, Alsace|de:Elsass
UA Donbas|en:Donbass|en:Donbas|de:Donbass|ru:Донбасс|uk:Донбас
CA Ontario, Quebec|fr:Québec, Alberta, British Columbia, Manitoba, Saskatchewan, Nova Scotia
AU New South Wales, Queensland, Tasmania
ZA Gauteng, KwaZulu-Natal, Western Cape, Eastern Cape, Limpopo, Mpumalanga
IN Kashmir|de:Kaschmir|fr:Cachemire|es:Cachemira, Punjab, Gujarat, Kerala, Bihar, Assam, Manipur, Tamil Nadu, Uttar Pradesh, Maharashtra
CN Xinjiang|zh:新疆|ja:新疆, Tibet|zh:西藏, Guangdong|zh:广东, Sichuan|zh:四川
RU Chechnya|de:Tschetschenien|ru:Чечня, Siberia|de:Sibirien|ru:Сибирь
GE South Ossetia|de:Südossetien, Abkhazia|de:Abchasien
ET Tigray
SD Darfur
JP Okinawa|ja:沖縄, Hokkaido|ja:北海道
"""

MORE_ORGANISATIONS = """
Deutsche Bahn|de:Deutsche Bahn|de:Deutschen Bahn
Deutsche Bank|de:Deutsche Bank|de:Deutschen Bank
Deutsche Börse|de:Deutsche Börse|de:Deutschen Börse
Deutsche Telekom|de:Deutsche Telekom|de:Deutschen Telekom|de:Telekom
Deutsche Post|de:Deutsche Post|de:Deutschen Post
Lufthansa|
Bundesregierung|en:German government|fr:gouvernement allemand
Bundesverfassungsgericht|
Bundesliga|
Premier League|
Champions League|
Europa League|
La Liga|
Serie A|
NBA|
NFL|
NHL|
MLB|
FC Bayern|de:FC Bayern|de:FC Bayern München|de:Bayern München|en:Bayern Munich|es:Bayern de Múnich|fr:Bayern Munich
Borussia Dortmund|de:BVB|de:Borussia Dortmund
Schalke|de:Schalke 04|de:FC Schalke 04|de:Schalke
RB Leipzig|
Bayer Leverkusen|
Eintracht Frankfurt|
VfB Stuttgart|
Werder Bremen|
Hamburger SV|de:HSV|de:Hamburger SV
FC St. Pauli|
1. FC Köln|
Union Berlin|
Hertha BSC|
Fortuna Düsseldorf|
Borussia Mönchengladbach|
SC Freiburg|
Füchse Berlin|
THW Kiel|
Alba Berlin|
Real Madrid|
FC Barcelona|es:Barça|es:FC Barcelona|en:Barcelona FC
Atlético Madrid|es:Atlético de Madrid|en:Atletico Madrid|de:Atlético Madrid
Manchester City|en:Manchester City|en:Man City
Manchester United|en:Manchester United|en:Man United|en:Man Utd
Liverpool FC|
Arsenal|
Chelsea|
Tottenham|en:Tottenham|en:Tottenham Hotspur|en:Spurs
Newcastle United|
Aston Villa|
West Ham|en:West Ham|en:West Ham United
Everton|
Leicester City|
Leeds United|
Juventus|
AC Milan|
Inter Milan|de:Inter Mailand
Paris Saint-Germain|fr:PSG|en:PSG|de:PSG
Galatasaray|
Fenerbahçe|en:Fenerbahce
Beşiktaş|en:Besiktas
Trabzonspor|
Ajax|
Benfica|
Nvidia|
Intel|
IBM|
Sony|
Nintendo|
Huawei|
Xiaomi|
Alibaba|
Tencent|
Temu|
Shein|
Uber|
Airbnb|
PayPal|en:PayPal|de:Paypal
Mastercard|
Goldman Sachs|
JPMorgan|
Credit Suisse|
UBS|
Commerzbank|
BlackRock|
Mercedes-Benz|de:Mercedes
Porsche|
Audi|
Toyota|
Honda|
Nissan|
Hyundai|
Ford|
General Motors|
Stellantis|
Renault|
BYD|
Ryanair|
British Airways|
Nestlé|en:Nestle
Unilever|
Bayer AG|
BASF|
Pfizer|
Moderna|
AstraZeneca|en:AstraZeneca|de:Astrazeneca
Biontech|en:BioNTech|de:Biontech
Novo Nordisk|
Johnson & Johnson|
Walmart|
Aldi|
Lidl|
Rewe|
Edeka|
Ikea|
H&M|
Nike|
Adidas|
Lego|
Vodafone|
Telefónica|de:O2|en:Telefonica
Shell plc|
BP|
ExxonMobil|
Gazprom|ru:Газпром
Rosneft|ru:Роснефть
Rheinmetall|
Lockheed Martin|
Starlink|
Blue Origin|
Wikipedia|
Reddit|
Snapchat|
Telegram|
LinkedIn|
Spotify|
ChatGPT|
Truth Social|
BBC|
CNN|
Fox News|
New York Times|
Washington Post|
Harvard|
Nobel Prize|de:Nobelpreis|fr:prix Nobel|es:Premio Nobel
Oscars|de:Oscar-Verleihung
Grammys|
Eurovision|en:Eurovision|de:ESC|de:Eurovision
G7|
G20|
Brics|en:BRICS|de:Brics
Asean|en:ASEAN
Frontex|
Europol|
Médecins Sans Frontières|en:Doctors Without Borders|de:Ärzte ohne Grenzen
Human Rights Watch|
Just Stop Oil|
Letzte Generation|
Fridays for Future|
Black Lives Matter|
Wagner Group|de:Wagner-Gruppe|de:Gruppe Wagner
IDF|
Mossad|
Houthi|en:Houthi|en:Houthis|de:Huthi|de:Huthis|fr:Houthis|es:hutíes
PKK|
AKP|
CHP|
Kuomintang|
BJP|
Fatah|
Likud|
Vox|
PSOE|
Podemos|
Fratelli d'Italia|
Rassemblement National|fr:RN
ÖVP|
FPÖ|
SPÖ|
Freie Wähler|
Verdi|de:Verdi|de:Ver.di
IG Metall|
ADAC|
Stiftung Warentest|
RKI|de:RKI|de:Robert-Koch-Institut
Scotland Yard|
Met Police|en:Metropolitan Police|en:Met Police
Home Office|
Downing Street|
Reform UK|
Sinn Féin|
SNP|
Plaid Cymru|
NHS|
Homeland Security|en:Department of Homeland Security
EPA|
CDC|
FDA|
National Guard|
Coast Guard|
Secret Service|
House of Commons|
Capitol|
Maga|
PLA|
LDP|
フジテレビ|
日銀|
自民党|
PPP|ko:국민의힘
Minjoo|ko:더불어민주당|ko:민주당
"""

MORE_PEOPLE = """
JD Vance|en:JD Vance|en:J.D. Vance
Marco Rubio|Rubio
Pete Hegseth|Hegseth
Hillary Clinton|
Bill Clinton|
George W. Bush|
Mike Pence|Pence
Mitch McConnell|
Nancy Pelosi|Pelosi
Bernie Sanders|
Ron DeSantis|DeSantis
Nikki Haley|
Tim Walz|Walz
Robert F. Kennedy|en:Robert F. Kennedy Jr.
Jeffrey Epstein|Epstein
Jeff Bezos|Bezos
Mark Zuckerberg|Zuckerberg
Sam Altman|Altman
Bill Gates|
Tim Cook|
Robert Habeck|Habeck
Annalena Baerbock|Baerbock
Christian Lindner|
Markus Söder|Söder
Karl Lauterbach|Lauterbach
Boris Pistorius|Pistorius
Lars Klingbeil|Klingbeil
Alice Weidel|Weidel
Björn Höcke|Höcke
Sahra Wagenknecht|Wagenknecht
Frank-Walter Steinmeier|Steinmeier
Jens Spahn|Spahn
Julia Klöckner|Klöckner
Ricarda Lang|
Theresa May|
David Cameron|
Tony Blair|
Liz Truss|Truss
Nigel Farage|Farage
Jeremy Corbyn|Corbyn
Kemi Badenoch|Badenoch
Rachel Reeves|
David Lammy|Lammy
Angela Rayner|Rayner
Sadiq Khan|
Prince Harry|
Prince William|
Prince Andrew|
Meghan Markle|
Kate Middleton|
Pope Francis|de:Papst Franziskus|fr:pape François|es:papa Francisco|it:Papa Francesco
Pope Leo XIV|en:Pope Leo|de:Papst Leo XIV.|de:Papst Leo
Marine Le Pen|
Nicolas Sarkozy|Sarkozy
Matteo Salvini|Salvini
Silvio Berlusconi|Berlusconi
Mariano Rajoy|Rajoy
Carles Puigdemont|Puigdemont
Alexej Nawalny|en:Alexei Navalny|en:Navalny|de:Nawalny|fr:Navalny|ru:Навальный
Sergei Lavrov|de:Lawrow|de:Sergej Lawrow|en:Lavrov|ru:Лавров
Alexander Lukashenko|en:Lukashenko|de:Lukaschenko|ru:Лукашенко
Yevgeny Prigozhin|en:Prigozhin|de:Prigoschin|ru:Пригожин
Yahya Sinwar|Sinwar
Ismail Haniyeh|
Mahmoud Abbas|
Bashar al-Assad|Assad
Ali Khamenei|de:Chamenei|en:Khamenei
Mohammed bin Salman|
Jair Bolsonaro|Bolsonaro
Gustavo Petro|
Claudia Sheinbaum|Sheinbaum
María Corina Machado|
Cyril Ramaphosa|Ramaphosa
Jacob Zuma|Zuma
Nelson Mandela|Mandela
Julius Malema|Malema
Imran Khan|
Anwar Ibrahim|
Shinzo Abe|ja:安倍晋三
Fumio Kishida|ja:岸田文雄
Shigeru Ishiba|Ishiba|ja:石破茂
Sanae Takaichi|Takaichi|ja:高市早苗
Lee Jae-myung|ko:이재명
Yoon Suk Yeol|ko:윤석열
Mark Rutte|Rutte
Geert Wilders|Wilders
Donald Tusk|Tusk
António Guterres|Guterres|en:Antonio Guterres
Greta Thunberg|Thunberg
Lionel Messi|Messi
Cristiano Ronaldo|Ronaldo
Kylian Mbappé|Mbappé|en:Mbappe
Harry Kane|
Erling Haaland|Haaland
Jude Bellingham|Bellingham
Pep Guardiola|Guardiola
Jürgen Klopp|Klopp
José Mourinho|Mourinho|en:Jose Mourinho
Mauricio Pochettino|Pochettino
Thomas Tuchel|Tuchel
Julian Nagelsmann|Nagelsmann
Novak Djokovic|Djokovic
Rafael Nadal|Nadal
Roger Federer|Federer
Carlos Alcaraz|Alcaraz
Jannik Sinner|
Serena Williams|
Andy Murray|
Max Verstappen|Verstappen
Lewis Hamilton|
Michael Schumacher|
Tiger Woods|
LeBron James|
Simone Biles|
Tyson Fury|
Anthony Joshua|
Muhammad Ali|
Beyoncé|en:Beyonce
Kim Kardashian|
Kanye West|
Lady Gaga|
Ed Sheeran|
Harry Styles|
Zendaya|
Tom Cruise|
Brad Pitt|
Harvey Weinstein|Weinstein
J.K. Rowling|en:J.K. Rowling|en:JK Rowling
Joe Rogan|
Tommy Robinson|
Julian Assange|Assange
Edward Snowden|Snowden
George Floyd|
Charlie Kirk|
Kate Moss|
Heidi Klum|
"""

STATESMEN = """
Sheikh Hasina|
Muhammad Yunus|
Samia Suluhu Hassan|
Jonas Gahr Støre|Gahr Støre
Erna Solberg|
Sylvi Listhaug|
Mette Frederiksen|
Lars Løkke Rasmussen|
Ulf Kristersson|
Magdalena Andersson|
Jimmie Åkesson|
Ebba Busch|
Petteri Orpo|
Alexander Stubb|
Sanna Marin|
Kristrún Frostadóttir|
Karol Nawrocki|Nawrocki
Andrzej Duda|
Jarosław Kaczyński|Kaczyński
Radosław Sikorski|Sikorski
Rafał Trzaskowski|Trzaskowski
Petr Pavel|
Petr Fiala|
Andrej Babiš|Babiš
Robert Fico|
Péter Magyar|
Aleksandar Vučić|Vučić|en:Aleksandar Vucic|en:Vucic
Edi Rama|
Maia Sandu|
Călin Georgescu|
Nicușor Dan|
Alberto Núñez Feijóo|Feijóo
Santiago Abascal|Abascal
Isabel Díaz Ayuso|Ayuso
Yolanda Díaz|
José Manuel Albares|Albares
Fernando Grande-Marlaska|
Juanma Moreno|
Felipe VI|
Rey Juan Carlos|
Elly Schlein|Schlein
Giuseppe Conte|
Antonio Tajani|Tajani
Sergio Mattarella|Mattarella
Mario Draghi|Draghi
Matteo Renzi|Renzi
François Bayrou|Bayrou
Sébastien Lecornu|Lecornu
Michel Barnier|Barnier
Gabriel Attal|Attal
Jean-Luc Mélenchon|Mélenchon
Jordan Bardella|Bardella
Bruno Retailleau|Retailleau
Gérald Darmanin|Darmanin
Rachida Dati|
Élisabeth Borne|
François Hollande|
Éric Zemmour|Zemmour
Dick Schoof|
Rob Jetten|
Dilan Yeşilgöz|
Frans Timmermans|Timmermans
Bart De Wever|
Alexander De Croo|
Christian Stocker|
Karl Nehammer|Nehammer
Herbert Kickl|Kickl
Andreas Babler|Babler
Alexander Van der Bellen|
Sebastian Kurz|
Luc Frieden|
Xavier Bettel|
Ekrem İmamoğlu|İmamoğlu|en:Ekrem Imamoglu|de:Ekrem İmamoğlu
Özgür Özel|
Devlet Bahçeli|Bahçeli
Mansur Yavaş|
Kemal Kılıçdaroğlu|Kılıçdaroğlu
Hakan Fidan|
Selahattin Demirtaş|
Abdullah Öcalan|Öcalan
Rahul Gandhi|
Amit Shah|
Arvind Kejriwal|Kejriwal
Mamata Banerjee|
Yogi Adityanath|
Shehbaz Sharif|
Asim Munir|
Anthony Albanese|Albanese
Peter Dutton|Dutton
Christopher Luxon|Luxon
Jacinda Ardern|Ardern
Pierre Poilievre|Poilievre
Doug Ford|
Danielle Smith|
Jagmeet Singh|
John Steenhuisen|
Thabo Mbeki|
Senzo Mchunu|
William Ruto|Ruto
Raila Odinga|
Bola Tinubu|Tinubu
Paul Kagame|Kagame
Abiy Ahmed|
Abdel Fattah al-Sisi|
Benny Gantz|Gantz
Yair Lapid|Lapid
Itamar Ben-Gvir|Ben-Gvir|de:Itamar Ben-Gvir|de:Ben-Gvir
Bezalel Smotrich|Smotrich
Yoav Gallant|Gallant
Israel Katz|
Hassan Nasrallah|Nasrallah
Ahmed al-Sharaa|
Masoud Pezeshkian|
Abbas Araghchi|
Pam Bondi|Bondi
Kash Patel|
Kristi Noem|Noem
Tulsi Gabbard|Gabbard
Steve Witkoff|Witkoff
Jared Kushner|
Ivanka Trump|
Melania Trump|
Jill Biden|
Hunter Biden|
Michelle Obama|
Gavin Newsom|Newsom
Alexandria Ocasio-Cortez|Ocasio-Cortez
Zohran Mamdani|Mamdani
Chuck Schumer|Schumer
Mike Johnson|
Kevin McCarthy|
Lindsey Graham|
Ted Cruz|
Liz Cheney|
Mitt Romney|Romney
Elizabeth Warren|
Pete Buttigieg|Buttigieg
Anthony Fauci|Fauci
Rudy Giuliani|Giuliani
Michael Cohen|
Stormy Daniels|
E. Jean Carroll|
Steve Bannon|Bannon
Tucker Carlson|
Joe Manchin|
Josh Shapiro|
Gretchen Whitmer|Whitmer
Eric Adams|
Andrew Cuomo|Cuomo
Clarence Thomas|
Jerome Powell|
Christine Lagarde|Lagarde
Kaja Kallas|Kallas
Roberta Metsola|
Jens Stoltenberg|Stoltenberg
Josep Borrell|Borrell
Wang Yi|
Li Qiang|
Lai Ching-te|
Bongbong Marcos|en:Ferdinand Marcos Jr.
Rodrigo Duterte|Duterte
Sara Duterte|
Prabowo Subianto|Prabowo
Joko Widodo|Jokowi
Najib Razak|
Mahathir Mohamad|Mahathir
Srettha Thavisin|
Aung San Suu Kyi|
Lee Hsien Loong|
Lawrence Wong|
Daniel Ortega|
Nayib Bukele|Bukele
Luis Arce|
Evo Morales|
Gabriel Boric|Boric
José Antonio Kast|
Delcy Rodríguez|
Edmundo González|
Andrés Manuel López Obrador|AMLO|López Obrador
Nancy Faeser|Faeser
Volker Wissing|
Cem Özdemir|
Hendrik Wüst|
Daniel Günther|
Michael Kretschmer|
Bodo Ramelow|Ramelow
Mario Voigt|
Katharina Reiche|
Johann Wadephul|Wadephul
Alexander Dobrindt|Dobrindt
Bärbel Bas|
Saskia Esken|
Tino Chrupalla|Chrupalla
Carsten Linnemann|
Heidi Reichinnek|
Gerhard Schröder|
Helmut Kohl|
Wolfgang Schäuble|
Franziska Giffey|Giffey
Kai Wegner|
Yvette Cooper|
Wes Streeting|
Jeremy Hunt|
Priti Patel|
Suella Braverman|Braverman
Michael Gove|
Ed Davey|
Nicola Sturgeon|
John Swinney|
Queen Elizabeth|en:Queen Elizabeth II|de:Queen Elizabeth
Princess Diana|
Queen Camilla|
Micheál Martin|
Simon Harris|
Mary Lou McDonald|
Michael D. Higgins|
Dmitry Medvedev|de:Dmitri Medwedew|en:Medvedev|ru:Медведев
Dmitry Peskov|de:Dmitri Peskow|de:Peskow|en:Peskov|ru:Песков
Sergei Shoigu|de:Sergej Schoigu|en:Shoigu|ru:Шойгу
Ramzan Kadyrov|de:Kadyrow|en:Kadyrov|ru:Кадыров
Andriy Yermak|de:Jermak
Valerii Zaluzhnyi|de:Saluschnyj|en:Zaluzhny
Virat Kohli|
Rohit Sharma|
MS Dhoni|
Shah Rukh Khan|
Salman Khan|
Deepika Padukone|
Priyanka Chopra|
Mohamed Salah|
Bukayo Saka|
Cole Palmer|
Marcus Rashford|Rashford
Mikel Arteta|Arteta
Erik ten Hag|
Ruben Amorim|Amorim
Florian Wirtz|Wirtz
Jamal Musiala|Musiala
Toni Kroos|
Manuel Neuer|Neuer
Joshua Kimmich|Kimmich
Thomas Müller|
Robert Lewandowski|Lewandowski
Lamine Yamal|
Vinícius Júnior|en:Vinicius Jr
Neymar|
Luka Modrić|
Sergio Ramos|
Carlo Ancelotti|Ancelotti
Xabi Alonso|
Diego Simeone|
Gianni Infantino|Infantino
Alexander Zverev|Zverev
Iga Świątek|Świątek|en:Iga Swiatek
Aryna Sabalenka|Sabalenka
Coco Gauff|
Emma Raducanu|Raducanu
Lando Norris|
Charles Leclerc|
Sebastian Vettel|
Patrick Mahomes|
Travis Kelce|
Stephen Curry|
Shohei Ohtani|Ohtani|ja:大谷翔平
Usain Bolt|
Mike Tyson|
Jake Paul|
Conor McGregor|
David Beckham|Beckham
Victoria Beckham|
Billie Eilish|
Ariana Grande|
Justin Bieber|
Selena Gomez|
Britney Spears|
Katy Perry|
Rihanna|
Bad Bunny|
Dua Lipa|
Madonna|
Paul McCartney|
Mick Jagger|
Bob Dylan|
Sean Combs|en:Sean "Diddy" Combs|Diddy
Leonardo DiCaprio|
Angelina Jolie|
Johnny Depp|
Amber Heard|
Jennifer Lopez|
Jennifer Lawrence|
Jennifer Aniston|
Scarlett Johansson|
Margot Robbie|
Ryan Gosling|
Timothée Chalamet|
Robert De Niro|
Steven Spielberg|
Christopher Nolan|
Quentin Tarantino|
Martin Scorsese|
Woody Allen|
Alec Baldwin|
Will Smith|
Oprah Winfrey|
Jimmy Kimmel|
Stephen Colbert|
Holly Willoughby|
Helene Fischer|
Thomas Gottschalk|
Till Lindemann|
Dieter Bohlen|
Günther Jauch|
Stefan Raab|
Jan Böhmermann|
Oliver Pocher|
Boris Becker|
Stephen King|
Salman Rushdie|
Margaret Atwood|
Agatha Christie|
William Shakespeare|Shakespeare
Albert Einstein|Einstein
Karl Marx|
Adolf Hitler|Hitler
Napoleon|
Jesus|de:Jesus|en:Jesus Christ
Martin Luther King|
Ghislaine Maxwell|
Luigi Mangione|Mangione
Anders Breivik|
"""

INSTITUTIONS = """
Justice Department|en:Department of Justice|en:DOJ
State Department|
FEMA|
DOGE|
NSA|
DEA|
IRS|
SEC|
NPR|
NBC|
ABC News|
CBS|
MSNBC|
Warner Bros|
Paramount|
HBO|
Marvel|
Star Wars|
Harry Potter|
James Bond|
Barbie|
Pokémon|
Fortnite|
Minecraft|
PlayStation|
Xbox|
iPhone|
Android|
DeepSeek|
Anthropic|
Palantir|
Cisco|
Dell|
AMD|
TSMC|
ASML|
Qualcomm|
Infineon|
SAP|
Bosch|
ThyssenKrupp|de:Thyssenkrupp
Allianz|
Munich Re|
Wirecard|
Galeria|
Karstadt|
Tui|
Eon|de:Eon
RWE|
EnBW|
Uniper|
Nord Stream|
TotalEnergies|
Chevron|
Aramco|
Equinor|
Vattenfall|
EDF|
Siemens Energy|
Volvo|
Ericsson|
Nokia|
Klarna|
Maersk|
LVMH|
Gucci|
Louis Vuitton|
Chanel|
Dior|
Hermès|
L'Oréal|
Carrefour|
Santander|
BBVA|
Inditex|
Zara|
Iberdrola|
Repsol|
Ferrari|
Fiat|
Lamborghini|
Unicredit|
Barclays|
HSBC|
Lloyds|
Tesco|
Sainsbury's|
Marks & Spencer|
John Lewis|
Royal Mail|
Post Office|
Thames Water|
Ofcom|
Ofsted|
Old Bailey|
Buckingham Palace|
Parliament House|
Liberals|
NDP|
Bloc Québécois|
RCMP|
Air Canada|
Qantas|
AFL|
NRL|
All Blacks|
Springboks|
Kaizer Chiefs|
Orlando Pirates|
Mamelodi Sundowns|
Eskom|
Transnet|
Democratic Alliance|
Economic Freedom Fighters|en:EFF
MK Party|
AAP|
BCCI|
ICC|
IPL|
ISRO|en:Isro
Reliance|
Adani|
Tata|
Infosys|
Air India|
Bollywood|
PTI|
BNP|
Boko Haram|
Al-Shabaab|en:Al-Shabab
M23|
RSF|
Ecowas|
Mercosur|
Schengen|
Europarat|en:Council of Europe
Europäischer Gerichtshof|de:EuGH|en:European Court of Justice
Internationaler Strafgerichtshof|en:International Criminal Court|de:Internationaler Strafgerichtshof|de:IStGH|fr:CPI|es:Corte Penal Internacional
UNHCR|
Unrwa|en:UNRWA|de:UNRWA
WWF|
Peta|
Oxfam|
Caritas|
Diakonie|
AWO|
DGB|
Marburger Bund|
Bundesbank|
Bundesnetzagentur|
Bundespolizei|
Bundeskriminalamt|de:BKA
Verfassungsschutz|
Bundesgerichtshof|de:BGH
Bundesfinanzhof|
BaFin|
Bamf|de:Bamf|de:BAMF
ARD|
ZDF|
RTL|
ProSieben|
Sat.1|
Tatort|
Oktoberfest|
Berlinale|
Documenta|
Bayreuther Festspiele|
Frankfurter Buchmesse|
Filmfestspiele Cannes|
DFB|
DFB-Pokal|
DFL|
DOSB|
Formel 1|
Tour de France|
Giro d'Italia|
Wimbledon|
US Open|
Australian Open|
French Open|
Super Bowl|
Vierschanzentournee|
Ryder Cup|
Six Nations|
FA Cup|
Carabao Cup|
Copa del Rey|
Copa Libertadores|
Copa América|
Ligue 1|
Süper Lig|
Nations League|
Conference League|
Euroleague|
Lakers|
Golden State Warriors|
Boston Celtics|
New York Yankees|
Dodgers|
Kansas City Chiefs|
Dallas Cowboys|
Napoli SSC|
AS Roma|
Lazio|
Atalanta|
Olympique de Marseille|fr:OM
Olympique Lyonnais|fr:OL
AS Monaco|
Sevilla FC|
Real Betis|
Athletic Bilbao|
Real Sociedad|
Valencia CF|
Villarreal|
Sporting Lissabon|en:Sporting Lisbon
FC Porto|
FC Basel|
Young Boys|
Rapid Wien|
Sturm Graz|
RB Salzburg|
FC Augsburg|
TSG Hoffenheim|
Mainz 05|
VfL Wolfsburg|
VfL Bochum|
1. FC Nürnberg|
1. FC Kaiserslautern|
Dynamo Dresden|
Hansa Rostock|
Hannover 96|
Arminia Bielefeld|
SC Paderborn|
Rot-Weiss Essen|
MSV Duisburg|
Preußen Münster|
Holstein Kiel|
1860 München|
Wolverhampton|
Crystal Palace|
Brighton & Hove Albion|
Nottingham Forest|
Southampton FC|
Partido Popular|es:Partido Popular|es:PP
Sumar|
Junts|
ERC|
Guardia Civil|
Policía Nacional|
Moncloa|
Tribunal Supremo|
Tribunal Constitucional|
Renfe|
Partito Democratico|it:Partito democratico|it:Pd
Movimento 5 Stelle|it:M5s
Forza Italia|
Lega|
Palazzo Chigi|
Quirinale|
Assemblée nationale|
Sénat|
Élysée|
Matignon|
La France insoumise|fr:LFI
Les Républicains|fr:LR
Parti socialiste|fr:PS
SNCF|
CNews|
PVV|
VVD|
D66|
PvdA|
N-VA|
Vooruit|
Vlaams Belang|
Socialdemokraterna|
Sverigedemokraterna|sv:SD
Moderaterna|
Riksdagen|
Säpo|
Arbeiderpartiet|no:Ap
Høyre|
Fremskrittspartiet|no:Frp
Stortinget|
NRK|
Folketinget|
Socialdemokratiet|
Venstre|
PiS|
Platforma Obywatelska|pl:PO|pl:KO
Konfederacja|
Sejm|
TBMM|
TFF|
TCMB|
MHP|
DEM Parti|
MİT|
Fidesz|
Tisza|
SVP|
ORF|
SRF|
Nationalrat|
Neos|
公明党|
立憲民主党|
警視庁|
気象庁|
東電|ja:東京電力
トヨタ|
ソフトバンク|
삼성전자|
현대자동차|ko:현대차
SK하이닉스|
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


def of_countries(block: str) -> str:
    """ "DE Hamburg, Kiel" as one line a place."""
    lines = [line.split(" ", 1) for line in block.strip().splitlines()]
    return "\n".join(f"{code} {name.strip()}" for code, listed in lines for name in listed.split(","))


def main() -> None:
    rows = [
        *countries(),
        *others(CITIES, "city", "city:"),
        *others(of_countries(TOWNS), "city", "city:"),
        *others(of_countries(REGIONS), "city", "place:"),
        *others(PLACES, "place", "place:"),
        *others(ORGANISATIONS, "organisation", "org:"),
        *others(MORE_ORGANISATIONS + INSTITUTIONS.lstrip(), "organisation", "org:"),
        *others(PEOPLE + MORE_PEOPLE.lstrip() + STATESMEN.lstrip(), "person", "person:"),
    ]
    raw = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    OUT.write_bytes(gzip.compress(raw, 9, mtime=0))
    print(len(rows), "rows", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
