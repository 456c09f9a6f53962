"""What of a case is personal data, and how it stands on pages until somebody opens it with a reason.

A client outside litigation may be a natural person (程序通则 art. 49), and the ledger does not say which:
the name is masked by default for all of them. Organs are named in full; they act in public office.
"""

from cases.models.case import ClientKind

MASK = "＊＊"


def client_is_personal(kind: str) -> bool:
    """Whether the name of such a client may be that of a private person."""
    return kind == ClientKind.NON_LITIGATION


def masked_name(name: str) -> str:
    """Return the first character of a name and a mask: 张＊＊; nothing for no name."""
    return f"{name[0]}{MASK}" if name else ""


def client_shown(name: str, kind: str) -> str:
    """Return the name of a client as lists, pages, exports and the API show it."""
    return masked_name(name) if client_is_personal(kind) else name
