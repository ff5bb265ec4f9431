# ruff: noqa: E501  (a language's phrases read best on whole lines)
"""The words and marks of walls before an article: subscription, registration, login. Says what they look like only.

Two kinds of words must meet in a phrase, an offer and reading on, or it must say who may read: a mere "Subscribe to our
newsletter" or "Read more" is none.
"""

from __future__ import annotations

import re

from lxml import etree

from octavo.core.gather.extract.segments import Segment

_PHRASES = {
    "en": r"\b(?:subscri(?:be|bers?|ption)|regist(?:er|ration)|log ?in|sign (?:in|up|on)|join (?:us|now|for|today)|"
    r"member(?:ship)?|free account|account|trial)\b.{0,80}\b(?:to|and) (?:read|continue|keep reading|access|view|unlock|"
    r"finish|see the (?:rest|full)|get (?:full|unlimited))\b|"
    r"\b(?:to|and) (?:continue|keep) reading\b|continue reading (?:with|this|for|by)\b|"
    r"\b(?:keep|want to keep) reading\b.{0,60}\b(?:subscri|trial|account|member)|"
    r"\b(?:to (?:read|access|view|unlock)|for (?:full|unlimited) access|full access|rest of (?:this|the) "
    r"(?:story|article))\b.{0,60}\b(?:subscri|register|log ?in|sign (?:in|up)|trial|account|member|plan)|"
    r"\bread the (?:full|rest|whole|entire)\b.{0,20}\b(?:story|article|report)\b|"
    r"\b(?:articles?|stor(?:y|ies)|content|report|page|feature)\b.{0,12}\b(?:is|are) (?:now )?(?:only |exclusively )?"
    r"(?:for|available (?:only )?(?:to|for)|reserved (?:for|to)|exclusive to|limited to|locked for|accessible to)"
    r"(?: all)?(?: our)?(?: \w+)? (?:subscribers?|members|users|readers|premium|customers)|"
    r"^\W*(?:exclusively )?for (?:our )?(?:\w+ )?(?:subscribers|members)(?: only)?\W*$|"
    r"\b(?:subscribers?|members?|premium)[- ](?:only|exclusive)|"
    r"\byou(?:.ve| have) (?:reached|read|used|hit|viewed)\b.{0,40}\b(?:limit|free|last|articles?)|"
    r"\b(?:free|last) articles? (?:left|remaining|this month)|"
    r"\bunlock (?:this|the (?:full|rest)|unlimited|all|full)|read on with an? |"
    r"\b(?:start|begin|try|claim|get) (?:your|a|our|my) (?:\S{1,10} )?(?:\S{1,10} )?trial|"
    r"\balready (?:a |an )?(?:subscribed?|paying|member|have an account|registered)|"
    r"\b(?:choose|select|pick) (?:a|your|the) (?:plan|subscription|package)|"
    r"\bcreate (?:a|an|your) (?:free )?account to",
    "de": r"(?:jetzt |sofort |gratis |kostenlos |hier |einfach )?(?:weiter ?lesen|weiterzulesen) (?:mit|als|im|und|wollen)|"
    r"(?:registrieren|anmelden|einloggen|testen|abonnieren|kaufen|freischalten)\b.{0,40}(?:weiter|zu ?ende|vollständig|"
    r"ganz\w*) ?lesen|(?:um|zum) .{0,50}(?:weiter|zu ?ende|vollständig|ganz\w*) ?(?:zu ?)?lesen|"
    r"(?:artikel|inhalt\w*|text|beitrag)s? (?:(?:vollständig|weiter|ganz|zu ende) ?lesen|freischalten)|"
    r"mit .{0,30}(?:weiterlesen|alle artikel)|(?:möchten|wollen) sie weiterlesen|ich bin (?:bereits )?abonnent|(?:dies\w+|der) (?:artikel|beitrag|inhalt|text)\b.{0,30}"
    r"(?:abonnent|mitglieder|registrierte|premium|kostenpflichtig|plus-)|"
    r"(?:exklusiv |nur )?für (?:unsere )?(?:abonnent|premium-?mitglieder|registrierte)|"
    r"(?:bereits|schon) (?:ein )?(?:abonnent|registriert|abonniert|kunde|abo\b|abo-|plus-|mitglied|ein konto)|"
    r"als abonnent|jetzt (?:abo|plus|digital)\w* (?:testen|abschließen|bestellen)|"
    r"(?:monat|wochen?|tage?) (?:für \S+ |nur \S+ )?(?:kostenlos|gratis|testen|lesen)|(?:digital|probe|plus-?|zeitungs|"
    r"monats)abo|alle artikel (?:auf|lesen|frei)|(?:zugriff|zugang) (?:auf|zu) allen? (?:artikel|inhalt)",
    "fr": r"réservée?s? (?:à nos|aux) (?:abonné|membres)|pour (?:lire la suite|continuer (?:la|votre|à lire)|accéder à "
    r"(?:l.intégralité|tous|cet)|lire (?:l.intégralité|la suite|cet))|déjà (?:abonné|inscrit|un compte|client)|"
    r"abonnez[- ]vous (?:pour|et|dès|à partir|maintenant|en ligne)|il vous reste .{0,30}(?:%|à lire|à découvrir)|"
    r"(?:la suite|cet article|ce contenu|l.article complet) (?:de cet article )?est (?:réservé|accessible|payant)|"
    r"(?:lire|découvrir|débloquer) la suite (?:avec|pour|en|de l)|poursuivez (?:votre|la) lecture|"
    r"(?:créez|connectez).{0,50}(?:pour (?:lire|continuer|poursuivre|accéder)|la suite)|"
    r"(?:sans engagement|le premier mois|par mois pendant)\b|essai gratuit",
    "es": r"(?:exclusiv[oa]s?|reservad[oa]s?|solo|sólo) (?:para|a) (?:nuestros )?(?:suscriptores|socios|abonados|"
    r"suscritos|registrados)|(?:suscríbe(?:te|se)|regístra(?:te|se)|inicia(?:r|) sesión|hazte socio)\b.{0,50}"
    r"(?:para|y) (?:leer|seguir|continu|acceder|disfrut|sig)|para (?:seguir|continuar) (?:leyendo|con la lectura)|"
    r"(?:continúa|sigue) leyendo|(?:ya (?:soy|eres|es)|¿eres) (?:suscriptor|socio|abonado|usuario)|"
    r"ya (?:tienes|tiene|estás) (?:una )?(?:cuenta|suscri|registrad)|(?:te|le) quedan? .{0,30}(?:artículos?|leer)|"
    r"(?:este|el) (?:contenido|artículo) (?:es|está) (?:exclusivo|reservado|disponible solo)|prueba gratis|"
    r"(?:primer|al) mes (?:gratis|por)",
    "it": r"(?:riservat|esclusiv|dedicat)\w+ (?:agli|ai|per gli|per i) (?:nostri )?(?:abbonati|soci|iscritti|utenti)|"
    r"(?:abbonati|registrati|accedi|iscriviti|attiva)\b.{0,50}(?:per|e) (?:continu|legg|prosegu|accedere|sblocc)|"
    r"per (?:continuare (?:a leggere|la lettura)|proseguire|leggere (?:tutto|l.articolo|il resto))|"
    r"(?:continua|prosegui) (?:a leggere|la lettura)|(?:sei già|già) (?:un )?(?:abbonat|registrat|iscritt)|"
    r"hai già un (?:abbonamento|account)|(?:primo|al) mese (?:gratis|a)|prova gratis|sblocca (?:l.articolo|tutti)",
    "pt": r"(?:exclusiv\w+|reservad\w+|disponível|só|apenas) (?:para|a|aos) (?:nossos )?(?:assinantes|membros|"
    r"cadastrados|subscritores)|(?:assine|cadastre-se|registe-se|faça (?:o )?login|subscreva)\b.{0,50}(?:para|e) "
    r"(?:ler|continu|acess|leia|tenha)|(?:continue|siga) (?:lendo|a ler)|para (?:continuar (?:lendo|a ler)|ler (?:o "
    r"restante|a matéria|tudo|este))|já (?:é|sou) (?:nosso )?(?:assinante|subscritor|cadastrado)|"
    r"já tem (?:uma )?(?:conta|assinatura)|(?:primeiro|por) mês (?:grátis|por)|experimente grátis",
    "nl": r"(?:alleen|exclusief|uitsluitend) (?:voor|toegankelijk voor) (?:onze )?(?:abonnees|leden)|"
    r"(?:abonneer|registreer|log in|word (?:abonnee|lid)|maak een account)\b.{0,60}(?:om|en) .{0,30}(?:lezen|lees)|"
    r"(?:lees|verder) (?:verder|het hele|lezen (?:met|als|voor))|om (?:dit|het) (?:hele )?artikel (?:verder )?te lezen|"
    r"(?:al|reeds|bent u|ben je) (?:een )?(?:abonnee|lid\b|account)|heb je al een (?:account|abonnement)|"
    r"(?:eerste maand|maanden?) (?:gratis|voor)|dit artikel is (?:alleen|exclusief|gratis)",
    "sv": r"(?:endast|bara|exklusivt|låst) för (?:dig som är )?(?:våra )?(?:prenumerant|medlem|plus|premium)|"
    r"(?:logga in|bli (?:prenumerant|medlem|plus)|prenumerera|skapa (?:ett )?konto|köp)\b.{0,50}(?:för att|och) "
    r"(?:läs|fortsätt)|(?:läs|fortsätt) (?:hela|vidare|läsa)|för att (?:läsa (?:vidare|hela)|fortsätta)|redan (?:är )?"
    r"(?:prenumerant|kund|medlem|plus)|är du (?:redan )?(?:prenumerant|kund)|(?:första )?månaden? (?:gratis|för)",
    "no": r"(?:kun|bare|forbeholdt|eksklusivt|er) for (?:våre |dig som er )?abonnent\w*|(?:logg inn|bli abonnent|"
    r"kjøp|tegn|opprett)\b.{0,50}(?:for å|og) (?:les|fortsett|få)|(?:les|fortsett å lese) (?:hele|videre)|for å "
    r"(?:lese (?:videre|hele|saken)|fortsette)|(?:allerede|er du) abonnent|bli abonnent|har du (?:allerede )?"
    r"(?:abonnement|konto)|(?:første )?måned(?:en)? (?:gratis|for)",
    "da": r"(?:kun|forbeholdt|eksklusivt|er) for (?:vores )?(?:abonnenter|medlemmer)|(?:log ind|bliv (?:abonnent|medlem)|"
    r"køb|opret|tegn)\b.{0,50}(?:for at|og) (?:læs|fortsæt|få)|(?:læs|fortsæt) (?:hele|videre|læsningen)|for at læse "
    r"(?:videre|hele|artiklen)|(?:allerede|er du) (?:abonnent|kunde|medlem)|har du (?:allerede )?(?:et )?(?:abonnement|"
    r"login)|(?:første )?måned(?:en)? (?:gratis|for)|prøv gratis",
    "fi": r"(?:vain|rajattu) (?:tilaajille|tilaajien)|tilaajille|(?:tilaa|kirjaudu|rekisteröidy|osta)\b.{0,60}"
    r"(?:lukeaksesi|lue|luke|jatka)|(?:jatka|jatkaaksesi) luk|(?:oletko|olet) jo tilaaja|lue (?:koko|juttu) .{0,20}tilaa|"
    r"(?:luettavissa|tämä artikkeli) .{0,20}tilaaj|ilmainen (?:kokeilu|kuukausi)|kuukausi (?:ilmaiseksi|eurolla)",
    "pl": r"(?:tylko|wyłącznie|dostępn\w+) dla (?:naszych )?(?:subskrybentów|prenumeratorów|zalogowanych|abonentów|"
    r"czytelników)|(?:zaloguj|wykup|kup|zarejestruj|subskrybuj|zaprenumeruj)\b.{0,60}(?:aby|by|żeby|i) (?:czyta|przeczyta|"
    r"kontynu|uzyska)|(?:aby|żeby|by) (?:czytać dalej|przeczytać (?:całość|cały|dalszą)|kontynuować)|"
    r"czytaj dalej (?:z|za|w)|pozostało .{0,20}(?:%|tekstu|artykułu)|(?:masz już|jesteś już) (?:prenumerat|subskryb|konto)|"
    r"dostęp do (?:całego|tego) (?:artykułu|tekstu)|pierwszy miesiąc (?:za|gratis)",
    "cs": r"(?:pouze|jen|výhradně|dostupn\w+) (?:pro|předplatitel\w*)\s?(?:naše |přihlášené |registrované )?"
    r"(?:předplatitel|členy|uživatel|čtenáře)?|(?:předplaťte|přihlaste|registrujte|zaregistrujte|kupte)\b.{0,60}"
    r"(?:abyste|a čt|pro (?:čtení|pokračování|přístup))|pokrač(?:ov|uj)\w+ ve čtení|(?:chcete|pro) (?:číst|dočíst|přečíst)|"
    r"(?:máte|jste) (?:již|už) (?:předplat|předplatitel|účet)|zbývá .{0,20}(?:%|článku|textu)|odemkn\w+ (?:článek|celý)|"
    r"první měsíc (?:za|zdarma)",
    "ru": r"(?:только|доступ\w+|исключительно) (?:для|по) (?:наших )?(?:подписчик|подписк|зарегистрированн|авторизованн)|"
    r"(?:оформите|подпишитесь|войдите|зарегистрируйтесь|авторизуйтесь|купите)\b.{0,60}(?:чтобы|для|и) (?:чит|прочит|"
    r"продолж|получ|дочит|доступ)|чтобы (?:прочитать|читать|продолжить|дочитать)|полн\w+ (?:текст|верси)\w* .{0,30}подпис|"
    r"продолж\w+ чтение|уже (?:подписаны|есть подписка|зарегистрированы)|(?:подпишитесь|подписка) (?:за|от) \d|"
    r"материал (?:доступен|закрыт)|первый месяц (?:за|бесплатно)",
    "uk": r"(?:лише|тільки|доступ\w+) (?:для|за) (?:наших )?(?:передплатник|підписник|передплат|підписк|зареєстрован)|"
    r"(?:оформіть|передплатіть|підпишіться|увійдіть|зареєструйтеся)\b.{0,60}(?:щоб|для|та|і) (?:чит|прочит|продовж|"
    r"отрим|доступ|дочит)|щоб (?:прочитати|читати|продовжити|дочитати)|продовж\w+ читання|вже (?:передплат|маєте|"
    r"підписан|зареєстрован)|перший місяць (?:за|безкоштовно)",
    "tr": r"(?:sadece|yalnızca) (?:abone|üye)\w* (?:özel|açık|okuyabil)?|(?:abone|üye)lere özel|(?:abone ol|üye ol|"
    r"giriş yap|kayıt ol)\w*\b.{0,60}(?:oku|devam|eriş)|(?:okumaya|haberin) devam\w* (?:etmek|için|abone)|"
    r"(?:devamını|tamamını) (?:okumak|görmek)|(?:zaten|hâlâ|hala) (?:abone|üye)|(?:abone|üye) misiniz|"
    r"(?:ilk ay|ücretsiz den)\w*",
    "ja": r"(?:有料|無料|会員|登録|購読)\w{0,3}限定(?!\w{0,6}記事も)|この記事は\w{0,6}(?:有料|会員|購読)|残り\w{0,8}(?:文字|%|％|ページ)|"
    r"続き(?:を読む|は|をお読み)\w{0,12}(?:会員|登録|ログイン|購読|有料)|(?:ログイン|会員登録|購読|登録)\w{0,12}"
    r"(?:すると|して|いただくと|で)\w{0,8}(?:続き|全文|読め|お読み)|(?:全文|続き)\w{0,10}(?:会員|ログイン|登録|購読|有料)|"
    r"有料会員(?:登録(?:して|すると)|の方は)|記事が読み放題|(?:すでに|既に)\w{0,4}会員|会員の方は(?:こちら|ログイン)|"
    r"(?:無料|初月|[0-9０-９]カ月)\w{0,4}(?:体験|お試し|無料)",
    "zh": r"(?:订阅|訂閱|登录|登入|注册|註冊|付费|付費|开通|開通|成为会员|成為會員)\w{0,12}(?:继续|繼續|后|後|以|即可|查看|閱讀|阅读)|"
    r"(?:继续|繼續|全文|剩余|剩餘|餘下)\w{0,6}(?:阅读|閱讀)?\w{0,6}(?:请|請|需|登录|登入|订阅|訂閱|付费|付費|会员|會員)|"
    r"(?:仅限|僅限|只限|专享|專享|限)\w{0,4}(?:会员|會員|订阅|訂閱|付费|付費)|(?:会员|會員|订户|訂戶|订阅用户|訂閱用戶|付费用户)\w{0,4}"
    r"(?:专享|專享|专属|專屬|独家|可读)|(?:已经是|已是|已經是)\w{0,4}(?:会员|會員|订阅|訂閱|订户|訂戶)|(?:付费阅读|付費閱讀|免费试用|免費試用)",
    "ko": r"(?:구독자|회원|유료|멤버십|프리미엄)\w{0,4}\s?(?:전용|만|독자|한정)|(?:로그인|구독|회원가입|가입|결제)\w{0,4}\s?"
    r"(?:후|하시면|하면|하고)\s?.{0,20}(?:읽|보실|볼 수|이용|열람|계속)|(?:계속|전문|전체|나머지)\w{0,3}\s?.{0,12}(?:읽으려면|보려면|"
    r"보시려면|읽으시려면)|(?:이미|벌써) .{0,6}(?:구독|회원)|(?:첫 달|무료) (?:무료|체험)|남은 기사",
    "ar": r"(?:للمشتركين|للأعضاء|لمشتركينا) ?(?:فقط|حصر\w*)?|(?:حصري|متاح|مخصص) (?:فقط )?(?:ل|لل)?\w*(?:مشترك|أعضاء)|"
    r"(?:اشترك|سجل|سجّل|قم بتسجيل)\b.{0,50}(?:لمتابعة|لقراءة|للوصول|لمواصلة|لإكمال|واقرأ|وتابع)|(?:لمتابعة|لمواصلة|لإكمال) "
    r"(?:ال)?قراءة|(?:هل أنت|أنت) مشترك|لديك (?:حساب|اشتراك)|(?:مشترك|عضو) بالفعل|الشهر الأول (?:مجان|بـ)",
}
PITCH = re.compile("|".join(f"(?:{phrase})" for phrase in _PHRASES.values()), re.I)

# How page makers call a wall. Not the frame around the text behind it ("paywall-content").
_NAMED = re.compile(
    r"(?:pay|reg|sub|meter|login|premium|plus|abo|subscri\w*|membership|registration|content|article|story|access|"
    r"leaky|soft|hard)[-_]?(?:wall|gate|barrier|lock(?:er)?)(?![-_]?(?:article|content|body|text|paragraph|data))|"
    r"paywall(?![-_]?(?:article|content|body|text|paragraph|data))|"
    r"(?:^|[\s_-])(?:tp-container|piano-(?:offer|inline|container|wall)|poool-(?:widget|container|engine)|"
    r"evolok|zephr|fewcents|laterpay|steady-paywall|memberful|tinypass|regwall|upsell|offer-?(?:wall|page|box)|"
    r"(?:article|content|text|story|premium|is)-?(?:truncat\w+|locked|cut-?off|fade-?out)|"
    r"(?:subscribe|subscription|abo|abonnement|register|login)-(?:prompt|teaser|offer|box|cta|banner|overlay|promo|"
    r"reminder|invite))(?=$|[\s_-])",
    re.I,
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HIDDEN = re.compile(r"(?:^|\s)(?:hide|hidden|is-hidden|d-none|display-none|invisible)(?:$|\s)", re.I)
_ADDRESS = re.compile(
    r"/(?:subscri\w*|abo(?:s|nn\w*|-\w+|shop)?|abbonament\w*|suscri\w+|suscripcion\w*|assin\w+|prenumer\w*|tilaa|"
    r"prenumerat\w*|predplat\w*|abonelik|uyelik|members?(?:hip)?|register|registrieren|registrer\w*|signup|sign-up|"
    r"join|login|log-in|signin|sign-in|anmelden|connexion|plans?|offers?|angebote?|plus|premium|checkout|paywall)"
    r"(?:[/?#._-]|$)|^https?://(?:abo|abos|abonnement|subscribe|subscriptions?|login|account|accounts|suscripciones|"
    r"assine|shop|konto|id|sso)\.",
    re.I,
)
_PRICE = re.compile(
    r"(?:[$€£¥₽₺₩₴]|\b(?:EUR|USD|GBP|CHF|kr|zł|Kč|руб|грн|TL|Ft|lei)\b\.?)\s?\d|\d\s?(?:[$€£¥₽₺₩₴%円元원]|"
    r"(?:EUR|USD|CHF|kr|zł|Kč|руб|грн|TL|Ft|lei)\b)",
    re.I,
)


def pitches(text: str) -> bool:
    """Whether a line offers reading on to those who subscribe, register or log in."""
    return bool(PITCH.search(text[:300]))


def stands_in_wall(segment: Segment, around: set[etree._Element]) -> bool:
    """Whether page makers call the place of a segment a wall. Elements `around` the text are frames, not walls."""
    return any(element not in around and _NAMED.search(_names(element)) for element in segment.path[-6:])


def is_hidden(segment: Segment) -> bool:
    """Whether the markup hides an enclosing element: walls wait so for a script that shows them."""
    return any(
        element.get("hidden") is not None
        or _HIDING.search(element.get("style") or "")
        or _HIDDEN.search(_names(element))
        for element in segment.path[-8:]
    )


def _names(element: etree._Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:400]


def sells(segment: Segment) -> bool:
    """Whether a piece outside the text leads to a shop or a login, or names a price: the same in all languages."""
    links = (link.get("href") or "" for link in segment.path[-1].iter("a"))
    return any(_ADDRESS.search(link[:300]) for link in links) or bool(_PRICE.search(segment.text[:200]))
