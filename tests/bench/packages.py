"""Measure what archiving a volume costs as it grows, without reading it: PDF, plan, bag, verification.

Run as `python -m tests.bench.packages [PAGES...]`. Each size runs in a process of its own; the memory is its peak (ru_maxrss) above
that of one page. Pages are small (a scan of 300 × 400 pixels, 120 words), an article takes ten.
"""

import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import monotonic

from PIL import Image

from archive.content import Master, PackageContent
from archive.fixity import fixity_of
from archive.store import store_volume
from archive.validate import check_package
from ocr.article import Area, Article, Segmentation
from ocr.page import Page
from tests.archive.contents import a_content
from tests.builders import a_block, a_page, a_paragraph, an_article

SIZES = (1, 10, 100, 500, 1000, 2000)
PAGES_OF_AN_ARTICLE = 10
LINE = "Қазақ тілінің мәселелері туралы ғылыми мақала мен оның аудармасы жарияланды бүгін"
TEXT = "\n".join([LINE] * 12)


def a_synthetic_page(number: int) -> Page:
    """Return a page of 120 words."""
    return a_page(a_block(TEXT), image_nr=number, printed_nr=str(number), scan=f"master/{number:04d}.png")


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


def measure(pages: int) -> None:
    """Archive a volume of so many pages and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        (scans := Path(folder, "scans")).mkdir()
        content = a_synthetic_volume(scans, pages)
        held = peak()
        began = monotonic()
        version = store_volume(content, Path(folder, "archive", "v"), Path(folder)).version
        stored = monotonic()
        findings = check_package(version.path, jobs=os.cpu_count() or 1)
        verified = monotonic()
        print(f"| {pages} | {held:.0f} | {peak():.0f} | {stored - began:.1f} | {verified - stored:.1f} |", flush=True)
        if findings:
            sys.exit(f"the package does not hold: {findings[0]}")


def main() -> None:
    """Print a table row for each size, each measured in a process of its own."""
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
        return
    print("| pages | MB before | MB at most | s to archive | s to verify |\n|---:|---:|---:|---:|---:|", flush=True)
    for pages in map(int, sys.argv[1:] or SIZES):
        subprocess.run([sys.executable, "-m", "tests.bench.packages", "--one", str(pages)], check=True)


if __name__ == "__main__":
    main()
