"""What can be done about an issued opinion."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

CORRECT: Final = Verb("cases.correct_opinion", _("Correct opinions that one has signed"), "司法鉴定程序通则第四十一条")
REVOKE: Final = Verb("cases.revoke_opinion", _("Revoke opinions of the institution"), "山东省司法鉴定条例第三十八条")
ISSUED_VERBS: Final = (CORRECT, REVOKE)
ISSUED_SCOPES: Final = (
    ApiScope("cases:correct_opinion", _("Correct issued opinions"), CORRECT.code),
    ApiScope("cases:revoke_opinion", _("Revoke issued opinions"), REVOKE.code),
)
