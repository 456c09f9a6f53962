"""Who acts. The trail knows only this protocol, so that it depends on no account model."""

from typing import Any, Protocol


class Actor(Protocol):
    """Somebody, or something, that acts: a signed-in posting, the system, a visitor.

    `id` and `posting_id` are pseudonymous keys; `label` is a role and an office, never a name.
    """

    @property
    def id(self) -> str:
        """The key of who acts."""
        ...

    @property
    def posting_id(self) -> str:
        """The key of the posting, empty without one."""
        ...

    @property
    def label(self) -> str:
        """Role and office."""
        ...

    def may(self, verb: str, row: Any = None) -> bool:
        """Say whether this actor holds `verb`, and where a row is given, for that row."""
        ...


class System:
    """The portal itself: migrations, jobs and imports of reference data."""

    id = "system"
    posting_id = ""
    label = "system"

    def may(self, verb: str, row: Any = None) -> bool:
        """The system may do what its code says; there is no person to limit."""
        return True


SYSTEM = System()
