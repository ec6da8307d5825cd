"""Make the sample volume: typeset its words, scan the sheets as a worn book, write down the truth.

Run as `python -m tests.sample.make_sample`. Needs the typefaces of Debian's fonts-liberation.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import typst
from PIL import Image

from ocr.scan import GreyImage
from tests.sample.damage import Damage, damage_page

FOLDER = Path(__file__).parent
TEMPLATE = FOLDER / "proceedings.typ"
TYPEFACE = "Liberation Serif"
RESOLUTION = 300
JPEG_QUALITY = 55
SOFT_HYPHEN = "\u00ad"
NO_BREAK_SPACE = "\u00a0"

DAMAGES = (
    Damage(skew=0.45, curl=20.0),
    Damage(skew=-0.8, curl=26.0),
    Damage(skew=0.9, curl=16.0, show_through=0.14),
    Damage(skew=-0.3, curl=24.0, gutter_shadow=0.6),
    Damage(skew=0.6, curl=30.0, unevenness=0.14),
    Damage(skew=-0.55, curl=18.0, specks=130),
)
"""One for each page in turn: no two pages lie on the glass alike."""

_VOWELS = "аәеёиоөуұүыіэюя"
_CONSONANTS = "бвгғджзйкқлмнңпрстфхһцчшщ"
_SYLLABLE_BREAK = re.compile(
    rf"(?:(?<=\w[{_VOWELS}])|(?<=[{_VOWELS}][{_CONSONANTS}])|(?<=[{_VOWELS}][{_CONSONANTS}]{{2}}))(?=[{_CONSONANTS}][{_VOWELS}])",
    re.IGNORECASE,
)

Volume = dict[str, Any]
"""The words of the volume, as articles.toml has them."""


def main() -> None:
    """Make the scans and the truth anew; the same words give the same files."""
    if TYPEFACE not in typst.Fonts().families():
        sys.exit(f"The typeface {TYPEFACE} is not installed. Install it with 'apt-get install fonts-liberation'.")
    volume = tomllib.loads((FOLDER / "articles.toml").read_text(encoding="utf-8"))
    inputs = {"volume": json.dumps(volume | {"articles": [with_break_marks(article) for article in volume["articles"]]})}
    sheets = typst.compile(TEMPLATE, sys_inputs=inputs)
    edges = json.loads(typst.query(TEMPLATE, "<edge>", field="value", sys_inputs=inputs))
    with pdfium.PdfDocument(sheets) as document:
        write_scans([rasterised(page) for page in document], volume["first_printed_page"])
        write_page_texts(document)
        write_truth(volume, edges, len(document))


def with_break_marks(article: Volume) -> Volume:
    """Return the article with marks in its running text that say where a line may end and where it may not."""
    abstracts = [item | {"text": marked(item["text"], item["lang"])} for item in article["abstracts"]]
    body = [section | {"paras": [marked(para, article["lang"]) for para in section["paras"]]} for section in article["body"]]
    return article | {"abstracts": abstracts, "body": body}


def marked(text: str, language: str) -> str:
    """Return the text with no line break before a dash or a citation, and in Kazakh with a soft hyphen between syllables.

    Typst divides Russian and English words by itself; of Kazakh it knows nothing.
    """
    bound = re.sub(r" (?=[–\[])", NO_BREAK_SPACE, text)
    return _SYLLABLE_BREAK.sub(SOFT_HYPHEN, bound) if language == "kk" else bound


def rasterised(page: pdfium.PdfPage) -> GreyImage:
    """Return the sheet in grey at the resolution of the scans."""
    return np.array(page.render(scale=RESOLUTION / 72, grayscale=True).to_numpy(), dtype=np.uint8)


def write_scans(sheets: Sequence[GreyImage], first_printed_page: int) -> None:
    """Write one JPEG a page, each with the next page (for the last: the one before) showing through."""
    for old in (FOLDER / "proceedings").glob("*.jpg"):
        old.unlink()
    for index, sheet in enumerate(sheets):
        verso = sheets[index + 1] if index + 1 < len(sheets) else sheets[index - 1]
        # In a bound book odd pages lie on the right, with the gutter at their left.
        gutter_left = (first_printed_page + index) % 2 == 1
        scan = damage_page(sheet, verso, DAMAGES[index % len(DAMAGES)], gutter_left=gutter_left, seed=index)
        target = FOLDER / "proceedings" / f"{index + 1:04}.jpg"
        Image.fromarray(scan).save(target, quality=JPEG_QUALITY, optimize=True, dpi=(RESOLUTION, RESOLUTION))


def printed_lines(page: pdfium.PdfPage) -> Iterator[str]:
    """Yield the lines of the sheet from top to bottom, hyphens at their ends as printed."""
    # PDFium writes U+FFFE for a hyphen that divides a word and the line end after it.
    text = page.get_textpage().get_text_range().replace("\ufffe", "-\n").replace(SOFT_HYPHEN, "").replace(NO_BREAK_SPACE, " ")
    yield from filter(None, map(str.strip, text.splitlines()))


def write_page_texts(document: pdfium.PdfDocument) -> None:
    """Write the text of each page, one printed line a line."""
    folder = FOLDER / "truth"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    for number, page in enumerate(document, start=1):
        text = "".join(f"{line}\n" for line in printed_lines(page))
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")


def write_truth(volume: Volume, edges: Sequence[dict[str, Any]], pages: int) -> None:
    """Write what a perfect reader finds in the scans."""
    page_of = {(edge["article"], edge["edge"]): edge["page"] for edge in edges}
    truth = {
        "volume": "sample-proceedings",
        "pages": pages,
        "first_printed_page": volume["first_printed_page"],
        "running_header": volume["running_header"],
        "articles": [
            true_article(article, page_of[number, "start"], page_of[number, "end"])
            for number, article in enumerate(volume["articles"], start=1)
        ],
    }
    (FOLDER / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def true_article(article: Volume, first: int, last: int) -> Volume:
    """Return the article by its parts, and the scans it touches, counted from 1."""
    return {
        "lang": article["lang"],
        "pages": list(range(first, last + 1)),
        "start_page": first,
        "end_page": last,
        "title": article["title"],
        "authors": article["authors"],
        "affiliations": article["affiliations"],
        "email": article["email"],
        "abstracts": {item["lang"]: item["text"] for item in article["abstracts"]},
        "keywords": {item["lang"]: item["keywords"] for item in article["abstracts"]},
        "body": [{"head": section.get("head"), "paras": section["paras"]} for section in article["body"]],
        "references_title": article["references_title"],
        "references": article["references"],
    }


if __name__ == "__main__":
    main()
