"""What archiving a volume costs as it grows, without reading it: PDF, plan, bag, verification.

Pages are small (a scan of 300 × 400 pixels, 120 words, four steps done to it), an article takes ten.
`python -m tests.bench.packages PAGES` measures one size.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from time import process_time

from PIL import Image

from archive.content import Master, PackageContent
from archive.fixity import fixity_of
from archive.store import store_volume
from archive.validate import check_package
from ocr.article import Area, Article, Segmentation
from ocr.page import Page, ProcessingStep
from tests.archive.contents import a_content
from tests.bench.volumes import BenchVolume
from tests.builders import a_block, a_page, a_paragraph, an_article

SIZES = (1, 10, 100, 300, 1000, 2000)
PAGES_OF_AN_ARTICLE = 10
LINE = "Қазақ тілінің мәселелері туралы ғылыми мақала мен оның аудармасы жарияланды бүгін"
TEXT = "\n".join([LINE] * 12)
STEPS = tuple(ProcessingStep(name=name, parameters={"from": "184"}) for name in ("deskew", "even-light", "whiten", "recognise"))


def a_synthetic_page(number: int) -> Page:
    """Return a page of 120 words."""
    return a_page(a_block(TEXT), image_nr=number, printed_nr=str(number), scan=f"master/{number:04d}.png", steps=STEPS)


def a_scan(folder: Path, number: int) -> Master:
    """Write one small scan, like no other."""
    path = folder / f"{number:04d}.png"
    Image.effect_noise((300, 400), 40 + number % 20).save(path, dpi=(300, 300))
    return Master(path=path, original_name=path.name, fixity=fixity_of(path), media_type="image/png", name=path.name)


def a_synthetic_article(number: int, first: int, last: int) -> Article:
    """Return an article over the pages from `first` to `last`."""
    paragraphs = tuple(a_paragraph(TEXT.replace("\n", " "), page=page) for page in range(first, last + 1))
    areas = tuple(Area(image_nr=page, block_id="b001") for page in range(first, last + 1))
    body = (replace(an_article().body[0], paragraphs=paragraphs),)
    return an_article(number=number, body=body, areas=areas, printed_pages=(str(first), str(last)))


def a_synthetic_volume(folder: Path, pages: int) -> PackageContent:
    """Return a volume of so many pages."""
    starts = range(1, pages + 1, PAGES_OF_AN_ARTICLE)
    articles = tuple(
        a_synthetic_article(number, first, min(first + PAGES_OF_AN_ARTICLE - 1, pages))
        for number, first in enumerate(starts, start=1)
    )
    return a_content(
        folder,
        masters=tuple(a_scan(folder, number) for number in range(1, pages + 1)),
        pages=tuple(a_synthetic_page(number) for number in range(1, pages + 1)),
        segmentation=Segmentation(articles=articles, dropped=()),
    )


def peak() -> float:
    """Return the most memory this process ever took, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_one(pages: int) -> Iterator[float]:
    """Archive a volume of so many pages; yield MB held before and MB at most, seconds of processor to archive and to verify."""
    with tempfile.TemporaryDirectory() as folder:
        (scans := Path(folder, "scans")).mkdir()
        content = a_synthetic_volume(scans, pages)
        yield peak()
        began = process_time()
        version = store_volume(content, Path(folder, "archive", "v"), Path(folder)).version
        stored = process_time()
        findings = check_package(version.path, jobs=os.cpu_count() or 1)
        verified = process_time()
        if findings:
            sys.exit(f"the package does not hold: {findings[0]}")
        yield from (peak(), stored - began, verified - stored)


def measure_packages(_: Sequence[BenchVolume]) -> Iterator[str]:
    """Yield the table of what archiving costs as a volume grows, each size measured in a process of its own."""
    yield "| pages | MB held before | MB at most | MB more | s to archive | s to verify | ms a page |"
    yield "|---:|---:|---:|---:|---:|---:|---:|"
    for pages in SIZES:
        print(f"archiving {pages} pages", file=sys.stderr, flush=True)
        command = [sys.executable, "-m", "tests.bench.packages", str(pages)]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        held, most, archived, verified = map(float, said.split())
        each = 1000 * (archived + verified) / pages
        yield f"| {pages} | {held:.0f} | {most:.0f} | {most - held:.0f} | {archived:.1f} | {verified:.1f} | {each:.0f} |"


if __name__ == "__main__":
    print(*measure_one(int(sys.argv[1])))
