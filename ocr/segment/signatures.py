"""Names that sign an article at its end, as in newspapers."""

from collections.abc import Sequence

from ocr.person import Contributor
from ocr.segment.blocks import PlacedBlock
from ocr.segment.persons import parse_signature
from ocr.segment.posts import take_posts


def is_signature(block: PlacedBlock) -> bool:
    """Tell whether a block is a line of names and nothing else, or at the right edge two: with a post below the name."""
    return len(block.lines) <= 1 + block.set_right and bool(parse_signature(block.text))


def is_post(block: PlacedBlock) -> bool:
    """Tell whether a block is a line at the right edge that tells who the author is: "учитель"."""
    posts, rest = take_posts(block.text)
    return block.set_right and len(block.lines) == 1 and bool(posts) and not rest


def signing_blocks(blocks: Sequence[PlacedBlock]) -> int:
    """Return how many of the last blocks of a text sign it."""
    posts = 0
    while posts < len(blocks) - 1 and is_post(blocks[-1 - posts]):
        posts += 1
    if posts >= len(blocks) - 1:
        return 0
    name = blocks[-1 - posts]
    return posts + 1 if is_signature(name) and (name.set_right or not name.is_text) else 0


def signed_by(blocks: Sequence[PlacedBlock]) -> tuple[Contributor, ...]:
    """Return who signs a text with these blocks."""
    return parse_signature(" ".join(block.text for block in blocks))
