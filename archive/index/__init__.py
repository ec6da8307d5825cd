"""The index of an archive: which volumes, articles, authors and words it holds, and on which pages.

It is made from the packages and from nothing else: it can be deleted and made again at any time. SQLite, or a PostgreSQL server.
"""

from archive.index.building import Indexed, build_index
from archive.index.database import open_index
from archive.index.searching import Hit, Query, search

__all__ = ["Hit", "Indexed", "Query", "build_index", "open_index", "search"]
