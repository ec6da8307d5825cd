"""What our JATS profile asks of an article, row by row: each fact found in print stands where a reader of JATS looks for it."""

from dataclasses import replace

import pytest

from archive.bibliography import Volume
from archive.jats import build_article_element, jats_bytes
from archive.markup import XLINK, Element, find_elements, parse_xml
from archive.validate import check_jats
from ocr.article import Citation, LanguageText, Paragraph, ParagraphRole, Section
from ocr.language import Language
from ocr.reference import Reference
from tests.archive.test_rules import BODY, PROVENANCE, an_article_with_all_its_parts

QUOTE, VERSE, ITEM = (
    Paragraph(content=(text,), role=role)
    for text, role in (
        ("Ғылым таппай мақтанба.", ParagraphRole.QUOTE),
        ("Желсіз түнде жарық ай,\nСәулесі суда дірілдеп", ParagraphRole.VERSE),
        ("бірінші", ParagraphRole.LIST_ITEM),
    )
)
CITED = Paragraph(content=("Бұл туралы ", Citation(content="[1, 3–5]", numbers=(1, 3, 4, 5)), " қараңыз."))


def the_article() -> Element:
    whole = an_article_with_all_its_parts()
    article = replace(
        whole,
        affiliations=(replace(whole.affiliations[0], institutions=("Карагандинский университет",)),),
        authors=(whole.authors[0], replace(whole.authors[1], notes=(0,))),
        doi="10.26577/jh.2020.v97.i2.01",
        udc="94(574)",
        mrnti="03.20.00",
        running_header="ҚазҰУ хабаршысы № 2 2015",
        abstracts=(
            LanguageText(language=Language.KAZAKH, content="Мақалада Абай туралы айтылады."),
            LanguageText(language=Language.RUSSIAN, content="В статье говорится об Абае."),
        ),
        body=(*BODY, Section(heading="ҚОРЫТЫНДЫ", paragraphs=(CITED, QUOTE, VERSE, ITEM))),
        references=(*whole.references, *(Reference(label=f"{number}.", content="Абай. Қара сөз.") for number in range(2, 6))),
        references_title="ӘДЕБИЕТТЕР",
    )
    volume = Volume(volume_id="хабаршы-2015", title="Хабаршы", conference="Абай оқулары", year=2015, issn="1563-0269")
    return parse_xml(jats_bytes(build_article_element(article, volume, PROVENANCE)))


META = "front/article-meta"
AUTHOR = f"{META}/contrib-group[@content-type='authors']/contrib[@contrib-type='author']"
DIGITISED = f"{META}/custom-meta-group[@content-type='digitisation']/custom-meta"
REF = "back/ref-list/ref/citation-alternatives"

ROWS = {
    "language": [
        "self::article[@xml:lang='kk']",
        f"{META}/title-group/trans-title-group[@xml:lang='en']/trans-title[.='Abai']",
        f"{META}/trans-abstract[@xml:lang='ru']",
        f"{META}/kwd-group[@xml:lang='kk']/kwd[.='өлең']",
    ],
    "container": [
        "front/journal-meta/journal-title-group/journal-title[.='Хабаршы']",
        f"{META}/conference/conf-name[.='Абай оқулары']",
    ],
    "ids": [
        f"{META}/article-id[@pub-id-type='archive'][.='хабаршы-2015-a001']",
        f"{META}/article-id[@pub-id-type='doi'][.='10.26577/jh.2020.v97.i2.01']",
        f"{META}/article-categories/subj-group[@subj-group-type='udc']/subject[.='94(574)']",
        f"{META}/article-categories/subj-group[@subj-group-type='mrnti']/subject[.='03.20.00']",
    ],
    "people": [
        f"{AUTHOR}/name-alternatives/name[@xml:lang='kk'][@name-style='western']/surname[.='Сейітқали']",
        f"{AUTHOR}/name-alternatives/name[@xml:lang='en']/given-names[.='A.']",
        f"{AUTHOR}/xref[@ref-type='corresp'][@rid=//corresp/@id]",
        f"{AUTHOR}/contrib-id[@contrib-id-type='orcid']",
        f"{AUTHOR}/xref[@ref-type='aff'][@rid=//aff/@id]",
        f"{AUTHOR}/xref[@ref-type='fn'][@rid=//fn/@id]",
        f"{META}/contrib-group[@content-type='supervisors']/contrib[@contrib-type='supervisor']/role[.='Ғылыми жетекші']",
    ],
    "affiliations": [
        "//aff[@id][.='Карагандинский университет, Казахстан']",
        "//aff/institution[.='Карагандинский университет']",
        "//aff/country[@country='KZ'][.='Казахстан']",
    ],
    "e-mail": [f"{META}/author-notes/corresp[@id=//xref[@ref-type='corresp']/@rid]/email[.='seitkali@kaznu.kz']"],
    "dates": [
        f"{META}/pub-date[@iso-8601-date='2015']/year[.='2015']",
        f"{META}/history/date[@date-type='received'][@iso-8601-date='2014-03-12']",
    ],
    "pages": [
        f"{META}/fpage[.='5']",
        f"{META}/lpage[.='6']",
        f"{DIGITISED}[meta-name='scan-page-range']/meta-value[.='1-2']",
        "//p[starts-with(., 'Екінші ')]/target[@id='scan-0002'][@target-type='page']",
    ],
    "body": [
        "body/sec/title[.='НЕГІЗГІ БӨЛІМ']",
        "body//disp-quote/p",
        "body//verse-group/verse-line[.='Желсіз түнде жарық ай,']",
        "body//list/list-item/p",
        "//fig[label='1-сурет'][caption/p='Абай']/graphic[@xlink:href='graphics/a001-figure1.png']",
        "//table-wrap[label='2-кесте']/table/tbody/tr/td",
        "back/fn-group/fn[@id=//body//xref[@ref-type='fn']/@rid]/p[.='Аударма автордікі.']",
    ],
    "references": [
        "back/ref-list/title[.='ӘДЕБИЕТТЕР']",
        "back/ref-list/ref/label[.='1.']",
        f"{REF}/mixed-citation[@specific-use='as-printed'][@publication-type='webpage']",
        f"{REF}/element-citation[@specific-use='parsed']/year[@iso-8601-date='2019']",
        f"{REF}/element-citation/date-in-citation[@iso-8601-date='2014-02-03']",
        "self::article[count(body/sec[2]//xref[@ref-type='bibr'])=4]",
    ],
    "links": ["//ext-link[@xlink:href='https://abai.kz']"],
    "rights": [
        f"{META}/permissions/license[@license-type='rights-undetermined']/*[.='http://rightsstatements.org/vocab/CNE/1.0/']"
    ],
    "provenance": [
        "processing-meta[@base-tagset='archiving']",
        f"{META}/self-uri[@xlink:href='../access/volume.pdf#page=1']",
        f"{META}/related-object[@xlink:href='../METS.xml']",
        f"{DIGITISED}[meta-name='ocr-engine'][contains(meta-value, 'Tesseract 5.3.0')]",
        f"{DIGITISED}[meta-name='ocr-mean-word-confidence']",
        f"{DIGITISED}[meta-name='source-image-map']/meta-value[.='scan-0001=master/0001.tif;scan-0002=master/0002.tif']",
        f"{DIGITISED}[meta-name='running-header-as-printed']/meta-value[.='ҚазҰУ хабаршысы № 2 2015']",
        "//named-content[@content-type='ocr-uncertain'][@specific-use='wc:0.41'][.='абзац']",
    ],
}


@pytest.mark.parametrize("row", ROWS)
def test_what_the_profile_asks_for_stands_where_it_belongs(row: str) -> None:
    article = the_article()
    assert [path for path in ROWS[row] if not find_elements(article, path, {"xlink": XLINK})] == []


def test_such_an_article_breaks_no_rule() -> None:
    assert check_jats(the_article()) == ()
