"""Rules that need no lexicon: one family a file, and `registry` lists them all."""
