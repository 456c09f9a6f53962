"""Makers of synthetic rows for the tests, each through the trail like the portal itself."""
