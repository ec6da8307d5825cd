"""How each file of a package came to be: the PREMIS events and agents that follow from its content."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from archive.capture import Capture
from archive.content import PackageContent
from archive.finding import Finding, Severity
from archive.graphics import Graphic
from archive.layout import ACCESS_PATH, alto_path, article_path, graphic_path, image_path, master_path
from archive.pdf.sheets import sources_of
from archive.premis import Agent, Event
from ocr.article import Article
from ocr.page import CORRECT, ILLEGIBLE, Page, ProcessingStep

Captures = Mapping[str, Capture]
"""What each scan file says of its own making, by its path in the package."""

SOFTWARE = "Muragat"
_PIXELS, _PICTURES, _PDF, _PDF_A = "OpenCV", "Pillow", "pypdfium2", "pikepdf"

_OUTCOMES = {None: "success", Severity.WARNING: "warning", Severity.ERROR: "failure"}
_OF_READING = {
    "recognise": "transcription",
    "read-overlooked": "transcription",
    ILLEGIBLE: "transcription",
    "drop-noise": "modification",
}
"""Type of event of each step that works on text; every other step works on the page's image."""


def agents_of(content: PackageContent, captures: Captures) -> tuple[Agent, ...]:
    """Return who had a hand in the package: those the content names, this program, the engine with its models, devices, people."""
    engine = content.engine
    models = (f"model {code}: sha256:{digest}" for code, digest in sorted(engine.models.items()))
    ours = (
        Agent(name=SOFTWARE, version=content.software_version),
        Agent(name=engine.name, version=engine.version, notes=(f"models: {'+'.join(engine.codes)}", *models)),
    )
    devices = (Agent(name=name, kind="hardware") for name in sorted({one.maker for one in captures.values() if one.maker}))
    people = (Agent(name=name, kind="person") for name in _correctors(content))
    found: dict[str, Agent] = {}
    for agent in (*content.agents, *ours, *devices, *people):
        found.setdefault(agent.name, agent)
    return tuple(found.values())


def _correctors(content: PackageContent) -> list[str]:
    """Return who corrected pages, each once."""
    return sorted({step.parameters["by"] for page in content.pages for step in page.steps if step.name == CORRECT})


def events_of(
    content: PackageContent, graphics: Sequence[Graphic], findings: Sequence[Finding], captures: Captures
) -> Iterator[Event]:
    """Yield what happened: what the content tells, then scans made and taken over, read, articles found, written and checked."""
    yield from content.events
    yield from (event for path, capture in captures.items() for event in _captured(path, capture))
    yield from _taken_over(content)
    for page in content.pages:
        yield from _read(content, page)
    for gap in content.gaps:
        sources = (gap.scan,) if gap.scan else ()
        detail = f"page {gap.image_nr} could not be read; the volume was archived without it"
        yield _event(content, "transcription", detail=detail, sources=sources, outcome="failure", note=gap.reason)
    yield from _described(content, graphics)
    yield from _validated(content, findings)
    yield from _drawn(content)
    yield _event(content, "information package creation", detail="BagIt 1.0 bag, verified before it took its place in the archive")


# --------------------------------------------------------------------------------------------------------------- the scans


def _captured(path: str, capture: Capture) -> Iterator[Event]:
    """Yield the making of a scan, on the day its device says; the zone of its time is not known."""
    if capture.when:
        detail = f"as the scan says of itself, at {capture.when} by the clock of its device"
        day, doers = date.fromisoformat(capture.when[:10]), (capture.maker,) if capture.maker else ()
        yield Event(event_type="capture", when=day, detail=detail, outcomes=(path,), agents=doers)


def _taken_over(content: PackageContent) -> Iterator[Event]:
    """Yield what was done to the scan files: taken over, digested, compared; and the images taken out of them."""
    masters = tuple(str(master_path(master.name)) for master in content.masters)
    if masters:
        yield _event(content, "ingestion", detail="scan files taken over byte for byte, as they came", outcomes=masters)
        yield _event(content, "message digest calculation", detail="SHA-512, when each scan was first read", sources=masters)
        compared = "each scan was read again while it was copied; a difference would have stopped the package"
        yield _event(content, "fixity check", detail=compared, sources=masters)
    for image in content.images:
        detail = f"image of page {image.image_nr} taken out of the scan file that holds it"
        made_of, made = (str(master_path(image.master)),), (str(image_path(image.name)),)
        doers = _with(content, _PDF if image.master.endswith(".pdf") else _PICTURES)
        yield _event(content, "unpacking", detail=detail, sources=made_of, outcomes=made, agents=doers)


def _read(content: PackageContent, page: Page) -> Iterator[Event]:
    """Yield one event for each step between a scan and its ALTO."""
    steps = page.steps or (ProcessingStep(name="recognise"),)
    doers = {"transcription": (SOFTWARE, content.engine.name), "modification": (SOFTWARE,)}
    for step in steps:
        if step.name == CORRECT:
            yield _corrected(page, step)
            continue
        kind = _OF_READING.get(step.name, "image preprocessing")
        parameters = ", ".join(f"{name}={value}" for name, value in step.parameters.items())
        yield _event(
            content,
            kind,
            detail=f"{step.name}({parameters})",
            outcome="failure" if step.name == ILLEGIBLE else "success",
            note=_note(page, step),
            sources=(page.scan,),
            outcomes=(str(alto_path(page.image_nr)),),
            agents=doers.get(kind, _with(content, _PIXELS)),
        )


def _corrected(page: Page, step: ProcessingStep) -> Event:
    return Event(
        event_type="modification",
        when=date.fromisoformat(step.parameters["on"]),
        detail="what was read was corrected by hand",
        outcomes=(str(alto_path(page.image_nr)),),
        agents=(step.parameters["by"],),
    )


def _note(page: Page, step: ProcessingStep) -> str:
    """Return what came of a step, where its name does not say it."""
    if step.name == ILLEGIBLE:
        return "what was read made no sense and was not kept: handwriting, a picture or a bad scan"
    return "no text was found" if page.is_blank and step.name == "recognise" else ""


# ------------------------------------------------------------------------------------------------------------- the articles


def _described(content: PackageContent, graphics: Sequence[Graphic]) -> Iterator[Event]:
    """Yield the finding of articles, the making of each one's JATS, and the pictures cut out of scans."""
    segmentation = content.segmentation
    detail = f"{len(segmentation.articles)} articles found, {len(segmentation.dropped)} blocks set aside"
    alto = tuple(str(alto_path(page.image_nr)) for page in content.pages)
    articles = tuple(str(article_path(article.number)) for article in segmentation.articles)
    yield _event(content, "segmentation", detail=detail, sources=alto, outcomes=articles)
    for graphic in graphics:
        yield _cut_out(content, graphic)
    for article in segmentation.articles:
        yield _event(
            content,
            "creation",
            detail="JATS Archiving 1.3",
            sources=alto_of(article),
            outcomes=(str(article_path(article.number)),),
        )


def _drawn(content: PackageContent) -> Iterator[Event]:
    """Yield the making and the validation of the volume's PDF, when there is one."""
    if content.access_pdf:
        made, doers = (str(ACCESS_PATH),), _with(content, _PDF_A)
        detail = "PDF/A-2b: the scans, over them the words of ALTO, invisible"
        yield _event(content, "creation", detail=detail, sources=sources_of(content), outcomes=made, agents=doers)
        yield _event(content, "validation", detail="PDF/A-2b, by the validator of pikepdf", sources=made, agents=doers)


def _cut_out(content: PackageContent, graphic: Graphic) -> Event:
    box, turns = graphic.box, graphic.cut_out.quarter_turns
    turned = f", turned clockwise by {90 * turns}°" if turns else ""
    detail = f"cut out at HPOS={box.hpos}, VPOS={box.vpos}, WIDTH={box.width}, HEIGHT={box.height}{turned}, without loss"
    made, doers = (str(graphic_path(graphic.name)),), _with(content, _PICTURES)
    return _event(content, "creation", detail=detail, sources=(graphic.scan,), outcomes=made, agents=doers)


def alto_of(article: Article) -> tuple[str, ...]:
    """Return the ALTO files of the pages an article touches, relative to data/."""
    return tuple(str(alto_path(page)) for page in article.pages)


def _validated(content: PackageContent, findings: Sequence[Finding]) -> Iterator[Event]:
    for article in content.segmentation.articles:
        yield _check(content, str(article_path(article.number)), findings)
    alto = tuple(str(alto_path(page.image_nr)) for page in content.pages)
    yield _event(content, "validation", detail="ALTO 4.2, as the archive writes it", sources=alto)


def _check(content: PackageContent, path: str, findings: Sequence[Finding]) -> Event:
    found = [finding for finding in findings if finding.where.split(" ", 1)[0] == path]
    worst = min((finding.severity for finding in found), default=None)
    note = "; ".join(f"{one.rule}: {one.message}" for one in found)
    detail = "JATS Archiving 1.3 DTD and house rules"
    return _event(content, "validation", detail=detail, sources=(path,), outcome=_OUTCOMES[worst], note=note)


def _with(content: PackageContent, library: str) -> tuple[str, ...]:
    """Return this program, and the library when the content names it."""
    return (SOFTWARE, *(agent.name for agent in content.agents if agent.name == library))


def _event(  # noqa: PLR0913  # an event has this many facts
    content: PackageContent,
    event_type: str,
    *,
    detail: str,
    sources: tuple[str, ...] = (),
    outcomes: tuple[str, ...] = (),
    outcome: str = "success",
    note: str = "",
    agents: tuple[str, ...] = (SOFTWARE,),
) -> Event:
    return Event(
        event_type=event_type,
        when=content.started,
        detail=detail,
        outcome=outcome,
        outcome_note=note,
        sources=sources,
        outcomes=outcomes,
        agents=agents,
    )
