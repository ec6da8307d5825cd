"""ALTO holds all of a page: written and read back, it is the same page."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.alto import ALTO, alto_bytes, from_alto, parse_alto, to_alto
from archive.errors import BrokenAltoError
from archive.markup import find_texts, parse_xml
from archive.validate import check_alto
from ocr.geometry import Box
from ocr.language import Language
from ocr.page import BlockRole, GraphicBlock, GraphicKind, Page, ProcessingStep, TextBlock, TextLine, Word
from tests.archive.foreign import official_schema
from tests.builders import a_blank_page, a_block, a_box, a_page

NS = {"a": ALTO}

# What XML 1.0 can hold; the engine's letters are a small part of it.
characters = st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), blacklist_characters="\ufffe\uffff")
contents = st.text(characters, min_size=1, max_size=12).filter(lambda text: text == "".join(text.split()))
boxes = st.builds(Box, hpos=st.integers(0, 9000), vpos=st.integers(0, 9000), width=st.integers(1, 900), height=st.integers(1, 900))
words = st.builds(
    Word,
    content=contents | st.sampled_from(["меди-", "-", "--", "қазақстан-", "UNICEF’s"]),
    box=boxes,
    confidence=st.floats(0, 1),
    language=st.sampled_from([None, *Language]),
    bold=st.booleans(),
    italic=st.booleans(),
)
lines = st.builds(
    TextLine,
    box=boxes,
    words=st.lists(words, min_size=1, max_size=4).map(tuple),
    font_size=st.sampled_from([0.0, 10.0]) | st.floats(0.5, 99),
)
parameters = st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=3).map(MappingProxyType)
steps = st.builds(ProcessingStep, name=st.text(characters, min_size=1), parameters=parameters)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    count = draw(st.integers(0, 5))
    blocks = [
        TextBlock(
            block_id=f"b{number:03d}",
            role=draw(st.sampled_from(BlockRole)),
            box=draw(boxes),
            lines=tuple(draw(st.lists(lines, min_size=1, max_size=3))),
        )
        for number in range(count)
    ]
    graphics = [
        GraphicBlock(block_id=f"g{number}", kind=draw(st.sampled_from(GraphicKind)), box=draw(boxes))
        for number in range(draw(st.integers(0, 3)))
    ]
    width, height = draw(st.integers(1, 20000)), draw(st.integers(1, 20000))
    return Page(
        image_nr=draw(st.integers(1, 9999)),
        scan=draw(st.sampled_from(["master/0001.jpg", "image/0003.png", "master/сканы & беттер.tif"])),
        width=width,
        height=height,
        resolution=draw(st.integers(1, 2400)),
        part=draw(st.none() | boxes.filter(lambda box: box != Box(hpos=0, vpos=0, width=width, height=height))),
        blocks=tuple(blocks),
        graphics=tuple(graphics),
        printed_nr=draw(st.sampled_from([None, "", "7", "xii", "— 12 —"])),
        steps=tuple(draw(st.lists(steps, max_size=3))),
    )


@settings(max_examples=60, deadline=None, derandomize=True)
@given(pages())
def test_a_page_comes_back_from_its_alto_file_as_it_was(page: Page) -> None:
    assert parse_alto(alto_bytes(page)) == page


@settings(max_examples=25, deadline=None, derandomize=True)
@given(pages())
def test_every_page_is_valid_by_the_official_schema(page: Page) -> None:
    official_schema("alto-4-2").assertValid(parse_xml(alto_bytes(page)))


def test_a_word_broken_at_the_end_of_its_line_is_marked_as_broken() -> None:
    root = to_alto(a_page("Ғылыми-зерт-\nтеу инсти-\nтуты"))
    assert find_texts(root, "//a:HYP/preceding-sibling::a:String[1]/@CONTENT", NS) == ["Ғылыми-зерт", "инсти"]
    assert [word.content for word in from_alto(root).words] == ["Ғылыми-зерт-", "теу", "инсти-", "туты"]


def test_both_parts_of_a_broken_word_say_the_whole_word() -> None:
    root = to_alto(a_page("Ғылыми-зерт-\nтеу инсти-\nтуты Премьер-\nМинистр"))
    parts = [(string.get("SUBS_TYPE"), string.get("SUBS_CONTENT")) for string in root.iterfind(".//a:String", NS)]
    assert parts == [
        ("HypPart1", "Ғылыми-зерттеу"),
        ("HypPart2", "Ғылыми-зерттеу"),
        ("HypPart1", "институты"),
        ("HypPart2", "институты"),
        ("HypPart1", "Премьер-Министр"),
        ("HypPart2", "Премьер-Министр"),
    ]
    assert check_alto(root) == ()


def test_a_line_that_is_the_middle_of_a_word_begins_what_follows() -> None:
    root = to_alto(a_page("зерт-\nтеу-\nдің соңы"))
    assert find_texts(root, "//a:String/@SUBS_CONTENT", NS) == ["зерттеу-", "теудің", "теудің"]


def test_a_dash_at_the_end_of_a_line_is_no_hyphen() -> None:
    root = to_alto(a_page("Абай -\nұлы ақын"))
    assert root.find(".//a:HYP", NS) is None


def test_blocks_stand_in_reading_order_and_carry_their_roles() -> None:
    page = a_page(
        a_block("2", block_id="n1", role=BlockRole.PAGE_NUMBER, at=(800, 2300)),
        a_block("КІРІСПЕ", block_id="h1", role=BlockRole.HEADING),
    )
    root = to_alto(page)
    assert find_texts(root, "//a:TextBlock/@ID", NS) == ["n1", "h1"]
    tags = {tag.get("ID"): tag.get("LABEL") for tag in root.iterfind(".//a:LayoutTag", NS)}
    assert [tags[ref] for ref in find_texts(root, "//a:TextBlock/@TAGREFS", NS)] == ["page-number", "heading"]


def test_what_was_done_to_the_image_is_told_in_the_file() -> None:
    page = a_page("мәтін", steps=(ProcessingStep(name="deskew", parameters={"angle": "-1.25"}),))
    texts = find_texts(to_alto(page), "//a:Processing[@ID='step1']/*/text()", NS)
    assert texts == ["preOperation", "deskew", '{"angle": "-1.25"}']


def test_a_blank_page_stays_blank() -> None:
    assert parse_alto(alto_bytes(a_blank_page(7))).is_blank


def test_a_character_that_xml_cannot_hold_is_marked_as_lost() -> None:
    page = a_page(a_block("Аб\x00ай"))
    assert [word.content for word in parse_alto(alto_bytes(page)).words] == ["Аб\ufffdай"]


def test_the_print_space_of_half_an_open_book_is_that_half_of_the_scan() -> None:
    half = Box(hpos=874, vpos=0, width=874, height=2480)
    page = replace(a_page("мәтін"), part=half)
    (space,) = to_alto(page).iterfind(".//a:PrintSpace", NS)
    assert [space.get(name) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT")] == ["874", "0", "874", "2480"]
    assert from_alto(to_alto(page)).part == half


def test_the_print_space_of_a_page_that_is_all_of_its_scan_is_the_scan() -> None:
    (space,) = to_alto(a_page("мәтін")).iterfind(".//a:PrintSpace", NS)
    assert [space.get(name) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT")] == ["0", "0", "1748", "2480"]
    assert from_alto(to_alto(a_page("мәтін"))).part is None


def test_a_picture_and_a_ruled_line_are_kept() -> None:
    graphics = (
        GraphicBlock(block_id="g1", kind=GraphicKind.ILLUSTRATION, box=a_box()),
        GraphicBlock(block_id="g2", kind=GraphicKind.SEPARATOR, box=a_box(vpos=900)),
    )
    page = a_page("мәтін", graphics=graphics)
    assert from_alto(to_alto(page)).graphics == graphics


@pytest.mark.parametrize("block_id", ["1", "page", "role-heading", "a b", "", "size1"])
def test_a_block_id_that_is_no_xml_id_of_its_own_is_refused(block_id: str) -> None:
    with pytest.raises(ValueError, match="not an id for a block"):
        to_alto(a_page(a_block(block_id=block_id)))


def test_two_blocks_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="there twice"):
        to_alto(a_page(a_block(block_id="b1"), a_block(block_id="b1")))


@pytest.mark.parametrize(
    ("spoilt", "mended", "reason"),
    [
        (b"WC=", b"XC=", "String has no WC"),
        (b'WC="0.96"', b'WC="1.96"', "not between 0 and 1"),
        (b'CONTENT="\xd0\xbc', b'CONTENT="a b', "not a word"),
        (b'LANG="kk"', b'LANG="de"', "not a language of the archive"),
        (b'TAGREFS="role-paragraph"', b"", "block b001 has no role"),
        (b"Layout", b"Outlay", "it has no Layout/Page"),
        (b"</alto>", b"", "not an ALTO file"),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong_in_it(tmp_path: Path, spoilt: bytes, mended: bytes, reason: str) -> None:
    path = tmp_path / "0001.xml"
    path.write_bytes(alto_bytes(a_page("мұрағат ісі")).replace(spoilt, mended))
    with pytest.raises(BrokenAltoError, match=reason) as failure:
        parse_alto(path)
    assert str(path) in str(failure.value)
