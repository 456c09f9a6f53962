"""What a citizen hands in with a complaint: plain values, the same from every page that asks for them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# Longest texts, in characters; forms take them from here.
LONGEST_LINE: Final = 200
LONGEST_TEXT: Final = 4_000


class Sex(TextChoices):
    """The sex a complaint registers (办法 art. 13)."""

    FEMALE = "female", _("Female")
    MALE = "male", _("Male")


@dataclass(frozen=True)
class ComplainantGiven:
    """The particulars of 办法 art. 13; `identity_number` is that of the complainant, `sex` a value of Sex or empty."""

    name: str
    identity_number: str
    phone: str
    address: str
    sex: str = ""
    occupation: str = ""
    agent_name: str = ""
    agent_phone: str = ""


@dataclass(frozen=True)
class ComplaintGiven:
    """One complaint. `kinds` are codes of the list `complaint_scope` (art. 10).

    `known_on` is the day on which the complainant knew, or any day of the month with `known_to_month`.
    """

    complainant: ComplainantGiven
    interest: str
    kinds: tuple[str, ...]
    known_on: date
    account: str
    known_to_month: bool = False
    request: str = ""
    is_synthetic: bool = False
