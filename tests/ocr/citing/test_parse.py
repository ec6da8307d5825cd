"""An entry of a list of references is taken apart, in ГОСТ's style and in those of the West."""

from datetime import date

import pytest

from ocr.citing import parse_reference
from ocr.reference import ParsedReference, PublicationType


def parsed(text: str) -> ParsedReference:
    found = parse_reference(text)
    assert found is not None
    return found


def parts(text: str) -> dict[str, object]:
    """Return the parts of an entry that are not empty, persons by surname, without kind, confidence and language."""
    found = parsed(text)
    persons = {name: [person.surname for person in getattr(found, name)] for name in ("authors", "editors")}
    plain = {name: getattr(found, name) for name in found.__slots__ if name not in {"publication_type", "confidence", "language"}}
    return {name: value for name, value in {**plain, **persons}.items() if value}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "Абакумов А.С., Ершова 3.В. Измерение давления паров полония // Советская радиохимия. – 1974. – № 6. – С. 396–397.",
            {
                "authors": ["Абакумов", "Ершова"],
                "title": "Измерение давления паров полония",
                "source": "Советская радиохимия",
                "year": "1974",
                "issue": "6",
                "first_page": "396",
                "last_page": "397",
            },
        ),
        (
            "Омаров А.К., Сейітқали Қ.Е. және т.б. Цифрлық мұрағат // ҚазҰУ хабаршысы. – 2020. – Т. 97, № 2. – Б. 15-21.",
            {
                "authors": ["Омаров", "Сейітқали"],
                "authors_incomplete": True,
                "title": "Цифрлық мұрағат",
                "source": "ҚазҰУ хабаршысы",
                "year": "2020",
                "volume": "97",
                "issue": "2",
                "first_page": "15",
                "last_page": "21",
            },
        ),
        (
            "Алыев РР. Лескин С.Т. Графы в представлении информации//Известия вузов. Ядерная энергетика. — 2010. — № 4. С.64-71.",
            {
                "authors": ["Алыев", "Лескин"],
                "title": "Графы в представлении информации",
                "source": "Известия вузов. Ядерная энергетика",
                "year": "2010",
                "issue": "4",
                "first_page": "64",
                "last_page": "71",
            },
        ),
        (
            "Smith, J., & Brown, K. (2019). Digital archives in Central Asia. Archival Science, 12(3), 33–39. https://doi.org/10.1007/s105-2",
            {
                "authors": ["Smith", "Brown"],
                "title": "Digital archives in Central Asia",
                "source": "Archival Science",
                "year": "2019",
                "volume": "12",
                "issue": "3",
                "first_page": "33",
                "last_page": "39",
                "doi": "10.1007/s105-2",
            },
        ),
        (
            "Smith J, Brown KL. Reading old newspapers. J Med Libr Assoc. 2019;12(3):33-9.",
            {
                "authors": ["Smith", "Brown"],
                "title": "Reading old newspapers",
                "source": "J Med Libr Assoc",
                "year": "2019",
                "volume": "12",
                "issue": "3",
                "first_page": "33",
                "last_page": "9",
            },
        ),
        (
            "Smith, John. “Reading Old Newspapers.” Journal of Archives, vol. 12, no. 3, 2019, pp. 33–39.",
            {
                "authors": ["Smith"],
                "title": "Reading Old Newspapers",
                "source": "Journal of Archives",
                "year": "2019",
                "volume": "12",
                "issue": "3",
                "first_page": "33",
                "last_page": "39",
            },
        ),
        (
            "Brooks L.S. The Vapor Pressure of Polonium, J. Am. Chem. Soc., Vol. 77, p. 3211.",
            {
                "authors": ["Brooks"],
                "title": "The Vapor Pressure of Polonium",
                "source": "J. Am. Chem. Soc",
                "volume": "77",
                "first_page": "3211",
            },
        ),
        (
            "Abakumov A.S., Ershova Z.V. Izmerenie davleniya. Radiohimiya [Radiochemistry], 1974, no. 6, pp. 396–397.",
            {
                "authors": ["Abakumov", "Ershova"],
                "title": "Izmerenie davleniya",
                "source": "Radiohimiya [Radiochemistry]",
                "year": "1974",
                "issue": "6",
                "first_page": "396",
                "last_page": "397",
            },
        ),
    ],
)
def test_an_article_in_a_journal_has_title_and_source(entry: str, expected: dict[str, object]) -> None:
    assert parts(entry) == expected
    assert parsed(entry).publication_type is PublicationType.JOURNAL


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "Затаевич А. В. Қазақ халқының мың әні. — Алматы: Дайк-Пресс, 2004. — 496 б.",
            {
                "authors": ["Затаевич"],
                "source": "Қазақ халқының мың әні",
                "place": "Алматы",
                "publisher": "Дайк-Пресс",
                "year": "2004",
                "page_count": "496",
            },
        ),
        (
            "Физические величины. Справочник / Под ред. И.С. Григорьева, Э.З. Мейлихова. – М.: Энергоатомиздат. 1991. – 257 с.",
            {
                "editors": ["Григорьева", "Мейлихова"],
                "source": "Физические величины. Справочник",
                "place": "М",
                "publisher": "Энергоатомиздат",
                "year": "1991",
                "page_count": "257",
            },
        ),
        (
            "Әуезов М. Абай жолы. 2-том. Алматы: Жазушы, 1989. 512 б.",
            {
                "authors": ["Әуезов"],
                "source": "Абай жолы",
                "volume": "2",
                "place": "Алматы",
                "publisher": "Жазушы",
                "year": "1989",
                "page_count": "512",
            },
        ),
        (
            "Ожегов С.И. Словарь русского языка / под ред. Н.Ю. Шведовой. – 20-е изд. – М. : Рус. яз., 1988. – 750 с.",
            {
                "authors": ["Ожегов"],
                "editors": ["Шведовой"],
                "source": "Словарь русского языка",
                "edition": "20-е изд",
                "place": "М",
                "publisher": "Рус. яз",
                "year": "1988",
                "page_count": "750",
            },
        ),
        (
            "Bruner, J. (1996). The culture of education. Cambridge, MA: Harvard University Press.",
            {
                "authors": ["Bruner"],
                "source": "The culture of education",
                "place": "Cambridge, MA",
                "publisher": "Harvard University Press",
                "year": "1996",
            },
        ),
    ],
)
def test_a_book_is_its_own_source(entry: str, expected: dict[str, object]) -> None:
    assert parts(entry) == expected
    assert parsed(entry).publication_type is PublicationType.BOOK


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("Назарбаев Н.Ә. Ұлы даланың жеті қыры // Егемен Қазақстан. – 2018. – 21 қараша.", PublicationType.NEWSPAPER),
        ("Петров П.П. Архивы // Архивное дело: материалы науч. конф. – Астана, 2015. – С. 12–15.", PublicationType.CONFERENCE),
        ("Johnson M. Chapter title // In: Handbook of Archives. – London: Facet, 2012. – P. 33–50.", PublicationType.CHAPTER),
        ("Иванов И.И. История Казахстана: дис. ... канд. ист. наук. – Алматы, 2005. – 150 с.", PublicationType.THESIS),
        ("Қазақстан Республикасының 2007 жылғы 27 шілдедегі № 319-III «Білім туралы» Заңы", PublicationType.LAW),
        ("Закон Республики Казахстан от 27 июля 2007 года № 319-III «Об образовании»", PublicationType.LAW),
        ("ГОСТ 7.1-2003. Библиографическая запись. – М.: Изд-во стандартов, 2004.", PublicationType.STANDARD),
        ("ЦГА РК. Ф. 81. Оп. 1. Д. 25. Л. 3–5.", PublicationType.ARCHIVAL),
        ("Патент РК № 12345. Способ хранения магнитных лент. 2010.", PublicationType.PATENT),
        ("Электронный архив [Электронный ресурс]. – URL: http://archive.kz/page", PublicationType.WEB),
    ],
)
def test_the_words_of_an_entry_tell_what_it_cites(entry: str, kind: PublicationType) -> None:
    assert parsed(entry).publication_type is kind


@pytest.mark.parametrize(
    "accessed",
    ["(дата обращения: 12.03.2019)", "(қаралған күні: 12.03.2019)", "(accessed 12 March 2019)", "(жүгінген күні 12.03.2019 ж.)"],
)
def test_the_day_of_access_is_a_date(accessed: str) -> None:
    found = parsed(f"Электронный архив [Электронный ресурс]. – URL: http://archive.kz/page {accessed}.")
    assert (found.url, found.accessed, found.title) == ("http://archive.kz/page", date(2019, 3, 12), "Электронный архив")


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        ("Ерзакович Б. Г Песенная культура. – Алма-Ата: Наука, 1966.", ["Б. Г"]),
        ("Орлова М. В Казахстане и за его пределами. – Алматы: Наука, 1966.", ["М."]),
        ("Масанов Н.Э, Кочевая цивилизация казахов // Вестник. – 1995. – № 3.", ["Н.Э"]),
    ],
)
def test_an_initial_without_its_stop_is_told_from_a_word(entry: str, names: list[str]) -> None:
    assert [name.given_names for name in parsed(entry).authors] == names


def test_the_number_of_a_law_is_no_issue_and_no_year() -> None:
    found = parsed("Закон Республики Казахстан от 27 июля 2007 года № 1715-III «Об образовании»")
    assert (found.year, found.issue) == ("2007", None)


def test_an_entry_of_which_nothing_can_be_told_stays_as_printed() -> None:
    assert parse_reference("Соң жағын қараңыз") is None


def test_a_misprinted_entry_is_less_sure() -> None:
    whole = parsed("Орлова М.С. Газеты // Архивы. – 2019. – № 2. – С. 3–9.")
    broken = parsed("Орлова М.С. Газеты // Архивы. – № 2.")
    assert broken.confidence < whole.confidence
