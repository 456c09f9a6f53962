"""The tests of the portal; their names are sentences of the domain."""
