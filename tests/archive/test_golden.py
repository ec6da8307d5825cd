"""What we write, byte for byte, as an archivist would read it: any change shows in a diff of the files beside this one.

`MURAGAT_WRITE_GOLDEN=1 pytest tests/archive/test_golden.py` writes them anew; look at the diff before it is committed.
"""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from archive.jats import build_article_element, jats_bytes
from archive.package import PackageContent, plan_package
from ocr.article import Area, Article, Segmentation
from ocr.page import BlockRole, Page
from tests.archive.contents import a_content, a_volume, made
from tests.archive.test_jats_of_garbage import articles
from tests.archive.test_rules import PROVENANCE, an_article_with_all_its_parts
from tests.builders import a_block, a_page

GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).parents[2]


def its_pages() -> tuple[Page, ...]:
    """Return the two pages of the article that has all its parts."""
    texts = ("Абай туралы [1] айтылған¹ 1-сурет, 2-кесте. Екінші", "абзац.")
    number = a_block("7", block_id="b002", role=BlockRole.PAGE_NUMBER, at=(800, 2300))
    first = a_page(texts[0], number, printed_nr="7", scan="master/0001.png")
    return first, a_page(texts[1], image_nr=2, scan="master/0002.png")


def its_content(folder: Path) -> PackageContent:
    content = a_content(folder, pages=its_pages())
    article = replace(an_article_with_all_its_parts(), areas=tuple(Area(image_nr=nr, block_id="b001") for nr in (1, 2)))
    return replace(content, segmentation=Segmentation(articles=(article,), dropped=content.segmentation.dropped))


@pytest.mark.parametrize("name", ["METS.xml", "PREMIS.xml", "articles/a001.xml", "report.json"])
def test_what_we_write_is_what_it_was(tmp_path: Path, name: str) -> None:
    source = made(plan_package(its_content(tmp_path)), name)
    # Digests and sizes of scans depend on how Pillow packs them, not on us.
    written = re.sub(r'SIZE="\d+"|<premis:size>\d+', "…", re.sub(r"[0-9a-f]{128}", "…", source.decode()))
    golden = GOLDEN / Path(name).name
    if os.environ.get("MURAGAT_WRITE_GOLDEN"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(articles)
def test_the_same_article_gives_the_same_bytes(article: Article) -> None:
    made = [jats_bytes(build_article_element(article, a_volume(), PROVENANCE)) for _ in range(2)]
    assert made[0] == made[1]


def test_no_order_of_a_hash_shows_in_what_we_write(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from archive.package import plan_package;"
        "from tests.archive.test_golden import its_content;"
        "print([file.fixity.digest for file in plan_package(its_content(Path(sys.argv[1]))).files])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
