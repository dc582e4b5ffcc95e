"""Teaching a transformer with PyTorch, and packing what it has learnt. Wants the extra `network`."""
