"""The signed receipt of a complaint: what it says, and whether somebody's receipt is true (decisions.md 34)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.utils.dateparse import parse_datetime

from complaints.models import Complainant, Complaint, Receipt
from foundation.accounts.sealing import blind_index
from foundation.audit.canonical import canonical
from foundation.audit.models import Event
from foundation.documents import signing

KIND: Final = "complaint.receipt"
VERSION: Final = 1
_OPENED: Final = (
    "name", "sex", "identity_number", "occupation", "address", "phone", "agent_name", "agent_phone",
)  # fmt: skip


@dataclass(frozen=True)
class CheckedReceipt:
    """A receipt whose signature is good. `on_file`: the portal holds the complaint with exactly these contents."""

    number: str
    received_at: datetime
    digest: str
    key: str
    on_file: bool


def digest_of(complaint: Complaint, complainant: Complainant, kinds: Sequence[str]) -> str:
    """Return the digest of everything that was handed in, in hexadecimal.

    Salted with a secret of the server bound to the complaint: who sees a receipt cannot try names and numbers against
    it, while the portal can reckon it again from its rows at any time.
    """
    facts = {
        "institution": complaint.institution_id,
        "kinds": list(kinds),
        "known_on": complaint.known_on,
        "known_to_month": complaint.known_to_month,
        "interest": complaint.interest,
        "account": _plain(complaint, "account"),
        "request": _plain(complaint, "request"),
        "complainant": {name: _plain(complainant, name) for name in _OPENED},
        "salt": blind_index(f"complaint receipt:{complaint.pk}").hex(),
    }
    return sha256(canonical(facts)).hexdigest()


def sign_receipt(complaint: Complaint, digest: str) -> Receipt:
    """Sign number, moment, last day for deciding about acceptance, digest and event of a complaint.

    Called in the transaction that writes the complaint.
    """
    event = Event.objects.get(stream=complaint.stream, seq=complaint.trail_seq)
    body = canonical(
        {
            "v": VERSION,
            "kind": KIND,
            "number": complaint.number,
            "received_at": event.recorded_at,
            "due_on": complaint.due_on,
            "digest": digest,
            "event": bytes(event.hash).hex(),
        }
    )
    signature = signing.sign(body)
    row = Receipt(
        complaint=complaint,
        body=body.decode(),
        key=signature.key,
        signature=signature.value,
        trail_seq=complaint.trail_seq,
    )
    row.save(force_insert=True)
    return row


def checked(text: str) -> CheckedReceipt | None:
    """Return what a receipt says if this portal has signed it; None for anything else, be it one character."""
    read = signing.from_text(text)
    if read is None or not signing.is_signed(*read):
        return None
    message, signature = read
    said = json.loads(message)
    if said.get("kind") != KIND:
        return None
    row = Receipt.objects.select_related("complaint__complainant").filter(body=message.decode()).first()
    return CheckedReceipt(
        said["number"], _moment(said), said["digest"], signature.key, row is not None and _holds(row, said["digest"])
    )


def moment_of(receipt: Receipt) -> datetime:
    """Return the moment that a receipt names."""
    return _moment(said_by(receipt))


def said_by(receipt: Receipt) -> dict[str, Any]:
    """Return what a receipt says, by name."""
    return dict(json.loads(receipt.body))


def _moment(said: dict[str, Any]) -> datetime:
    moment = parse_datetime(said["received_at"])
    if moment is None:
        raise ValueError("A receipt was signed without its moment.")
    return moment


def _holds(receipt: Receipt, digest: str) -> bool:
    complaint = receipt.complaint
    kinds = list(complaint.allegations.order_by("position").values_list("kind", flat=True))
    return digest_of(complaint, complaint.complainant, kinds) == digest


def _plain(row: Any, name: str) -> str:
    sealed = getattr(row, name)
    return sealed.reveal() if sealed else ""
