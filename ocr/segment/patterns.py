"""What front matter, headings and references look like in print, in Kazakh, Russian and English."""

import re

from ocr.language import Language

_UPPER = "A-ZÀ-ÝА-ЯЁӘҒҚҢӨҰҮҺІ"
_LOWER = "a-zß-ÿа-яёәғқңөұүһі"
_INITIAL = rf"[{_UPPER}][{_LOWER}]?[{_LOWER}]?"
# After a capital with its stop, whatever has one is an initial too: small letters and signs are misread capitals.
_MORE_INITIALS = rf"(?:(?:{_INITIAL}|[^\s\d.,;@]{{1,2}})\.\s?){{0,2}}"
_INITIALS = rf"(?:(?:[{_UPPER}]\.?\s?|{_INITIAL}\.\s?){{1,3}}|[{_UPPER}]\.?\s?{_MORE_INITIALS})"
_DOTTED_INITIALS = rf"(?:(?:{_INITIAL}\.\s?|[{_UPPER}]\s){{1,3}}|{_INITIAL}\.\s?{_MORE_INITIALS})"
_SURNAME = rf"[{_UPPER}][{_UPPER}{_LOWER}'’ʼ-]*[{_LOWER}{_UPPER}]"
_PATRONYMIC = r"(?:ич|вна|ична|ұлы|улы|қызы|кызы|uly|kyzy|qyzy|vich|vna)"

SURNAME_FIRST = re.compile(rf"^(?P<surname>{_SURNAME}(?:\s{_SURNAME})?)[,\s]\s*(?P<given>{_INITIALS})$")
INITIALS_FIRST = re.compile(rf"^(?P<given>{_DOTTED_INITIALS})\s*(?P<surname>{_SURNAME})$")
FULL_NAME = re.compile(rf"^(?P<surname>{_SURNAME})\s(?P<given>{_SURNAME}\s[{_UPPER}][{_LOWER}]+{_PATRONYMIC})$")
NAME_PAIR = re.compile(rf"^(?P<given>[{_UPPER}][{_LOWER}]+)\s(?P<surname>[{_UPPER}][{_LOWER}'’-]+)$")

NAME_SEPARATOR = re.compile(r"\s*[,;]\s+|\s+(?:and|және|мен|и|&)\s+")
MARKERS = re.compile(r"[\d*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰'’`?!|°]+(?=\s*$)|^[\d*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰'’`°|]+\s*")

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
EMAIL_LABEL = re.compile(r"^\W*(?:[EЕ]\s?-?\s?mail|Эл\.?\s?(?:почта|пошта)|Электрон\w+\s+\w+)\s*[:.;]?\s*", re.IGNORECASE)
UDC = re.compile(r"^\W*(?:ӘОЖ|Ə?ӘОЖ|ƏОЖ|УДК|UDC)\s*[:.]?\s*(?P<code>[\d][\d.:+/()\s\"=-]*)", re.IGNORECASE)
MRNTI = re.compile(r"(?:ҒТАМР|МРНТИ|IRSTI|ГРНТИ)\s*[:.]?\s*(?P<code>\d\d(?:[.\s]\d\d){1,2})", re.IGNORECASE)
DOI = re.compile(r"\b(?P<doi>10\.\d{4,9}/[^\s<>\"]+)")
SUPERVISOR = re.compile(
    r"^\W*(?P<label>Ғылыми\s+жетекші(?:сі)?|Научный\s+руководитель|(?:Scientific|Academic)\s+(?:supervisor|adviser|advisor))\s*[:.–—-]?\s*",
    re.IGNORECASE,
)

ABSTRACT: tuple[tuple[Language, re.Pattern[str]], ...] = (
    (Language.KAZAKH, re.compile(r"^\W*(?:[АA][ңн]датпа|Түйіндеме)\b\s*[.:–—-]?\s*", re.IGNORECASE)),
    (Language.RUSSIAN, re.compile(r"^\W*(?:Аннотация|Резюме)\b\s*[.:–—-]?\s*", re.IGNORECASE)),
    (Language.ENGLISH, re.compile(r"^\W*(?:Abstract|Annotation|Summary)\b\s*[.:–—-]?\s*", re.IGNORECASE)),
)
KEYWORDS: tuple[tuple[Language, re.Pattern[str]], ...] = (
    (Language.KAZAKH, re.compile(r"^\W*(?:Түйін(?:ді)?\s+сөздер|Кілт\s+сөздер)\s*[.:–—-]?\s*", re.IGNORECASE)),
    (Language.RUSSIAN, re.compile(r"^\W*Ключевые\s+слова\s*[.:–—-]?\s*", re.IGNORECASE)),
    (Language.ENGLISH, re.compile(r"^\W*Key\s?-?words\s*[.:–—-]?\s*", re.IGNORECASE)),
)

REFERENCES = re.compile(
    r"^\W*(?:Пайдаланыл[ғг]ан\s+(?:әдебиет|дереккөз)\w*(?:\s+тізімі)?|Әдебиет(?:тер)?(?:\s+тізімі)?|"
    r"(?:Список\s+)?(?:использованн\w+\s+)?литератур[аы](?:\s+и\s+источник\w+)?|Список\s+(?:использованных\s+)?источников|Библиограф\w+(?:\s+список)?|"
    r"References?|Bibliography|Literature|Works\s+cited)\W*$",
    re.IGNORECASE,
)
CONTENTS = re.compile(r"^\W*(?:Мазмұны?|Содержание|Оглавление|(?:Table\s+of\s+)?Contents)\b(?!\s+[a-zа-я])", re.IGNORECASE)
SECTION = re.compile(
    r"^\W*(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?(?:К[іi]р[іi]спе|Қорытынды\w*|Нәтижелер\w*|Талқылау|Зерттеу\w*|Материалдар\w*|Әдіс\w*|Введение|Заключение|Выводы?|"
    r"Результат\w*|Обсуждени\w*|Метод\w*|Материал\w*|Introduction|Conclusions?|Results?|Discussion|Methods?|Materials?|Acknowledge?ments?|Background)\b",
    re.IGNORECASE,
)
AFFILIATION = re.compile(
    r"университет|институт|академи|школ|мекте[пб]|библиотек|кітапхана|орталығы|центр|музе[йя]|архив|мұрағат|лице[йя]|колледж|кафедр|факультет|"
    r"студент|магистрант|докторант|учител|преподават|мұғалім|оқытушы|профессор|доцент|кандидат|доктор|қаласы|\bг\.\s|қазақстан|казахстан|"
    r"universit|institut|academ|school|library|cent(?:re|er)|museum|department|faculty|college|consortium|student|teacher|professor|lecturer|kazakhstan",
    re.IGNORECASE,
)
CONTINUED_FROM = re.compile(r"\b(?:басы|начало|окончание\.|continued\s+from|concluded\s+from)\b", re.IGNORECASE)
JUMP = re.compile(
    r"^\W*(?:(?:жалғасы|басы)\b.{0,40}\bбет|(?:окончание|продолжение|начало)\b.{0,40}\b(?:стр|с)\b|(?:continued|concluded)\s+(?:on|from)\b)",
    re.IGNORECASE,
)
NUMBER_LINE = re.compile(r"^[-–—•·.\s|]*(?P<number>\d{1,4}|[ivxlc]{1,6})[-–—•·.\s|]*$", re.IGNORECASE)
ENTRY = re.compile(r"^\W{0,2}(?P<number>\d{1,3})(?P<mark>[.)\]|]*)\s+(?=\S)")
CITATION = re.compile(r"\[\s*\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*\s*\]")

FLOAT_LABEL = re.compile(
    r"^\W{0,2}(?P<label>(?:кесте|таблица|табл\.|table|сурет|рисунок|рис\.|figure|fig\.|схема|диаграмма)\s*(?:№\s*)?\d+|\d+\s*[-–]?\s*(?:кесте|сурет))\s*[.:–—-]*\s*",
    re.IGNORECASE,
)
TABLE_LABEL = re.compile(r"кесте|табл|table", re.IGNORECASE)


_LONGEST_CODE_LINE = 60


def is_opening(text: str) -> bool:
    """Tell whether `text` begins a part of the front matter: abstract, keywords, classification, e-mail, supervisor."""
    patterns = [pattern for _, pattern in (*ABSTRACT, *KEYWORDS)]
    return any(pattern.match(text) for pattern in (*patterns, UDC, EMAIL_LABEL, SUPERVISOR)) or bool(
        MRNTI.search(text) and len(text) < _LONGEST_CODE_LINE
    )
