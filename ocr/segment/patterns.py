"""What front matter, headings and references look like in print, in Kazakh, Russian and English."""

import re

from ocr.language import Language

EMAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
_EMAIL_WORDS = r"(?:[EЕ]\s?-?\s?ma[il1]{2}s?|Эл(?:ектрон\w*|\.)\s?(?:почта\w*|пошта\w*|адрес\w*|мекенжай\w*)|Электрон\w+\s+\w+)"
EMAIL_LABEL = re.compile(rf"^\W*{_EMAIL_WORDS}\s*[:.;]?\s*", re.IGNORECASE)
EMAIL_LABEL_INSIDE = re.compile(rf"\b{_EMAIL_WORDS}\s*[:.;–—-]?", re.IGNORECASE)
UDC = re.compile(
    r"^\W*(?:[ӘƏӨЭ]ОЖ|Ə?ӘОЖ|УД[КK]|UDC|БӘЖ)\s*(?:[:.№]|[–—-](?=\s))?\s*(?P<code>\d(?:[\d.:;+/()\s«»“”\"=*,-]|['’ʼ‘`](?=\d))*)",
    re.IGNORECASE,
)
MRNTI = re.compile(r"(?:[ҒГ]ТАМР|МРНТИ|IRSTI|ГРНТИ)\s*[:.–—-]?\s*(?P<code>\d\d(?:[.,\s]\s?\d\d){1,2})", re.IGNORECASE)
DOI = re.compile(r"\b(?P<doi>10\.\d{4,9}/[^\s<>\"«»]+)")
DOI_WITH_LABEL = re.compile(rf"(?:https?://)?(?:dx\.)?(?:doi\.org/)?(?:DOI\s*:?\s*)?{DOI.pattern}", re.IGNORECASE)
SUPERVISOR = re.compile(
    r"^\W*(?P<label>Ғылыми\s+(?:жетекші|кеңесші)(?:сі|лері|лер)?|Научны[йе]\s+(?:руководител[ьи]|консультант\w*)|Жетекшісі|"
    r"(?:Scientific|Academic|Research)\s+(?:supervisors?|advis[eo]rs?|consultants?)|Supervisor)\b\s*[:.–—-]?\s*",
    re.IGNORECASE,
)

_PART_BEGINS = r"(?:\s*[.:;–—-]+\s*|\s*$|\s+(?=(?-i:[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ«\"“\d])))"
"""After its label a part of the front matter begins with a sign, on the next line, or with a capital."""

ABSTRACT: tuple[tuple[Language, re.Pattern[str]], ...] = (
    (
        Language.KAZAKH,
        re.compile(rf"^\W*(?:[АA][ңнhг]датпа|Түйіндеме|Т[үу]й[іi]н|Қысқаша\s+мазмұны){_PART_BEGINS}", re.IGNORECASE),
    ),
    (Language.RUSSIAN, re.compile(rf"^\W*(?:Аннот[ао]ция|Резюме|Реферат){_PART_BEGINS}", re.IGNORECASE)),
    (Language.ENGLISH, re.compile(rf"^\W*(?:Abstract|Annotation|Summary|R[eé]sum[eé]){_PART_BEGINS}", re.IGNORECASE)),
)
KEYWORDS: tuple[tuple[Language, re.Pattern[str]], ...] = (
    (
        Language.KAZAKH,
        re.compile(
            r"^\W*(?:Т[үу]й[іi]н(?:д[іi])?|К[іi]лт(?:т[іi])?|Т[іi]рек|Негізгі)\s+с[өеэо]здер\w*\s*[.:;–—-]*\s*", re.IGNORECASE
        ),
    ),
    (Language.RUSSIAN, re.compile(r"^\W*(?:Ключев[ыь]е|Опорные)\s+слов[ао]\s*[.:;–—-]*\s*", re.IGNORECASE)),
    (Language.ENGLISH, re.compile(r"^\W*(?:Key\s?-?words(?:\s+and\s+phrases)?|Index\s+terms)\s*[.:;–—-]*\s*", re.IGNORECASE)),
)

REFERENCES = re.compile(
    r"^\W*(?:\d{1,2}\.?\s+)?(?:"
    r"(?:Пайдаланыл|Қолданыл)[ғг]ан\s+(?:әдебиет|дереккөз|деректер)\w*(?:\s+(?:мен|және)\s+\w+)?(?:\s+тізімі)?|"
    r"[ӘЭ]дебиет(?:тер)?(?:\s+тізімі)?|Сілтемелер(?:\s+тізімі)?|Дереккөздер(?:\s+тізімі)?|Библиография\w*(?:\s+тізім)?|"
    r"(?:Список\s+)?(?:использованн\w+\s+|цитируем\w+\s+)?литератур[аыeе](?:\s+и\s+источник\w+)?|"
    r"(?:Список\s+)?(?:использованн\w+\s+)?источник(?:ов|и)(?:\s+и\s+литератур[аы])?|Список\s+(?:использованных\s+)?источников|"
    r"(?:Пристатейный\s+)?Библиограф\w+(?:\s+список)?|Транслитераци\w*(?:\s+\w+){0,2}|"
    r"(?:List\s+of\s+)?References?(?:\s+\(?translit\w*\)?)?|Bibliography|Literature(?:\s+cited)?|Works\s+cited|Sources(?:\s+and\s+literature)?"
    r")\W*$",
    re.IGNORECASE,
)
CONTENTS = re.compile(r"^\W*(?:Мазм[ұуү]ны?|Содержание|Оглавление|(?:Table\s+of\s+)?Contents)\b(?!\s+[a-zа-я])", re.IGNORECASE)
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
    r"^\W*(?:(?:жал[ғг]асы|со[ңн]ы|ая[ғг]ы|басы)\b.{0,40}\bбет|(?:окончание|продолжение|начало)\b.{0,40}\b(?:стр|с)\b|"
    r"(?:continued|concluded)\s+(?:on|from)\b)",
    re.IGNORECASE,
)
NUMBER_LINE = re.compile(r"^[-–—•·.\s|]*(?P<number>\d{1,4}|[ivxlc]{1,6})[-–—•·.\s|]*$", re.IGNORECASE)
ENTRY = re.compile(r"^\W{0,2}(?P<number>\d{1,3})(?P<mark>[.)\]|]*)\s+(?=\S)")

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
