"""The front matter of an article: each printed line is a title, names, an affiliation, an address, an abstract or keywords."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ocr.article import Keywords, LanguageText
from ocr.language import Language, detect_language
from ocr.person import Contributor
from ocr.segment import patterns
from ocr.segment.blocks import HEADLINE, SMALL_TYPE, PlacedBlock
from ocr.segment.persons import parse_name, parse_names
from ocr.segment.starts import Start, is_front_matter
from ocr.segment.text import Vocabulary, join_lines


@dataclass(kw_only=True)
class FrontMatter:
    """What was gathered from the front matter, line by line. Affiliations are the printed lines, whole."""

    title: str = ""
    authors: list[Contributor] = field(default_factory=list)
    supervisors: list[Contributor] = field(default_factory=list)
    affiliations: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    abstracts: list[LanguageText] = field(default_factory=list)
    titles: list[LanguageText] = field(default_factory=list)
    keywords: list[Keywords] = field(default_factory=list)
    udc: str | None = None
    mrnti: str | None = None
    doi: str | None = None


def first_of_front(blocks: Sequence[PlacedBlock], start: Start, floor: int) -> int:
    """Return the index of the first block of the front matter: names and codes above the title belong to it.

    `floor` is the first index that does not belong to the article before.
    """
    first = start.first
    while first > floor and blocks[first - 1].page is blocks[start.first].page and is_front_matter(blocks[first - 1]):
        first -= 1
    above = blocks[first : start.first]
    return start.first if above and blocks[start.first].size >= HEADLINE and all(_is_signature(block) for block in above) else first


def _is_signature(block: PlacedBlock) -> bool:
    """Tell whether a block is names and nothing else: above a headline, they sign the article before."""
    return len(block.lines) == 1 and bool(parse_names(block.text))


def end_of_front(blocks: Sequence[PlacedBlock], start: Start, stop: int) -> int:
    """Return the index after the last block of the front matter, at most `stop`."""
    index, named, in_keywords = start.last + 1, False, False
    while index < stop:
        block = blocks[index]
        text = block.text
        opening = patterns.is_opening(text)
        if patterns.SECTION.match(text) and block.is_heading_like:
            break
        continues = not opening and named and not in_keywords and block.size < SMALL_TYPE and not block.is_heading_like
        if not (
            opening
            or is_front_matter(block)
            or (continues and _opens_abstract(blocks[index - 1]))
            or _loose_names(block, start, index)
        ):
            break
        in_keywords = any(pattern.match(text) for _, pattern in patterns.KEYWORDS)
        named = named or opening
        index += 1
    return index


def _opens_abstract(block: PlacedBlock) -> bool:
    return any(pattern.match(block.text) for _, pattern in patterns.ABSTRACT)


def _loose_names(block: PlacedBlock, start: Start, index: int) -> bool:
    """Tell whether the line right below the title is one of names written in full."""
    return index == start.last + 1 and len(block.lines) == 1 and bool(parse_names(block.text, loosely=True))


def read_front(blocks: Sequence[PlacedBlock], title: Sequence[PlacedBlock], vocabulary: Vocabulary) -> FrontMatter:
    """Return what `blocks` of front matter say; `title` are those among them that hold the title."""
    front = FrontMatter(title=_clean_title(join_lines((line.content for block in title for line in block.lines), vocabulary)))
    for block in blocks:
        if block not in title:
            _read_block(block, front, vocabulary)
    front.affiliations = [_clean_affiliation(text) for text in _joined_affiliations(front.affiliations)]
    front.authors = _with_affiliations(front.authors, len(front.affiliations))
    if front.authors and front.emails:
        front.authors = _with_emails(front.authors, front.emails)
    return front


def _clean_title(text: str) -> str:
    words = [word for word in text.split() if re.search(r"\w", word) or word in {"-", "–", "—", "&", "+"}]
    return " ".join(words).strip(" -–—_|")


def _read_block(block: PlacedBlock, front: FrontMatter, vocabulary: Vocabulary) -> None:
    text = join_lines((line.content for line in block.lines), vocabulary)
    if _read_abstract(text, block, front) or _read_keywords(text, front):
        return
    for line in block.lines:
        _read_line(line.content, front)


def _read_abstract(text: str, block: PlacedBlock, front: FrontMatter) -> bool:
    for language, pattern in patterns.ABSTRACT:
        if match := pattern.match(text):
            rest = text[match.end() :]
            title = _run_in_title(block)
            if title and rest.startswith(title):
                front.titles.append(LanguageText(language=language, content=title.rstrip(". ")))
                rest = rest[len(title) :].lstrip()
            front.abstracts.append(LanguageText(language=language, content=rest or text))
            return True
    awaits_keywords = len(front.keywords) < len(front.abstracts)
    if awaits_keywords and not patterns.is_opening(text) and not patterns.EMAIL.search(text):
        last = front.abstracts[-1]
        front.abstracts[-1] = replace(last, content=f"{last.content} {text}")
        return True
    return False


def _run_in_title(block: PlacedBlock) -> str:
    """Return the bold words that follow the label of an abstract: the title in its language."""
    words = [word for line in block.lines for word in line.words]
    bold = next((index for index, word in enumerate(words) if not word.bold and any(map(str.isalpha, word.content))), len(words))
    run = " ".join(word.content for word in words[1:bold])
    return run if bold > _FEWEST_TITLE_WORDS and len(run) > _FEWEST_TITLE_LETTERS else ""


_FEWEST_TITLE_WORDS = 4
_FEWEST_TITLE_LETTERS = 20


def _read_keywords(text: str, front: FrontMatter) -> bool:
    for language, pattern in patterns.KEYWORDS:
        if match := pattern.match(text):
            rest = text[match.end() :].strip(" .")
            # Where keywords are parted by semicolons, commas stand inside them, and a colon is a semicolon misread.
            pieces = re.split(r"\s*[;:]\s*" if ";" in rest else r"\s*,\s*", rest)
            words = tuple(piece.strip(" .") for piece in pieces if piece.strip(" ."))
            if words:
                front.keywords.append(Keywords(language=language, content=words))
            return True
    return False


def _read_line(text: str, front: FrontMatter) -> None:
    """Read one line of names, affiliation, address or code."""
    if match := patterns.DOI.search(text):
        front.doi = match["doi"].rstrip(".,;")
    if match := patterns.MRNTI.search(text):
        front.mrnti = match["code"]
    if match := patterns.UDC.match(text):
        front.udc = match["code"].strip(" .")
        return
    if front.mrnti and front.mrnti in text:
        return
    if match := patterns.SUPERVISOR.match(text):
        front.supervisors.extend(_supervisors(text[match.end() :], match["label"]))
        return
    if emails := patterns.EMAIL.findall(text):
        front.emails.extend(emails)
        text = patterns.EMAIL_LABEL.sub("", patterns.EMAIL.sub("", text)).strip(" ,;:.()")
        if not text:
            return
    if not front.affiliations and (names := parse_names(text) or (() if front.authors else parse_names(text, loosely=True))):
        front.authors.extend(names)
    elif re.search(r"\w{3}", text) and not patterns.EMAIL_LABEL.match(text):
        front.affiliations.append(text)


def _supervisors(text: str, label: str) -> Iterable[Contributor]:
    """Return the supervisor; words before the name are the rank."""
    words = text.strip(" ,.").split()
    ending = "." if text.rstrip().endswith(".") else ""
    for cut in range(len(words)):
        person = parse_name(" ".join(words[cut:]) + ending)
        if person and (cut == 0 or not words[cut - 1][:1].isupper()):
            rank = " ".join(words[:cut]).strip(" ,")
            return [replace(person, role=label, posts=(rank,) if rank else ())]
    return [Contributor(surname=text.strip(" ,."), role=label)] if text.strip(" ,.") and not re.search(r"[\d@,;:]", text) else []


def _joined_affiliations(lines: Sequence[str]) -> list[str]:
    """Return whole affiliations: a line that ends in a comma or hyphen goes on in the next."""
    joined: list[str] = []
    for line in lines:
        if joined and joined[-1].rstrip().endswith((",", "-", "–")):
            joined[-1] = f"{joined[-1].rstrip()} {line}"
        else:
            joined.append(line)
    return joined


def _clean_affiliation(text: str) -> str:
    return patterns.MARKERS.sub("", text).strip(" ,;|_*")


def _with_affiliations(authors: Sequence[Contributor], count: int) -> list[Contributor]:
    """Return the authors with their affiliations: line by line when there are as many, else every author with all."""
    if count == len(authors):
        return [replace(author, affiliations=(index,)) for index, author in enumerate(authors)]
    return [replace(author, affiliations=tuple(range(count))) for author in authors]


def _with_emails(authors: Sequence[Contributor], emails: Sequence[str]) -> list[Contributor]:
    """Return the authors with their addresses: by surname where the address spells it, else the first gets the first."""
    taken = list(authors)
    for index, email in enumerate(emails):
        owner = next(
            (number for number, author in enumerate(taken) if author.surname.casefold() in email.casefold()),
            min(index, len(taken) - 1),
        )
        if taken[owner].email is None:
            taken[owner] = replace(taken[owner], email=email)
    return taken


def article_language(body: str, title: str) -> Language:
    """Return the language of an article: of its body, else of its title; Kazakh when neither has a letter."""
    return detect_language(body) or detect_language(title) or Language.KAZAKH
