"""Tests of what must be exact: ALTO, JATS, METS, PREMIS, bags."""
