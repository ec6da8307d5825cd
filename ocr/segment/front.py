"""The front matter of an article: titles, names, affiliations, codes, abstracts and keywords, in each of its languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ocr.article import HistoryDate, Keywords, LanguageText
from ocr.language import Language, detect_language
from ocr.page import TextLine
from ocr.person import Affiliation, Contributor
from ocr.segment import patterns
from ocr.segment.affiliations import INSTITUTION, parse_affiliation
from ocr.segment.blocks import PlacedBlock
from ocr.segment.byline import Authors, Byline
from ocr.segment.history import opens_history, read_history
from ocr.segment.parts import Part, PartKind, open_part, read_abstract, read_keywords, take_unlabelled_keywords
from ocr.segment.persons import parse_names, read_people
from ocr.segment.text import Vocabulary, join_lines
from ocr.segment.translations import with_alternatives

_FEWEST_TITLE_LETTERS = 12
_MOST_DATE_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the front matter says. `ties_are_sure` when it is beyond doubt whose each affiliation is."""

    title: str
    authors: tuple[Contributor, ...]
    supervisors: tuple[Contributor, ...]
    authors_incomplete: bool
    affiliations: tuple[Affiliation, ...]
    ties_are_sure: bool
    emails: tuple[str, ...]
    abstracts: tuple[LanguageText, ...]
    titles: tuple[LanguageText, ...]
    keywords: tuple[Keywords, ...]
    history: tuple[HistoryDate, ...]
    udc: str | None
    mrnti: str | None
    doi: str | None


def read_front(
    blocks: Sequence[PlacedBlock],
    title: Sequence[PlacedBlock],
    vocabulary: Vocabulary,
    closing: Sequence[PlacedBlock] = (),
    language: Language | None = None,
) -> FrontMatter:
    """Return what `blocks` of front matter say; `title` are those among them that hold the title.

    `closing` are blocks after the text that say more of the same, in other languages; `language` is that of the text.
    """
    reader = FrontReader(vocabulary=vocabulary)
    for block in blocks:
        if block in title:
            reader.read_own_title(block)
        else:
            reader.read(block)
    if closing:
        reader.begin_closing()
    for block in closing:
        reader.read(block)
    return reader.finish(language)


@dataclass(kw_only=True)
class _Group:
    """The front matter in one language: a title, a byline, an abstract and keywords, any of which may be missing."""

    byline: Byline
    title: list[str] = field(default_factory=list)
    title_blocks: list[PlacedBlock] = field(default_factory=list)
    languages: list[Language] = field(default_factory=list)

    @property
    def has_parts(self) -> bool:
        """An abstract or keywords were read: a title or names after them begin the next language."""
        return bool(self.languages)

    def language(self, title: str) -> Language | None:
        """Return the language of most of its parts, else of its title."""
        return self.languages[0] if self.languages else detect_language(title)


@dataclass(kw_only=True)
class FrontReader:
    """Reads front matter block by block, in one language after the other; `finish` puts together what was read."""

    vocabulary: Vocabulary
    own_title: list[PlacedBlock] = field(default_factory=list)
    groups: list[_Group] = field(default_factory=list)
    own: int = 0
    supervisors: list[tuple[Contributor, str]] = field(default_factory=list)
    abstracts: list[LanguageText] = field(default_factory=list)
    titles: list[LanguageText] = field(default_factory=list)
    keywords: list[Keywords] = field(default_factory=list)
    history: list[HistoryDate] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    _part: Part | None = None
    _supervisor: str = ""

    def __post_init__(self) -> None:
        """Begin with the article's own language."""
        self._begin_group()

    def _begin_group(self) -> None:
        self.groups.append(_Group(byline=Byline(join=lambda lines: join_lines(lines, self.vocabulary))))

    def begin_closing(self) -> None:
        """Take what is read from here on for another language's."""
        self._close_part()
        self._begin_group()

    # --- block by block

    def read_own_title(self, block: PlacedBlock) -> None:
        """Take a block of the article's title."""
        self._close_part()
        if self.groups[-1].has_parts:
            self._begin_group()
        self.own_title.append(block)
        self.own = len(self.groups) - 1

    def read(self, block: PlacedBlock) -> None:
        """Read a block of anything else."""
        if self._is_title(block):
            self._close_part()
            if self.groups[-1].has_parts:
                self._begin_group()
            self.groups[-1].title += [line.content for line in block.lines]
            self.groups[-1].title_blocks.append(block)
            return
        if len(block.lines) <= _MOST_DATE_LINES and opens_history(block.text):
            self._close_part()
            self.history += read_history(block.text)
            return
        for line in block.lines:
            self._read_line(line, block)

    def _is_title(self, block: PlacedBlock) -> bool:
        """Tell whether a block is the title in another language: set like one, and no other part of front matter."""
        text = block.text
        if not block.is_heading_like or patterns.is_opening(text) or patterns.EMAIL.search(text):
            return False
        letters = sum(map(str.isalpha, text))
        if letters < _FEWEST_TITLE_LETTERS or any(parse_names(line.content) for line in block.lines) or opens_history(text):
            return False
        if self.groups[-1].has_parts:
            return True
        if INSTITUTION.search(text) and self.groups[-1].byline.persons and not block.capitals:
            return False
        own = join_lines((line.content for title in self.own_title for line in title.lines), self.vocabulary)
        return bool(own) and detect_language(text) not in {None, detect_language(own)}

    def _read_line(self, line: TextLine, block: PlacedBlock) -> None:
        first = line is block.lines[0]
        if part := open_part(line):
            self._close_part()
            self._part = part
        elif self._part and self._goes_on(line, block, first=first):
            self._part.rows.append(line.content)
            self._part.words += line.words
        else:
            self._close_part()
            self._read_plain(line.content, same_block=not first)

    def _goes_on(self, line: TextLine, block: PlacedBlock, *, first: bool) -> bool:
        """Tell whether an open part goes on in a line: an abstract up to its keywords, keywords within their block."""
        text = line.content
        if self._part is None or patterns.is_opening(text) or patterns.EMAIL.search(text) or opens_history(text):
            return False
        if not first or not self._part.is_begun:
            return True
        if self._part.kind is PartKind.KEYWORDS:
            return self._part.is_unfinished and text[:1].islower()
        return not block.is_heading_like and not parse_names(text)

    def _close_part(self) -> None:
        part, self._part = self._part, None
        if part is None or not part.is_begun:
            return
        if part.kind is PartKind.KEYWORDS:
            self._add_keywords(part)
            return
        unlabelled = take_unlabelled_keywords(part)
        abstract, title = read_abstract(part, self.vocabulary)
        self.abstracts.append(abstract)
        self.groups[-1].languages.append(abstract.language)
        self.titles += [title] if title else []
        if unlabelled:
            self._add_keywords(unlabelled)

    def _add_keywords(self, part: Part) -> None:
        if keywords := read_keywords(part, self.vocabulary):
            self.keywords.append(keywords)
            self.groups[-1].languages.append(keywords.language)

    # --- line by line

    def _read_plain(self, text: str, *, same_block: bool) -> None:
        """Read one line of names, affiliation, address, date or code."""
        rest = self._without_codes(text)
        if rest is None:
            return
        if history := read_history(rest):
            self.history += history
        elif found := patterns.SUPERVISOR.match(rest):
            self._supervisor = found["label"]
            self._add_supervisors(rest[found.end() :])
        elif self._supervisor:
            self._add_supervisors(rest)
        else:
            if self.groups[-1].has_parts and parse_names(rest):
                self._begin_group()
            self.groups[-1].byline.add(rest, same_block=same_block)

    def _without_codes(self, text: str) -> str | None:
        """Return a line without the codes it holds, which are kept; None when nothing else was on it."""
        rest = text
        if match := patterns.DOI.search(rest):
            self.codes.setdefault("doi", match["doi"].rstrip(".,;)"))
            rest = patterns.DOI_WITH_LABEL.sub("", rest)
        if match := patterns.MRNTI.search(rest):
            self.codes.setdefault("mrnti", re.sub(r"[,\s]\s?", ".", match["code"]))
            rest = rest.replace(match.group(), "")
        if match := patterns.UDC.match(rest):
            self.codes.setdefault("udc", match["code"].strip(" .,;"))
            rest = rest[match.end() :]
        return None if rest != text and not re.search(r"[^\W\d_]{4}", rest) else rest

    def _add_supervisors(self, text: str) -> None:
        """Take the supervisors that a line names after its label; on a line of its own the label waits for the next."""
        people = read_people(text, loosely=True)
        self.supervisors += [(replace(person.as_contributor(), role=self._supervisor), people.rest) for person in people.persons]
        if people.persons or not text.strip(" :.–—-"):
            self._supervisor = "" if people.persons else self._supervisor
            return
        if not re.search(r"[\d@,;:]", text):
            self.supervisors.append((Contributor(surname=text.strip(" ,."), role=self._supervisor), ""))
        self._supervisor = ""

    # --- all together

    def finish(self, language: Language | None = None) -> FrontMatter:
        """Return what was read; names and affiliations that are printed in several languages are brought together.

        `language` is that of the text: title and names in it are the article's own, even where another language comes first.
        """
        self._close_part()
        titles = [(group, self._title_of(group)) for group in self.groups]
        own = self._own_group(titles, language)
        found = own.byline.finish()
        for group, title in titles:
            if group is not own:
                found = with_alternatives(found, group.byline.finish(), group.language(title.content if title else ""))
        title = next((title for group, title in titles if group is own and title), titles[self.own][1])
        beside = self._titles_beside_own()
        if title and title.language is not language and own is self.groups[self.own]:
            title = next((one for one in beside if one.language is language), title)
        affiliations, supervisors = self._with_supervisors(found)
        return FrontMatter(
            title=title.content if title else "",
            authors=found.authors,
            supervisors=supervisors,
            authors_incomplete=any(group.byline.incomplete for group in self.groups),
            affiliations=affiliations,
            ties_are_sure=found.ties_are_sure,
            emails=tuple(dict.fromkeys(email for group in self.groups for email in group.byline.emails)),
            abstracts=tuple(self.abstracts),
            titles=(*self.titles, *(one for one in (*(one for _, one in titles if one), *beside) if one is not title)),
            keywords=tuple(self.keywords),
            history=tuple(self.history),
            udc=self.codes.get("udc"),
            mrnti=self.codes.get("mrnti"),
            doi=self.codes.get("doi"),
        )

    def _own_group(self, titles: Sequence[tuple[_Group, LanguageText | None]], language: Language | None) -> _Group:
        """Return the group of the article's own language: that of the title that opened it, unless another is the text's."""
        opened, title = titles[self.own]
        if language is None or title is None or language in {title.language, opened.language(title.content)}:
            return opened
        others = (group for group, one in titles if one and one.language is language and group.byline.persons)
        return next(others, opened)

    def _title_of(self, group: _Group) -> LanguageText | None:
        """Return the title of a group and its language: what its letters show, or where they are few, its abstract."""
        lines = (
            [line.content for block in self.own_title for line in block.lines] if group is self.groups[self.own] else group.title
        )
        title = clean_title(join_lines(lines, self.vocabulary))
        language = detect_language(title) if title else None
        told = group.languages[0] if group.languages else language
        if language is not Language.ENGLISH and told is not Language.ENGLISH:
            language = told
        return LanguageText(language=language or Language.KAZAKH, content=title) if title else None

    def _titles_beside_own(self) -> list[LanguageText]:
        """Return the titles in other languages that stand right by the article's own, with one abstract for all or none."""
        found: list[LanguageText] = []
        for block in self.groups[self.own].title_blocks if self.own_title else ():
            text = clean_title(join_lines((line.content for line in block.lines), self.vocabulary))
            language = detect_language(text)
            if found and language in {None, found[-1].language}:
                found[-1] = replace(found[-1], content=join_lines([found[-1].content, text], self.vocabulary))
            elif text and language:
                found.append(LanguageText(language=language, content=text))
        return found

    def _with_supervisors(self, found: Authors) -> tuple[tuple[Affiliation, ...], tuple[Contributor, ...]]:
        """Return all affiliations and the supervisors, each with the one printed after the name."""
        affiliations = list(found.affiliations)
        supervisors: list[Contributor] = []
        for person, place in self.supervisors:
            if INSTITUTION.search(place):
                affiliations.append(parse_affiliation(place))
                supervisors.append(replace(person, affiliations=(len(affiliations) - 1,)))
            else:
                supervisors.append(person)
        return tuple(affiliations), tuple(supervisors)


def clean_title(text: str) -> str:
    """Return a title without signs that are specks, and without dashes at its ends."""
    words = [word for word in text.split() if re.search(r"\w", word) or word in {"-", "–", "—", "&", "+"}]
    return " ".join(words).strip(" -–—_|")
