"""The volume as one PDF/A-2b to read and search: its scans, and over them, invisible, the words of its ALTO."""

from archive.pdf.volume import draw_access_pdf

__all__ = ["draw_access_pdf"]
