"""A page is seen as it is read: cut out of its scan, and turned upright."""

from dataclasses import replace

import pytest

from ocr.geometry import Box
from ocr.page import TURN, GraphicBlock, GraphicKind, Page, ProcessingStep
from ocr.segment.upright import on_scan, upright
from tests.builders import a_box, a_page

RIGHT_HALF = Box(hpos=1748, vpos=0, width=1748, height=2480)
PICTURE = GraphicBlock(block_id="g1", kind=GraphicKind.ILLUSTRATION, box=a_box(hpos=500, vpos=900))


def turn(degrees: int) -> ProcessingStep:
    return ProcessingStep(name=TURN, parameters={"clockwise_degrees": str(degrees)})


def moved(page: Page, right: int) -> Page:
    """The page printed further to the right."""

    def there(box: Box) -> Box:
        return replace(box, hpos=box.hpos + right)

    blocks = [
        replace(
            block,
            box=there(block.box),
            lines=tuple(
                replace(line, box=there(line.box), words=tuple(replace(word, box=there(word.box)) for word in line.words))
                for line in block.lines
            ),
        )
        for block in page.blocks
    ]
    graphics = [replace(graphic, box=there(graphic.box)) for graphic in page.graphics]
    return replace(page, blocks=tuple(blocks), graphics=tuple(graphics))


def test_a_page_that_is_all_of_its_scan_and_upright_stays_as_it_is() -> None:
    page = a_page("Абай — қазақ халқының ұлы ақыны.")
    assert upright(page) is page


def test_the_right_page_of_an_open_book_begins_at_its_own_left_edge() -> None:
    page = a_page("Абай — қазақ халқының ұлы ақыны.", graphics=(PICTURE,))
    half = replace(moved(page, RIGHT_HALF.hpos), width=2 * 1748, part=RIGHT_HALF)
    assert replace(upright(half), part=None) == page


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_half_of_an_open_book_that_lay_on_its_side_is_cut_out_and_then_turned(degrees: int) -> None:
    part = Box(hpos=0, vpos=1000, width=2480, height=1748)
    word = Box(hpos=40, vpos=1100, width=30, height=200)
    page = a_page("мұрағат", steps=(turn(degrees),))
    (block,) = page.blocks
    (line,) = block.lines
    lying = replace(
        page,
        width=2480,
        height=3496,
        part=part,
        blocks=(replace(block, box=word, lines=(replace(line, box=word, words=(replace(line.words[0], box=word),)),)),),
    )
    seen = upright(lying)
    expected = Box(hpos=40, vpos=100, width=30, height=200).turned(degrees // 90, 2480, 1748)
    assert (seen.width, seen.height) == ((2480, 1748) if degrees == 180 else (1748, 2480))
    assert {seen.blocks[0].box, seen.blocks[0].lines[0].box, next(seen.words).box} == {expected}
    assert on_scan(expected, seen) == word


def test_every_place_of_a_page_seen_upright_leads_back_to_the_scan() -> None:
    page = a_page("Абай — қазақ халқының ұлы ақыны.", graphics=(PICTURE,))
    half = replace(moved(page, RIGHT_HALF.hpos), width=2 * 1748, part=RIGHT_HALF)
    seen = upright(half)
    assert [on_scan(word.box, seen) for word in seen.words] == [word.box for word in half.words]
    assert on_scan(seen.graphics[0].box, seen) == half.graphics[0].box
