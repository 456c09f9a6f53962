"""What is handed in when an entrustment is filed: plain values, the same from a page, the API or a job."""

from dataclasses import dataclass
from datetime import date
from typing import Final

# Longest texts, in characters; the forms and the API take them from here.
LONGEST_LINE: Final = 200
LONGEST_TEXT: Final = 4_000
MOST_ROWS: Final = 50


@dataclass(frozen=True)
class SubjectGiven:
    """Who or what shall be appraised; for a thing `name` is its identifying description."""

    name: str
    kind: str = "person"
    identity_number: str = ""


@dataclass(frozen=True)
class MaterialGiven:
    """One appraisal material with what 程序通则 art. 12 has the institution record."""

    name: str
    kind: str = ""
    quantity: str = ""
    condition: str = ""
    preservation: str = ""
    received_on: date | None = None


@dataclass(frozen=True)
class Filing:
    """One entrustment as the client gave it. `received_on` is the day it reached the institution."""

    client_name: str
    client_kind: str
    category: str
    matter: str
    received_on: date
    client_reference: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_address: str = ""
    purpose: str = ""
    is_reappraisal: bool = False
    facts: str = ""
    remarks: str = ""
    subjects: tuple[SubjectGiven, ...] = ()
    materials: tuple[MaterialGiven, ...] = ()
    is_synthetic: bool = False
    client_nature: str = ""
