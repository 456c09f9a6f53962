"""What files are kept for. Each purpose says which kinds it takes and how sensitive they are (trust PD-01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from foundation.documents import kinds
from foundation.documents.kinds import Kind


class Sensitivity(Enum):
    """The class of a file's content. Handing out personal or sensitive content is an event."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


@dataclass(frozen=True)
class Purpose:
    """One purpose: its code, the words for it, the class of its content, and the kinds it takes.

    Files of a `private` purpose belong to one person; no scope shows them, and only the page of the thing they
    belong to hands them out.
    """

    code: str
    label: Any
    sensitivity: Sensitivity
    allowed: Sequence[Kind] = kinds.ALL
    private: bool = False


_registry: dict[str, Purpose] = {}


def register(*purposes: Purpose) -> None:
    """Make purposes known. Apps call this when they are loaded; two meanings of one code are an error."""
    for purpose in purposes:
        if _registry.get(purpose.code, purpose) != purpose:
            raise ValueError(f"The purpose {purpose.code} is registered twice.")
        _registry[purpose.code] = purpose


def known(code: str) -> Purpose:
    """Return the purpose. Raises KeyError for one that nobody registered."""
    return _registry[code]


def private_codes() -> list[str]:
    """Return the codes of private purposes."""
    return [code for code, purpose in _registry.items() if purpose.private]


def is_personal(code: str) -> bool:
    """Whether handing out such a file is an event. A purpose that nobody knows any more counts as sensitive."""
    purpose = _registry.get(code)
    return purpose is None or purpose.sensitivity in (Sensitivity.PERSONAL, Sensitivity.SENSITIVE)
