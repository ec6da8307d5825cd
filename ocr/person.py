"""Who wrote an article, and where they work: names, posts and affiliations as printed, and what their parts say."""

from dataclasses import dataclass

from ocr.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name as printed. `given_names` may be initials, with the patronymic where there is one.

    `language` is what its letters show; None when they could be of several.
    """

    surname: str
    given_names: str = ""
    language: Language | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """A person as printed. `given_names` may be initials; `affiliations` are indices into the article's own, from 0.

    `role` is the printed label of what the person did ("Ғылыми жетекші"), None for plain authors; `posts` are degrees, ranks and
    positions ("т.ғ.к.", "доцент"). `alternatives` are the same name as it is printed elsewhere in other scripts or languages.
    `corresponding` when a mark says so; `orcid` is 0000-0000-0000-0000 with its check digit. `marks` are the signs after the name
    that stand for no affiliation ("*"), `notes` the article's footnotes that they point to, as indices from 0.
    """

    surname: str
    given_names: str = ""
    role: str | None = None
    posts: tuple[str, ...] = ()
    email: str | None = None
    affiliations: tuple[int, ...] = ()
    orcid: str | None = None
    corresponding: bool = False
    alternatives: tuple[PersonName, ...] = ()
    marks: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """An affiliation as printed (`content`, without its marker) and what its parts say, each as printed.

    `label` is the marker that ties persons to it ("1", "*"), empty without one. `departments` and `institutions` go from small to
    large as printed; `country_code` is ISO 3166-1 alpha-2, only when `country` is printed. `alternatives` are the same place
    as it is printed elsewhere in other languages.
    """

    content: str
    label: str = ""
    departments: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    city: str | None = None
    country: str | None = None
    country_code: str | None = None
    alternatives: tuple[str, ...] = ()
