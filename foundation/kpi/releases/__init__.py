"""Figures frozen for everybody: which tables, what is held back, the document and its hash, counting anew."""
