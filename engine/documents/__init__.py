"""Files of word processors and of the web: bytes to texts, and texts to bytes."""
