"""Premises of institutions: the tab, the acts, the interface."""
