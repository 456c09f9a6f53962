"""Tables of the accounts app."""

from foundation.accounts.models.attempt import SignInAttempt
from foundation.accounts.models.delegation import Delegation
from foundation.accounts.models.digest import Digest
from foundation.accounts.models.notice import Notice
from foundation.accounts.models.organisation import Organisation
from foundation.accounts.models.person import Person
from foundation.accounts.models.posting import Posting
from foundation.accounts.models.reset_code import ResetCode
from foundation.accounts.models.user import User

__all__ = [
    "Delegation",
    "Digest",
    "Notice",
    "Organisation",
    "Person",
    "Posting",
    "ResetCode",
    "SignInAttempt",
    "User",
]
