"""The verbs of the conduct of a case: its people, its pauses and extensions, its process."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

ASSIGN: Final = Verb(
    "cases.assign", _("Assign appraisers to cases"), "司法鉴定程序通则第十八条、第十九条、山东省司法鉴定条例第三十二条"
)
REPLACE_APPRAISER: Final = Verb(
    "cases.replace_appraiser", _("Replace the appraiser of a case"), "司法鉴定程序通则第十八条、第二十一条"
)
DECLARE: Final = Verb(
    "cases.declare_recusal",
    _("Declare whether a ground for recusal exists"),
    "司法鉴定程序通则第二十条、第二十一条、山东省司法鉴定条例第三十二条",
)
CONDUCT_VERBS: Final = (ASSIGN, REPLACE_APPRAISER, DECLARE)
CONDUCT_SCOPES: Final = (
    ApiScope("cases:assign", _("Assign appraisers to cases by programs"), ASSIGN.code),
    ApiScope("cases:replace", _("Replace appraisers of cases"), REPLACE_APPRAISER.code),
    ApiScope("cases:declare", _("Declare about recusal by programs"), DECLARE.code),
)
