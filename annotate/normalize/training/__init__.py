"""Learning from annotated pages: nothing in here is needed to normalize. `annotate.normalize.train` is the command."""
