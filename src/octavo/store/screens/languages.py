"""What languages call themselves, as readers find them in the list of editions. Knows nothing of texts."""

from __future__ import annotations

_NAMES = {
    "af": "Afrikaans", "am": "አማርኛ", "an": "Aragonés", "ar": "العربية", "as": "অসমীয়া",
    "az": "Azərbaycanca", "ba": "Башҡортса", "be": "Беларуская", "bg": "Български", "bn": "বাংলা",
    "bo": "བོད་ཡིག", "br": "Brezhoneg", "bs": "Bosanski", "ca": "Català", "ceb": "Cebuano", "ckb": "کوردی",
    "cs": "Čeština", "cy": "Cymraeg", "da": "Dansk", "de": "Deutsch", "dv": "ދިވެހި", "dz": "རྫོང་ཁ",
    "el": "Ελληνικά", "en": "English", "eo": "Esperanto", "es": "Español", "et": "Eesti", "eu": "Euskara",
    "fa": "فارسی", "fi": "Suomi", "fo": "Føroyskt", "fr": "Français", "fy": "Frysk", "ga": "Gaeilge",
    "gd": "Gàidhlig", "gl": "Galego", "gu": "ગુજરાતી", "ha": "Hausa", "he": "עברית", "hi": "हिन्दी",
    "hr": "Hrvatski", "ht": "Kreyòl ayisyen", "hu": "Magyar", "hy": "Հայերեն", "id": "Bahasa Indonesia",
    "ig": "Igbo", "is": "Íslenska", "it": "Italiano", "ja": "日本語", "jv": "Basa Jawa", "ka": "ქართული",
    "kk": "Қазақша", "km": "ខ្មែរ", "kn": "ಕನ್ನಡ", "ko": "한국어", "ku": "Kurdî", "ky": "Кыргызча",
    "la": "Latina", "lb": "Lëtzebuergesch", "lg": "Luganda", "ln": "Lingála", "lo": "ລາວ", "lt": "Lietuvių",
    "lv": "Latviešu", "mg": "Malagasy", "mi": "Māori", "mk": "Македонски", "ml": "മലയാളം", "mn": "Монгол",
    "mr": "मराठी", "ms": "Bahasa Melayu", "mt": "Malti", "my": "မြန်မာ", "nb": "Norsk bokmål",
    "ne": "नेपाली", "nl": "Nederlands", "nn": "Norsk nynorsk", "no": "Norsk", "nso": "Sesotho sa Leboa",
    "oc": "Occitan", "om": "Afaan Oromoo", "or": "ଓଡ଼ିଆ", "pa": "ਪੰਜਾਬੀ", "pcm": "Naijá", "pl": "Polski",
    "ps": "پښتو", "pt": "Português", "qu": "Runasimi", "rn": "Ikirundi", "ro": "Română", "ru": "Русский",
    "rw": "Ikinyarwanda", "sd": "سنڌي", "se": "Davvisámegiella", "si": "සිංහල", "sk": "Slovenčina",
    "sl": "Slovenščina", "sn": "ChiShona", "so": "Soomaali", "sq": "Shqip", "sr": "Српски", "st": "Sesotho",
    "su": "Basa Sunda", "sv": "Svenska", "sw": "Kiswahili", "ta": "தமிழ்", "te": "తెలుగు", "tg": "Тоҷикӣ",
    "th": "ไทย", "ti": "ትግርኛ", "tk": "Türkmençe", "tl": "Filipino", "tr": "Türkçe", "tt": "Татарча",
    "ug": "ئۇيغۇرچە", "uk": "Українська", "ur": "اردو", "uz": "Oʻzbekcha", "vi": "Tiếng Việt",
    "wa": "Walon", "xh": "isiXhosa", "yi": "ייִדיש", "yo": "Yorùbá", "zh": "中文", "zu": "isiZulu",
}  # fmt: skip


def language_name(code: str) -> str:
    """The code itself where the language is not known here."""
    return _NAMES.get(code, code)
