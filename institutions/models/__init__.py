"""Tables of the institutions app."""

from institutions.models.institution import Institution

__all__ = ["Institution"]
