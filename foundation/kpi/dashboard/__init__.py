"""The page of figures of an area: what it asks, and the sentences, tables and drawings it makes of the answers."""
