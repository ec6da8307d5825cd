"""The truth an institution holds our articles to: its own JATS files, or a file of plain texts in TOML or JSON."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from lxml import etree
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from archive.evaluation import ArticleRecord, record_of_jats
from archive.markup import parse_xml
from flows.errors import BrokenTruthError, NoTruthError

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
ByLanguage = dict[Literal["kk", "ru", "en"], Text]


class TrueArticle(BaseModel):
    """One `[[article]]` of a truth file. Keys left out are not measured; an empty list says that there is none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Text
    language: Literal["kk", "ru", "en"] | None = None
    authors: list[Text] | None = None
    affiliations: list[Text] | None = None
    emails: list[Text] | None = None
    translated_titles: ByLanguage | None = None
    abstracts: ByLanguage | None = None
    keywords: dict[Literal["kk", "ru", "en"], list[Text]] | None = None
    headings: list[Text] | None = None
    paragraphs: list[Text] | None = None
    references: list[Text] | None = None

    def as_record(self) -> ArticleRecord:
        """Return the article as what is measured."""
        return ArticleRecord(
            title=self.title,
            language=self.language,
            authors=_texts(self.authors),
            affiliations=_texts(self.affiliations),
            emails=_texts(self.emails),
            translated_titles=_each(self.translated_titles),
            abstracts=_each(self.abstracts),
            keywords=None if self.keywords is None else {language: tuple(texts) for language, texts in self.keywords.items()},
            headings=_texts(self.headings),
            paragraphs=_texts(self.paragraphs),
            references=_texts(self.references),
        )


class TruthFile(BaseModel):
    """A truth file: the articles of one volume."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    article: list[TrueArticle] = Field(min_length=1)


def _texts(texts: list[str] | None) -> tuple[str, ...] | None:
    return None if texts is None else tuple(texts)


def _each(texts: ByLanguage | None) -> Mapping[str, tuple[str, ...]] | None:
    return None if texts is None else {language: (text,) for language, text in texts.items()}


def read_truth(path: Path) -> tuple[ArticleRecord, ...]:
    """Return the true articles at `path`: a folder of JATS files, one such file, or a truth file in TOML or JSON.

    Raises NoTruthError when nothing of that kind is there, BrokenTruthError when it cannot be read.
    """
    if path.is_file() and path.suffix in {".toml", ".json"}:
        return tuple(article.as_record() for article in _read_file(path).article)
    records = read_jats(path)
    if not records:
        raise NoTruthError(path=path)
    return records


def read_jats(path: Path) -> tuple[ArticleRecord, ...]:
    """Return the JATS articles in a file or folder, in the order of their names; other XML is passed over."""
    files = [path] if path.is_file() else sorted(path.rglob("*.xml"))
    return tuple(record_of_jats(root) for file in files if (root := _parsed(file)).tag == "article")


def _parsed(path: Path) -> etree._Element:
    try:
        return parse_xml(path)
    except etree.XMLSyntaxError as error:
        raise BrokenTruthError(path=path, reason=error.msg) from error


def _read_file(path: Path) -> TruthFile:
    try:
        text = path.read_text(encoding="utf-8-sig")
        return TruthFile.model_validate(json.loads(text) if path.suffix == ".json" else tomllib.loads(text))
    except (UnicodeDecodeError, json.JSONDecodeError, tomllib.TOMLDecodeError) as error:
        raise BrokenTruthError(path=path, reason=str(error)) from error
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, found['loc']))}: {found['msg']}" for found in error.errors())
        raise BrokenTruthError(path=path, reason="; ".join(problems)) from error
