"""Every rule for articles catches what it is for: an article made invalid in each of the ways the rules know is stopped."""

import re
from datetime import date
from importlib.resources import files

import pytest

from archive.finding import has_errors
from archive.jats import Provenance, build_article_element, jats_bytes
from archive.markup import parse_xml
from archive.validate import check_jats
from archive.validate.schemas import jats_rules
from ocr.article import (
    Area,
    Article,
    Citation,
    Crop,
    Figure,
    Footnote,
    HistoryDate,
    HistoryEvent,
    Keywords,
    LanguageText,
    NoteMark,
    PageStart,
    Paragraph,
    Section,
    Table,
    UncertainText,
)
from ocr.geometry import Box
from ocr.language import Language
from ocr.person import PersonName
from ocr.reference import ParsedReference, PublicationType, Reference
from tests.archive.contents import a_volume
from tests.builders import a_contributor, an_affiliation, an_article

CROP = Crop(image_nr=1, box=Box(hpos=4, vpos=6, width=20, height=30))
PROVENANCE = Provenance(
    ocr_engine="Tesseract 5.3.0",
    source_images={1: "master/0001.tif", 2: "master/0002.tif"},
    graphics={CROP: "a001-figure1.png"},
    pdf={1: "access/volume.pdf#page=1"},
)


AUTHORS = (
    a_contributor(
        affiliations=(0,),
        email="seitkali@kaznu.kz",
        orcid="0000-0002-1825-0097",
        alternatives=(PersonName(surname="Seitkali", given_names="A."),),
    ),
    a_contributor("Omarova", "A.", affiliations=(0,)),
)
OPENING = (
    PageStart(image_nr=1),
    "Абай туралы ",
    Citation(content="[1]", numbers=(1,)),
    " айтылған",
    NoteMark(content="¹", note=0),
    " 1-сурет, 2-кесте.",
)
ENDING = ("Екінші ", PageStart(image_nr=2), UncertainText(content="абзац", confidence=0.41), ".")
BODY = (
    Section(heading=None, paragraphs=(Paragraph(content=OPENING),)),
    Section(heading="НЕГІЗГІ БӨЛІМ", paragraphs=(Paragraph(content=ENDING),)),
)
PARSED = ParsedReference(
    publication_type=PublicationType.WEB,
    confidence=0.9,
    title="Абай",
    year="2019",
    url="https://abai.kz",
    accessed=date(2014, 2, 3),
)


def an_article_with_all_its_parts() -> Article:
    """Return an article that has all the rules speak of."""
    return an_article(
        authors=AUTHORS,
        supervisors=(a_contributor("Жүсіпова", "Б. Ж.", role="Ғылыми жетекші"),),
        affiliations=(an_affiliation("Карагандинский университет, Казахстан", country="Казахстан", country_code="KZ"),),
        body=BODY,
        areas=(Area(image_nr=1, block_id="b001"), Area(image_nr=2, block_id="b001")),
        translated_titles=(LanguageText(language=Language.ENGLISH, content="Abai"),),
        keywords=(Keywords(language=Language.KAZAKH, content=("өлең",)),),
        history=(HistoryDate(event=HistoryEvent.RECEIVED, iso="2014-03-12", content="12.03.2014"),),
        references=(Reference(label="1.", content="Абай. URL: https://abai.kz (дата обращения: 03.02.2014)", parsed=PARSED),),
        footnotes=(Footnote(label="¹", content="Аударма автордікі."),),
        figures=(Figure(label="1-сурет", caption="Абай", picture=CROP),),
        tables=(Table(label="2-кесте", caption="Нәтиже", rows=(("1", "2"),)),),
        printed_pages=("5", "6"),
    )


def its_file() -> bytes:
    return jats_bytes(build_article_element(an_article_with_all_its_parts(), a_volume(), PROVENANCE))


def test_an_article_with_all_its_parts_has_nothing_to_find() -> None:
    assert check_jats(parse_xml(its_file())) == ()


SUPERVISORS = r'</contrib>\s*(?=<aff ).*?</contrib-group>\s*<contrib-group content-type="supervisors">'

# (rule, pattern of what is right, what is put there instead)
WAYS = [
    ("R01", 'base-tagset="archiving"', 'base-tagset="publishing"'),
    ("R01", 'dtd-version="1.3"', 'dtd-version="1.2"'),
    ("R02", 'dtd-version="1.3" xml:lang="kk"', 'dtd-version="1.3" xml:lang="de"'),
    ("R03", 'article-type="research-article"', 'article-type="paper"'),
    ("R04", ">Хабаршы</journal-title>", "> </journal-title>"),
    ("R05", "</article-title>", " abai@mail.kz</article-title>"),
    ("R05", "</article-title>", " https://abai.kz</article-title>"),
    ("R05", r"<article-title>[^<]*</article-title>", "<article-title> </article-title>"),
    ("R06", r">[^<]*</article-id>", "></article-id>"),
    ("R06", 'pub-id-type="archive"', 'pub-id-type="other"'),
    ("R07", 'contrib-type="author"', 'contrib-type="editor"'),
    ("R08", "Сейітқали</surname>", "Сейітқали1</surname>"),
    ("R08", "Сейітқали</surname>", " </surname>"),
    ("R08", "<given-names>А. Б.", "<given-names>А. Б.;"),
    ("R09", '<name name-style="western" xml:lang="en">', '<name name-style="western" xml:lang="kk">'),
    ("R09", '<name name-style="western" xml:lang="en">', '<name name-style="western">'),
    ("R10", "Seitkali</surname>", "Sеitkali</surname>"),
    ("R10", "Сейітқали</surname>", "Сeйітқали</surname>"),
    ("R11", '<aff id="aff1"', '<aff id="aff9"'),
    ("R12", '<xref ref-type="aff" rid="aff1"/>', ""),
    ("R13", "seitkali@kaznu.kz", "seitkali@kaznu"),
    ("R13", "seitkali@kaznu.kz", "seitkali@kaznu.kz, a@b.kz"),
    ("R13", "seitkali@kaznu.kz", "@kaznu.kz"),
    ("R14", 'country="KZ"', 'country="kz"'),
    ("R14", 'country="KZ"', 'country="KAZ"'),
    ("R15", r"<pub-date .*?</pub-date>", ""),
    ("R15", 'iso-8601-date="2015"', 'iso-8601-date="15"'),
    ("R15", r"<year>2015</year>", ""),
    ("R16", "<fpage>5</fpage>", "<fpage>7</fpage>"),
    ("R17", "permissions>", "notes>"),
    ("R18", '<trans-title-group xml:lang="en">', '<trans-title-group xml:lang="kk">'),
    ("R19", "<kwd>өлең</kwd>", "<kwd>өлең; дастан</kwd>"),
    ("R19", '<kwd-group xml:lang="kk">', "<kwd-group>"),
    ("R20", 'ref-type="bibr" rid="ref1"', 'ref-type="bibr" rid="p1"'),
    ("R20", 'ref-type="corresp" rid="cor1"', 'ref-type="corresp" rid="p1"'),
    ("R20", 'ref-type="fn" rid="fn1"', 'ref-type="fn" rid="p1"'),
    ("R20", 'ref-type="fig" rid="fig1"', 'ref-type="fig" rid="p1"'),
    ("R20", 'ref-type="table" rid="table2"|ref-type="table" rid="table1"', 'ref-type="table" rid="p1"'),
    ("R21", r'\[<xref ref-type="bibr" rid="ref1">1</xref>\]', "[1]"),
    ("R21", r'\[<xref ref-type="bibr" rid="ref1">1</xref>\]', "[1, 5–7]"),
    ("R22", ' publication-type="webpage" specific-use="as-printed"', ' specific-use="as-printed"'),
    ("R22", r"<mixed-citation([^>]*)>.*?</mixed-citation>", r"<mixed-citation\1> </mixed-citation>"),
    ("R23", 'href="https://abai.kz"', 'href="abai.kz"'),
    ("R23", 'href="https://abai.kz"', 'href="https://abai kz"'),
    ("R23", 'iso-8601-date="2014-02-03"', 'iso-8601-date="3.2.2014"'),
    ("R24", "/>Абай туралы", "/>абай туралы"),
    ("R24", "</named-content>.</p>", "</named-content>-</p>"),
    ("R25", 'id="scan-0002"', 'id="scan-0000"'),
    ("R25", 'id="scan-0002"', 'id="page-2"'),
    ("R25", "айтылған", "ай\u00adтылған"),
    ("R25", "айтылған", "ай\ufffdтылған"),
    ("P01", SUPERVISORS, "</contrib>"),
    ("P01", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
    ("P02", 'iso-8601-date="2014-03-12"', 'iso-8601-date="12.03.2014"'),
    ("P03", "<title>НЕГІЗГІ БӨЛІМ</title>", "<title> </title>"),
    ("P04", r'(<fig id="fig1">).*?(</fig>)', r"\1\2"),
    ("P04", r'(<table-wrap id="table1">).*?(</table-wrap>)', r"\1\2"),
    ("P05", 'href="graphics/', 'href="../../'),
    ("P06", "<p>Аударма автордікі.</p>", "<p/>"),
    ("P07", 'specific-use="parsed"', ""),
    ("P07", 'iso-8601-date="2019"', 'iso-8601-date="19"'),
    ("P08", 'specific-use="wc:0.41"', 'specific-use="41 %"'),
    ("P09", "http://rightsstatements.org/vocab/CNE/1.0/", "http://rightsstatements.org/vocab/InC/1.0/"),
    ("P10", "<meta-name>ocr-engine</meta-name>", "<meta-name>engine</meta-name>"),
    ("P10", r"<related-object[^>]*/>", ""),
    ("P10", "#page=1", ""),
    ("P11", "<meta-value>1-2</meta-value>", "<meta-value>1-3</meta-value>"),
    ("P12", "<meta-name>source-image-map</meta-name>", "<meta-name>date-conflict</meta-name>"),
    ("NFC", "айтылған", "аи\u0306тылған"),
    ("DTD", "<body>", "<body><paragraph/>"),
]
WARNINGS = {"R24", "P12"}


@pytest.mark.parametrize(("rule", "right", "wrong"), WAYS)
def test_each_rule_catches_what_it_is_for(rule: str, right: str, wrong: str) -> None:
    whole = its_file().decode()
    spoilt = re.sub(right, wrong, whole, flags=re.DOTALL)
    assert spoilt != whole
    found = check_jats(parse_xml(spoilt.encode()))
    assert rule in {finding.rule for finding in found}
    assert all(finding.message and finding.remedy and finding.where for finding in found)
    assert has_errors(found) is (rule not in WARNINGS)


def test_no_rule_is_left_without_a_way_to_break_it() -> None:
    patterns = re.findall(r'<sch:pattern id="([^"]+)"', files("schemas").joinpath("jats-rules.sch").read_text())
    assert {rule for rule, _, _ in WAYS} - {"NFC", "DTD"} == set(patterns)


def test_the_rules_need_no_extension_of_the_processor() -> None:
    stylesheet = str(jats_rules().validator_xslt)
    assert "regular-expressions" not in stylesheet
    assert "regular-expressions" not in files("schemas").joinpath("jats-rules.sch").read_text()
