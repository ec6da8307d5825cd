"""How a page lies is told by what makes sense, and where little is printed on it, by its volume."""

from collections.abc import Mapping

import pytest

from ocr.attitude import WEIGHED, Attempt, expected_attitudes, most_sensible
from ocr.page import TURN, Page, ProcessingStep
from tests.builders import a_page

DOUBT = 0.55

Senses = Mapping[int, float]
"""How certain the engine would be of a page in each attitude; the one in which it seems to lie comes first."""


def read(senses: Senses, letters: int, expected: int | None = None) -> tuple[int, list[int], ProcessingStep | None]:
    """In how many quarter turns a page is taken to stand upright, in which it was read, and what is on record of that."""
    tried: list[int] = []

    def attempt(turns: int | None) -> Attempt[int]:
        lying = next(iter(senses)) if turns is None else turns
        tried.append(lying)
        return Attempt(turns=lying, letters=letters, sense=senses[lying], read=lying)

    found, step = most_sensible(attempt, DOUBT, expected)
    return found, tried, step


# --- a page by itself -------------------------------------------------------------------------------------------------


def test_a_page_of_plenty_of_print_that_makes_sense_is_read_once() -> None:
    assert read({0: 0.9}, 1800) == (0, [0], None)


def test_a_page_of_plenty_of_print_that_makes_little_sense_is_tried_on_its_head_alone() -> None:
    found, tried, step = read({1: 0.2, 3: 0.9}, 1800)
    assert (found, tried) == (3, [1, 3])
    assert step
    assert step.parameters == {"clockwise_degrees": "270", "certainty": "0.70"}


def test_a_page_of_little_print_is_tried_in_every_attitude() -> None:
    found, tried, _ = read({0: 0.2, 1: 0.95, 2: 0.1, 3: 0.3}, 7)
    assert found == 1
    assert sorted(tried) == [0, 1, 2, 3]


def test_nothing_is_tried_where_nothing_is_printed() -> None:
    assert read({0: 0.0}, 0) == (0, [0], None)


# --- a page with its volume -------------------------------------------------------------------------------------------


def test_what_reads_as_well_on_its_head_lies_as_its_volume_does() -> None:
    sixty_nine = {0: 0.93, 1: 0.2, 2: 0.94, 3: 0.2}
    assert read(sixty_nine, 2)[0] == 2
    found, _, step = read(sixty_nine, 2, expected=0)
    assert found == 0
    assert step
    assert step.parameters["expected_by_volume"] == "0"


def test_a_word_that_reads_one_way_alone_lies_that_way_whatever_its_volume_does() -> None:
    assert read({0: 0.9, 1: 0.2, 2: 0.3, 3: 0.1}, 9, expected=2)[0] == 0


def test_a_page_without_print_lies_as_its_volume_does() -> None:
    assert read({0: 0.0, 1: 0.0}, 0, expected=1)[:2] == (1, [0, 1])


def test_a_page_of_noise_lies_as_its_volume_does_but_is_not_read_in_every_attitude() -> None:
    found, tried, _ = read({0: 0.3, 2: 0.25, 3: 0.2}, 900, expected=3)
    assert (found, tried) == (3, [0, 2, 3])


# --- the volume -------------------------------------------------------------------------------------------------------


def lying(turns: int, certainty: float | None = None, text: str = "Ғылыми кітапхананың қоры") -> list[Page]:
    """A scan of one page that was turned by so many quarter turns; `certainty` is on record where it was weighed."""
    steps = (
        *([ProcessingStep(name=TURN, parameters={"clockwise_degrees": str(90 * turns)})] if turns else []),
        *([] if certainty is None else [ProcessingStep(name=WEIGHED, parameters={"certainty": f"{certainty:.2f}"})]),
    )
    return [a_page(*([text] if text else []), steps=steps)]


def test_an_unsure_page_is_expected_to_lie_as_the_others_do() -> None:
    assert expected_attitudes([lying(2), lying(0, 0.02), lying(2)]) == {1: 2}


def test_an_unsure_page_that_lies_as_the_others_do_is_left_as_it_is() -> None:
    assert expected_attitudes([lying(2), lying(2, 0.02), lying(2)]) == {}


def test_a_blank_page_is_unsure() -> None:
    assert expected_attitudes([lying(1), lying(0, text=""), lying(1)]) == {1: 1}


def test_a_page_that_is_sure_stays_as_it_lies_among_others_that_do_not() -> None:
    assert expected_attitudes([lying(2), lying(0), lying(0, 0.6), lying(2)]) == {}


def test_pages_scanned_front_and_back_in_turn_are_asked_apart() -> None:
    scans = [lying(1), lying(3), lying(1), lying(3), lying(0, 0.1), lying(0, 0.1)]
    assert expected_attitudes(scans) == {4: 1, 5: 3}


def test_a_volume_that_is_not_of_one_mind_says_nothing() -> None:
    assert expected_attitudes([lying(2), lying(0, 0.0), lying(0)]) == {}
    assert expected_attitudes([lying(0, 0.0), lying(2, 0.1)]) == {}


def test_a_scan_that_could_not_be_read_neither_asks_nor_tells() -> None:
    assert expected_attitudes([[], lying(2), []]) == {}


@pytest.mark.parametrize("blank_side", [0, 1])
def test_an_open_book_with_one_blank_page_is_as_sure_as_its_other_page(blank_side: int) -> None:
    sides = [*lying(0), *lying(0)]
    sides[blank_side] = lying(0, text="")[0]
    assert expected_attitudes([lying(2), sides, lying(2)]) == {}
