"""Articles taken out of a package in the forms that others ask for. What a form needs and we lack is named, never invented."""

from archive.export.articles import ExportedArticle, read_articles
from archive.export.crossref import Depositor, build_crossref
from archive.export.folder import export_folder
from archive.export.rsci import build_rsci

__all__ = ["Depositor", "ExportedArticle", "build_crossref", "build_rsci", "export_folder", "read_articles"]
