"""Sentences read as a whole by a small transformer: what each word means where it stands.

Two readers are shipped: one tells what a spun word may have been (`annotate.normalize.encoder`), one which words are
names (`annotate.entities.recogniser`). Both begin with the same vectors and are run by onnxruntime in whole numbers.
"""

from annotate.transformer.embeddings import Embeddings, load_embeddings
from annotate.transformer.reader import LONGEST, Reader
from annotate.transformer.wordpieces import Wordpieces

__all__ = ["LONGEST", "Embeddings", "Reader", "Wordpieces", "load_embeddings"]
