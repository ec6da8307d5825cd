"""Degrees, ranks and positions of persons: `т.ғ.к.`, `д-р ист. наук, проф.`, `Associate Professor`."""

import re

_WORDS = (
    # Kazakh
    r"академик(?:і|тің)?",
    r"профессор(?:ы)?(?:\s+м\.\s?а\.)?",
    r"доцент(?:і)?(?:\s+м\.\s?а\.)?",
    r"қауымд(?:астырылған|\.)\s+профессор\w*",
    r"(?:аға\s+)?(?:оқытушы|ғылыми\s+қызметкер|мұғалім|ұстаз)\w*",
    r"(?:жетекші|бас|кіші)\s+(?:ғылыми\s+қызметкер|маман)\w*",
    r"(?:\d(?:[- ]?(?:ші|шы))?\s+курс\w*\s+)?(?:магистрант|докторант|студент|аспирант)\w*(?:\s+\d(?:[- ]?го)?\s+курса)?",
    r"білім\s+алушы\w*",
    r"магистр[іi]?\b",
    r"[\w-]+(?:\s+(?:және\s+)?[\w-]+)?\s+ғылымдарының\s+(?:кандидаты|докторы|магистрі)",
    r"(?:кафедра|бөлім|орталық|мектеп)\s+(?:меңгерушісі|директоры|басшысы)",
    r"(?:өз|меншікті|арнаулы)\s+тілші\w*",
    r"директор(?:ы|дың\s+орынбасары)?",
    # Russian
    r"(?:ассоц(?:иированный|\.)\s+|и\.\s?о\.\s+)?(?:профессора?|проф\.)",
    r"(?:и\.\s?о\.\s+)?(?:доцента?|доц\.)",
    r"(?:ст(?:арший|\.)\s+)?(?:преподаватель|преп\.|лаборант)",
    r"(?:(?:главный|ведущий|старший|младший|гл\.|вед\.|ст\.|мл\.)\s+)?(?:научный\s+сотрудник|науч\.\s*сотр\.|н\.\s?с\.)",
    r"(?:магистр|бакалавр|доктор|кандидат)\s+[\w-]+(?:\s+и\s+[\w-]+)?(?:\s+наук)?",
    r"(?:канд(?:идат|\.)|д-р|докт(?:ор|\.))\s+(?:[\w-]+\.?\s*){1,2}\s*наук",
    r"учитель(?:ница)?|педагог|библиотекарь|архивист|редактор|соискатель|обучающ\w+",
    r"(?:(?:наш|соб(?:ственный|\.)|спец(?:иальный|\.)?|внешт(?:атный|\.))\s*)?корр(?:еспондент|\.*)",
    r"(?:заведующ|зав)\w*\.?\s+(?:кафедр|отдел|архив|библиотек)\w+",
    r"(?:акад|чл\.-корр)\.(?:\s+(?:РАН|НАН\s+РК|АН))?",
    # both
    r"(?:академик|член-корреспондент|корреспондент\s+мүше\w*)\s+(?:РАН|НАН\s+РК|АН\s+\w+)",
    r"Ph\.?\s?D\.?(?:[\s-]+(?:докторы?|докторант|student|candidate|in\s+[\w ]+))?",
    r"д(?:октор|-р)\s+(?:Ph\.?D|философии)",
    # English
    r"(?:full|associate|assistant|adjunct|assoc\.|asst\.|acting)?\s*(?:professor|prof\.)",
    r"(?:candidate|doctor|master|bachelor)\s+(?:of|in)\s+[\w ]+",
    r"(?:senior|junior|leading|chief)?\s*(?:lecturer|researcher|research\s+fellow|teacher|librarian|archivist|scientist)",
    r"(?:master|doctoral|phd|undergraduate|graduate|postgraduate)(?:['’`]?s)?\s+student",
    r"student|undergraduate|doctoral\s+candidate|academician|head\s+of\s+(?:the\s+)?department",
    r"(?:Dr|Mr|Mrs|Ms|Prof)\.?|M\.?Sc\.?|B\.?Sc\.?|M\.?A\.?(?=\s|$)|M\.?D\.?(?=\s|$)|D\.?Sc\.?|Ed\.?D\.?",
)
_ABBREVIATED = (
    # Small letters but for the first: К.С. Панин has initials.
    r"[кд]\.\s?(?-i:(?:[а-я]{1,5}\.[-–]?\s?){1,2}н\b)\.?",  # к.и.н., д. ф.-м. н.
    r"[а-яәғқңөұүһі]{1,4}\.(?:[-–]\s?[а-яәғқңөұүһі]{1,4}\.)?\s?(?-i:ғ\.\s?[кдм]\b)\.?",  # т.ғ.к., ф.-м.ғ.д.
)
_POST = "|".join((*_ABBREVIATED, *_WORDS))
_LEADING = re.compile(rf"^(?:{_POST})(?=[\s,;–—-]|$)[\s,;–—-]*", re.IGNORECASE)
_WHOLE = re.compile(rf"^(?:{_POST})[\s.,;–—-]*$", re.IGNORECASE)


def take_posts(text: str) -> tuple[tuple[str, ...], str]:
    """Return the degrees and posts that `text` begins with, each as printed, and what is left."""
    posts: list[str] = []
    rest = text.strip(" ,;–—-()")
    while rest:
        if _WHOLE.match(rest):
            return (*posts, rest.strip(" ,;–—-")), ""
        found = _LEADING.match(rest)
        if found is None or not found.group().strip(" ,;–—-"):
            break
        posts.append(found.group().strip(" ,;–—-"))
        rest = rest[found.end() :]
    return tuple(posts), rest
