"""Who entrusts an appraisal: organs in full, private persons under seal and masked wherever a name is shown.

A client outside litigation may be a natural person (程序通则 art. 49), and the ledger does not say which:
the name is sealed and masked by default for all of them. Organs are named in full; they act in public office.
"""

from cases.models import Case, Entrustment
from cases.models.case import MASK, ClientKind


def client_is_personal(kind: str) -> bool:
    """Whether the name of such a client may be that of a private person."""
    return kind == ClientKind.NON_LITIGATION


def masked_name(name: str) -> str:
    """Return the first character of a name and a mask: 张＊＊; nothing for no name."""
    return f"{name[0]}{MASK}" if name else ""


def name_client(row: Case | Entrustment, name: str, kind: str) -> None:
    """Set who entrusts: a name that may be that of a private person is sealed, and its mask shown in its place."""
    row.client_kind = kind
    if client_is_personal(kind):
        row.client_name, row.client_sealed = masked_name(name), name or None
    else:
        row.client_name, row.client_sealed = name, None


def client_of(row: Case | Entrustment) -> str:
    """Return the whole name of the client, for papers and for whoever has recorded why he looks. Raises SealBroken."""
    return row.client_sealed.reveal() if row.client_sealed is not None else row.client_name
