"""Clean damaged translations, tag names and Chinese terms, and write TEI editions that can be undone."""
