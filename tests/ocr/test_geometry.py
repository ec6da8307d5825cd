"""Rectangles never leave the scan, and lead back to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.geometry import Affine, Box

WIDTH, HEIGHT = 1748, 2480
QUARTER = Affine(a=0, b=1, c=0, d=-1, e=0, f=HEIGHT)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    left, top = draw(st.integers(0, WIDTH - 1)), draw(st.integers(0, HEIGHT - 1))
    return Box.of_edges(left, top, draw(st.integers(left + 1, WIDTH)), draw(st.integers(top + 1, HEIGHT)))


@pytest.mark.parametrize(
    "sides",
    [
        {"hpos": 0, "vpos": 0, "width": 0, "height": 5},
        {"hpos": 0, "vpos": 0, "width": 5, "height": -1},
        {"hpos": -1, "vpos": 0, "width": 5, "height": 5},
        {"hpos": 0, "vpos": -1, "width": 5, "height": 5},
    ],
)
def test_a_box_without_pixels_or_off_the_scan_cannot_be(sides: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="not a rectangle on a scan"):
        Box(**sides)


def test_a_box_knows_its_far_edges_and_its_middle() -> None:
    box = Box(hpos=10, vpos=20, width=30, height=41)
    assert (box.right, box.bottom, box.centre) == (40, 61, (25.0, 40.5))


def test_edges_that_lie_off_the_scan_are_cut_at_its_origin() -> None:
    assert Box.of_edges(-5, -7, 10, 12) == Box(hpos=0, vpos=0, width=10, height=12)


def test_edges_in_the_wrong_order_still_give_one_pixel() -> None:
    assert Box.of_edges(10, 10, 4, 4) == Box(hpos=10, vpos=10, width=1, height=1)


@given(st.lists(boxes(), min_size=1, max_size=6))
def test_the_enclosing_box_is_the_smallest_around_all(found: list[Box]) -> None:
    around = Box.enclosing(found)
    assert all(around.overlap_across(box) == box.width and around.overlap_down(box) == box.height for box in found)
    assert {around.hpos, around.right, around.vpos, around.bottom} <= {
        edge for box in found for edge in (box.hpos, box.right, box.vpos, box.bottom)
    }


def test_boxes_beside_one_another_share_rows_but_no_columns() -> None:
    left, right = Box(hpos=0, vpos=0, width=10, height=10), Box(hpos=10, vpos=4, width=10, height=10)
    assert (left.overlap_across(right), left.overlap_down(right)) == (0, 6)


def test_a_box_contains_another_when_the_middle_of_that_lies_in_it() -> None:
    table = Box(hpos=100, vpos=100, width=100, height=100)
    assert table.contains_centre_of(Box(hpos=90, vpos=150, width=30, height=10))
    assert not table.contains_centre_of(Box(hpos=190, vpos=150, width=30, height=10))


def test_boxes_sort_from_the_top_of_the_page_down() -> None:
    low, high_right, high_left = (Box(hpos=hpos, vpos=vpos, width=1, height=1) for hpos, vpos in ((0, 9), (5, 0), (1, 0)))
    assert sorted([low, high_right, high_left]) == [high_left, high_right, low]


@given(boxes())
def test_the_map_that_does_nothing_leaves_boxes_where_they_are(box: Box) -> None:
    assert Affine().box(box, width=WIDTH, height=HEIGHT) == box


@given(boxes(), st.floats(0.2, 5.0), st.floats(-3000, 3000), st.floats(-3000, 3000), st.floats(-1.0, 1.0))
def test_a_mapped_box_never_leaves_the_scan(box: Box, scale: float, across: float, down: float, lean: float) -> None:
    mapped = Affine(a=scale, b=lean, c=across, d=-lean, e=scale, f=down).box(box, width=WIDTH, height=HEIGHT)
    assert mapped.right <= WIDTH
    assert mapped.bottom <= HEIGHT


def test_one_map_after_another_does_both_in_turn() -> None:
    shrink = Affine(a=0.5, e=0.5, c=7)
    both = shrink.after(QUARTER)
    assert both.point(30, 40) == shrink.point(*QUARTER.point(30, 40))
    assert both.point(30, 40) != QUARTER.point(*shrink.point(30, 40))


def test_a_point_of_a_turned_page_comes_back_to_its_place() -> None:
    assert QUARTER.point(0, 0) == (0, HEIGHT)
    assert QUARTER.point(100, 30) == (30, HEIGHT - 100)


@pytest.mark.parametrize("turns", range(4))
def test_a_box_turned_all_the_way_round_is_where_it_was(turns: int) -> None:
    box = Box(hpos=10, vpos=20, width=30, height=5)
    width, height = (200, 100) if turns % 2 == 0 else (100, 200)
    assert box.turned(turns, 200, 100).turned(4 - turns, width, height) == box


def test_a_box_at_the_left_edge_lies_at_the_top_after_a_turn_clockwise() -> None:
    assert Box(hpos=0, vpos=90, width=30, height=10).turned(1, 200, 100) == Box(hpos=0, vpos=0, width=10, height=30)
