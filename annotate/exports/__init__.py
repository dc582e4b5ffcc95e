"""From documents to other formats: one module a format."""
