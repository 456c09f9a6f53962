"""What can be done about a letter of entrustment after its acceptance."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

AMEND: Final = Verb(
    "cases.amend_agreement",
    _("Change the letter of entrustment by consent of the client"),
    "司法鉴定程序通则第十六条、山东省司法鉴定条例第三十一条",
)
KEEP_SIGNED: Final = Verb(
    "cases.keep_signed_agreement", _("Record the signing of a letter of entrustment"), "司法鉴定程序通则第十六条"
)
VERBS: Final = (AMEND, KEEP_SIGNED)
SCOPES: Final = (
    ApiScope("cases:amend_agreement", _("Change letters of entrustment"), AMEND.code),
    ApiScope("cases:sign_agreement", _("Record the signing of letters of entrustment"), KEEP_SIGNED.code),
)
