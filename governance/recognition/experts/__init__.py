"""Leading experts and the expert pool: nomination, term, availability, draws and evaluation after use."""
