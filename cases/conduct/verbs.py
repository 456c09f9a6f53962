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
ASK_SUPPLEMENT: Final = Verb(
    "cases.ask_supplement",
    _("Ask for a supplement of materials, which pauses the time"),
    "司法鉴定程序通则第二十八条、山东省司法鉴定条例第三十五条",
)
RECEIVE_SUPPLEMENT: Final = Verb(
    "cases.receive_supplement",
    _("Record that a supplement of materials has come"),
    "司法鉴定程序通则第二十二条、第二十八条",
)
REQUEST_EXTENSION: Final = Verb(
    "cases.request_extension", _("Ask the head for an extension of the time"), "司法鉴定程序通则第二十八条"
)
DECIDE_EXTENSION: Final = Verb(
    "cases.decide_extension", _("Approve or decline an extension of the time"), "司法鉴定程序通则第二十八条"
)
INFORM_OF_EXTENSION: Final = Verb(
    "cases.inform_of_extension",
    _("Record that the client was informed of an extension"),
    "司法鉴定程序通则第二十八条、山东省司法鉴定条例第三十五条",
)
RECORD: Final = Verb(
    "cases.record_process", _("Record the process of an appraisal"), "司法鉴定程序通则第二十二条、第二十七条"
)
CONDUCT_VERBS: Final = (
    ASSIGN,
    REPLACE_APPRAISER,
    DECLARE,
    ASK_SUPPLEMENT,
    RECEIVE_SUPPLEMENT,
    REQUEST_EXTENSION,
    DECIDE_EXTENSION,
    INFORM_OF_EXTENSION,
    RECORD,
)
CONDUCT_SCOPES: Final = (
    ApiScope("cases:assign", _("Assign appraisers to cases by programs"), ASSIGN.code),
    ApiScope("cases:replace", _("Replace appraisers of cases"), REPLACE_APPRAISER.code),
    ApiScope("cases:declare", _("Declare about recusal by programs"), DECLARE.code),
    ApiScope("cases:ask", _("Ask for supplements of materials"), ASK_SUPPLEMENT.code),
    ApiScope("cases:receive", _("Record supplements of materials"), RECEIVE_SUPPLEMENT.code),
    ApiScope("cases:extend", _("Ask for extensions"), REQUEST_EXTENSION.code),
    ApiScope("cases:decide_extension", _("Decide about extensions"), DECIDE_EXTENSION.code),
    ApiScope("cases:inform", _("Record that clients were informed of extensions"), INFORM_OF_EXTENSION.code),
    ApiScope("cases:record", _("Record the process of appraisals"), RECORD.code),
)
