"""Entrustments: what a client asks, from its filing to the decision about it."""
