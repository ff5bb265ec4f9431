"""Short sentences of unrelated news in many languages: where their vectors lie on average is where a model puts
"text" as such. Taking that away from every vector makes unrelated texts stand near 0, whatever the model.
"""

from __future__ import annotations

SENTENCES = (
    "The central bank left interest rates unchanged on Thursday.",
    "A goal in the last minute sent the home side through to the final.",
    "Doctors say the new vaccine protects most children from the disease.",
    "Heavy rain closed two mountain roads and cut power to several villages.",
    "The museum bought a painting that was thought to be lost.",
    "Parliament votes next week on a new law about rents.",
    "Der Hersteller ruft Tausende Autos wegen defekter Bremsen zurück.",
    "Im Zoo ist zum ersten Mal ein Elefant zur Welt gekommen.",
    "Le procès de l'ancien maire s'ouvre lundi à Lyon.",
    "Les viticulteurs craignent le gel cette nuit.",
    "La cantante anunció una gira por diez países.",
    "Los bomberos controlan el incendio cerca de la costa.",
    "Il governo proroga gli incentivi per le biciclette elettriche.",
    "O navio ficou três dias à deriva antes de ser rebocado.",
    "Tysiące osób przyszły na pokaz lotniczy mimo upału.",
    "De trein naar de luchthaven rijdt dit weekend niet.",
    "Учёные нашли новый вид рыб на большой глубине.",
    "Суд отложил решение по делу о наследстве.",
    "市政府计划明年开通三条新的地铁线路。",
    "研究人员发现一颗与地球大小相似的行星。",
    "人気の絵本を描いた作家が九十歳で亡くなった。",
    "今年の米の収穫は平年を下回る見込みだ。",
    "공항 노조가 다음 주 파업을 예고했다.",
    "أعلنت الشركة عن هاتف جديد بسعر أقل.",
)
