"""The nouns of the house: documents, readings, stories, watches. Frozen, and free of I/O."""
