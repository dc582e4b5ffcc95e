"""How well the stages do on annotated text: gold files read, predictions scored, plain tools beside them."""
