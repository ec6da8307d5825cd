"""What kind of publication an entry cites, by the words it says so with."""

import re
from collections.abc import Mapping

from ocr.reference import PublicationType

_ARCHIVE_NAMES = r"ЦГА|ЦГИА|РГАСПИ|РГИА|РГАЛИ|РГАДА|ГАРФ|АП\s?РК|ГААО|ГАКО|ОММ|ҚР\s?ОМ[МA]|ПМА"
_DOCUMENTS = (
    (
        PublicationType.ARCHIVAL,
        rf"^\W*(?:{_ARCHIVE_NAMES})\b|\bФ(?:онд|\.)\s?[РR]?-?\d+.{{0,20}}\b(?:Оп|О)\.?\s?\d+|\d+-?\s?қор.{{0,25}}\d+-?\s?(?:тізбе|тізім|іс)",
    ),
    (PublicationType.PATENT, r"^\W*(?:Пат(?:ент|\.)|А\.\s?с\.\s?№|Patent|U\.?S\.?\s+Patent)|\bпатент\s+(?:РК|РФ|№)"),
    (PublicationType.STANDARD, r"^\W*(?:ГОСТ\s?Р?|ОСТ|СТ\s?РК|ҚР\s?СТ|СНиП|СанПиН|ISO|ИСО|DIN|IEC|ASTM)\b"),
    (
        PublicationType.LAW,
        (
            r"^\W*(?:Конституци[яи]|Закон|Указ|Постановление|Распоряжение|Приказ|Послание|(?:\w+\s+)?Кодекс|Государственная\s+программа)\b"
            r".{0,120}\b(?:Республик|РК\b|РФ\b|Президент|Правительств|Казахстан)"
        ),
    ),
    (PublicationType.LAW, r"^.{0,120}Қазақстан\s+Республикасы.{0,160}(?:Заңы|Кодексі|Жарлығы|қаулысы|бұйрығы|Конституциясы)"),
    (
        PublicationType.LAW,
        r"\bутвержд[её]н\w*\s+(?:распоряжением|постановлением|указом|приказом)|^\W*О[б]?\s[\w\s]{5,80}:\s+(?:Закон|Указ)",
    ),
)
_PUBLICATIONS = (
    (
        PublicationType.THESIS,
        (
            r"\bавтореф|\bдис(?:с|серт)?\w*\s*(?:\.{1,3}|…|на\s+соиск|канд|докт?)|диссертаци|\b(?:канд(?:идат\w*|\.)|д-ра)\s\w+\.?\s?наук|"
            r"ғылым\w*\s+(?:канд|докт)\w*.{0,40}(?:дисс|автореф)|(?:PhD|doctoral|master[’'`]?s)\s+(?:thesis|dissertation)|\bthesis\b"
        ),
    ),
    (
        PublicationType.REPORT,
        r"\bотч[её]т\b|ҒЗЖ.{0,30}\bесеп|\bпрепринт\b|\b(?:technical|final|annual)\s+report\b|\breport\s+(?:no|nr|№)|-Report\b",
    ),
    (
        PublicationType.CONFERENCE,
        (
            r"(?:материал\w*|сб(?:орник|\.)\s*(?:тр|тез|матер|докл)|труды|тезис\w*|доклад\w*).{0,80}(?:конф|симпоз|съезд|конгресс|чтени|форум)|"
            r"конф(?:еренци|\.)|симпозиум|proceedings?\s+of|\bproc\.|\bconf(?:erence|\.)|symposium|\bcongress\b"
        ),
    ),
)


def _compiled(table: tuple[tuple[PublicationType, str], ...]) -> tuple[tuple[PublicationType, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for kind, pattern in table)


_DOCUMENT_TABLE = _compiled(_DOCUMENTS)
_PUBLICATION_TABLE = _compiled(_PUBLICATIONS)
_NEWSPAPER = re.compile(
    r"//\s*(?:газ(?:ета|\.)\s|«?(?:Егемен\s+Қазақстан|Казахстанская\s+правда|Социалистік\s+Қазақстан|Ана\s+тілі|Жас\s+Алаш|Айқын|Литер|Правда|"
    r"Известия(?!\s+(?:вуз|НАН|АН|высш))|Комсомольская\s+правда|Советская\s+степь|Еңбекшіл?\s+қазақ|Қазақ\s+әдебиеті|Түркістан|"
    r"The\s+\w+\s+Times|Литературная\s+газета)\b)",
    re.IGNORECASE,
)
_SINGLE_DAY = re.compile(
    r"[–—-]\s*\d{1,2}[\s-]*(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|"
    r"қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)",
    re.IGNORECASE,
)
_ONLINE = re.compile(r"(?:Электронн?ы[йе]|Electronic|Электронды[қк]?|Интернет)[\s-]+(?:ресурс|resource)", re.IGNORECASE)
_IN_BOOK = re.compile(r"//\s*(?:в\s+кн\b|кн\.|кітапта|кітабында)|(?:^|[.,]\s)In:?\s|//.*\bсб(?:орник|\.)", re.IGNORECASE)


def document_type(text: str) -> PublicationType | None:
    """Return the kind of an entry that is no publication with authors, but a law, a standard, a patent, a file of an archive."""
    return next((kind for kind, pattern in _DOCUMENT_TABLE if pattern.search(text)), None)


def publication_type(text: str, facts: Mapping[str, str]) -> PublicationType:
    """Return the kind of a publication; `text` has no addresses in it, `facts` are the details it names.

    The words of the entry go first, then what only one kind has. OTHER when nothing tells.
    """
    named = next((kind for kind, pattern in _PUBLICATION_TABLE if pattern.search(text)), None)
    return named or next((kind for kind, holds in _signs(text, facts) if holds), PublicationType.OTHER)


def _signs(text: str, facts: Mapping[str, str]) -> tuple[tuple[PublicationType, bool], ...]:
    hosted, numbered, paged = "//" in text, bool({"volume", "issue"} & facts.keys()), "first_page" in facts
    published = bool({"publisher", "page_count", "isbn"} & facts.keys())
    return (
        (PublicationType.NEWSPAPER, not (numbered and paged) and bool(_NEWSPAPER.search(text))),
        (PublicationType.NEWSPAPER, hosted and not numbered and not paged and bool(_SINGLE_DAY.search(text))),
        (PublicationType.CHAPTER, bool(_IN_BOOK.search(text)) and not ("issue" in facts and paged)),
        (PublicationType.JOURNAL, numbered and (hosted or paged) and "publisher" not in facts),
        (PublicationType.JOURNAL, "issue" in facts and paged),
        (PublicationType.JOURNAL, (hosted or numbered) and not published and "url" not in facts),
        (PublicationType.CHAPTER, hosted and published),
        (PublicationType.BOOK, published),
        (PublicationType.JOURNAL, numbered and not published),
        (PublicationType.WEB, "url" in facts or bool(_ONLINE.search(text))),
        (PublicationType.JOURNAL, paged and "year" in facts),
        (PublicationType.BOOK, "place" in facts),
    )
