"""How fast the program is, beside plain spaCy on the same text, and whether a batch survives what may happen to it."""
