"""How the models that are learned from annotated text are made anew."""
