"""Personal tokens, also such as nobody could make by the page: for postings that ended, with every scope."""

from datetime import date

from foundation.accounts.models import Posting
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.exchange.api.scopes import all_scopes
from foundation.exchange.api.tokens import hash_of, hint_of, new_token
from foundation.exchange.models import PersonalToken


def make_token(posting: Posting, *, valid_until: date = date(2027, 2, 1)) -> str:
    """Make a token with every scope for a posting and return its text."""
    text = new_token()
    token = PersonalToken(
        user=posting.user,
        posting=posting,
        name=f"示例{int.from_bytes(hash_of(text)[:3])}",
        hint=hint_of(text),
        token_hash=hash_of(text),
        password_mark=posting.user.get_session_auth_hash(),
        scopes=[scope.code for scope in all_scopes()],
        valid_until=valid_until,
    )
    write(token, "token.made", by=SYSTEM)
    return text
