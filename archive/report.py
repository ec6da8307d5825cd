"""report.json: the package's own account of itself, for people and machines that read no METS."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from archive.content import PackageContent
from archive.finding import Finding
from archive.layout import article_path
from archive.mets import state_of
from ocr.article import Article, DroppedBlock
from ocr.page import Page, Word

DOUBTFUL_PAGE = 0.7
"""A page whose mean word confidence is below this is named as one a person should look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The file report.json, made when it is asked for."""

    content: PackageContent
    findings: Sequence[Finding]

    def pieces(self) -> Iterator[bytes]:
        """Yield the file."""
        yield _report_bytes(self.content, self.findings)


def _report_bytes(content: PackageContent, findings: Sequence[Finding]) -> bytes:
    """Return the report: pages in = pages out, confidence, dropped blocks with reasons, findings, what needs a person."""
    volume, segmentation = content.volume, content.segmentation
    report = {
        "volume_id": volume.volume_id,
        "started": content.started.isoformat(timespec="seconds"),
        "software": f"Muragat {content.software_version}",
        "engine": str(content.engine),
        "pages_in": len(content.pages) + len(content.gaps),
        "pages_out": {
            "read": sum(not page.is_blank and not page.is_illegible for page in content.pages),
            "blank": sum(page.is_blank for page in content.pages),
            "illegible": sum(page.is_illegible for page in content.pages),
            "failed": len(content.gaps),
        },
        "pages": [_page(page) for page in content.pages],
        "gaps": [{"image_nr": gap.image_nr, "image": gap.scan, "reason": gap.reason} for gap in content.gaps],
        "articles": [_article(article) for article in segmentation.articles],
        "dropped_blocks": [_dropped(block) for block in segmentation.dropped],
        "findings": [_finding(finding) for finding in findings],
        "needs_a_person": list(_needs_a_person(content, findings)),
    }
    return (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode(errors="replace")


def mean_confidence(words: Iterable[Word]) -> float | None:
    """Return the mean confidence of words, 0–1, to four decimals; None of none."""
    found = [word.confidence for word in words]
    return round(sum(found) / len(found), 4) if found else None


def _page(page: Page) -> dict[str, Any]:
    return {
        "image_nr": page.image_nr,
        "image": page.scan,
        "printed_nr": page.printed_nr,
        "state": state_of(page),
        "confidence": mean_confidence(page.words),
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "file": str(article_path(article.number)),
        "title": article.title,
        "language": article.language.bcp47,
        "pages": list(article.pages),
        "confidence": round(article.confidence, 4),
    }


def _dropped(block: DroppedBlock) -> dict[str, Any]:
    area = block.area
    return {"image_nr": area.image_nr, "block_id": area.block_id, "reason": block.reason, "content": block.content}


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "severity": finding.severity,
        "rule": finding.rule,
        "where": finding.where,
        "message": finding.message,
        "remedy": finding.remedy,
    }


def _needs_a_person(content: PackageContent, findings: Iterable[Finding]) -> Iterable[str]:
    if not content.segmentation.articles:
        yield "No article was found in the volume."
    for page in content.pages:
        if page.is_illegible:
            yield f"Page {page.image_nr} ({page.scan}) could not be read: handwriting, a picture or a bad scan."
        confidence = mean_confidence(page.words)
        if confidence is not None and confidence < DOUBTFUL_PAGE:
            yield f"Page {page.image_nr} ({page.scan}) was read with little certainty ({confidence:.2f})."
    yield from (str(finding) for finding in findings)
