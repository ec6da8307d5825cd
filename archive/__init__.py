"""What must be exact: JATS, ALTO, METS, PREMIS, BagIt. A schema or a digest decides whether it is right."""
