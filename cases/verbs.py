"""The verbs of cases."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

VIEW: Final = Verb("cases.view", _("See the cases of one's own area"))
IMPORT: Final = Verb("cases.import", _("Import case ledgers"))
CONFIRM_CORRECTION: Final = Verb("cases.confirm_correction", _("Decide corrections of imported cases"))
UNDO_IMPORT: Final = Verb("cases.undo_import", _("Undo the import of a case ledger"))
REVEAL: Final = Verb("cases.reveal_subject", _("Open the identity of a subject"))
FILE: Final = Verb("cases.file", _("File entrustments"), "司法鉴定程序通则第十一条、第十二条")
WITHDRAW_ENTRUSTMENT: Final = Verb("cases.withdraw_entrustment", _("Record that an entrustment is withdrawn"))
ASK_COMPLETION: Final = Verb(
    "cases.ask_completion",
    _("Ask for the completing of an entrustment, which pauses the time for the decision"),
    "司法鉴定程序通则第十四条",
)
AGREE_DECISION: Final = Verb(
    "cases.agree_decision_time",
    _("Agree with clients on a longer time for the decision about acceptance"),
    "司法鉴定程序通则第十三条",
)
COMPLETE: Final = Verb(
    "cases.complete_entrustment",
    _("Record what completes an entrustment"),
    "司法鉴定程序通则第十二条、第十四条",
)
REFUSE: Final = Verb(
    "cases.refuse_entrustment",
    _("Refuse entrustments on a legal ground"),
    "司法鉴定程序通则第十三条、第十五条、第十七条",
)
ACCEPT: Final = Verb(
    "cases.accept_entrustment",
    _("Accept entrustments"),
    "司法鉴定程序通则第十三条、第十四条、第十六条",
)
TERMINATE: Final = Verb(
    "cases.terminate",
    _("Terminate appraisals on a legal ground"),
    "司法鉴定程序通则第二十九条、山东省司法鉴定条例第三十六条",
)
DRAFT_OPINION: Final = Verb("cases.draft_opinion", _("Write opinions of one's own cases"), "司法鉴定程序通则第三十六条")
SIGN_OPINION: Final = Verb("cases.sign_opinion", _("Sign opinions of one's own cases"), "司法鉴定程序通则第三十七条")
REVIEW_OPINION: Final = Verb("cases.review_opinion", _("Review opinions"), "司法鉴定程序通则第三十五条")
RETURN_OPINION: Final = Verb(
    "cases.return_opinion", _("Return opinions to the appraisers"), "司法鉴定程序通则第三十五条"
)
ISSUE_OPINION: Final = Verb("cases.issue_opinion", _("Issue opinions"), "司法鉴定程序通则第三十六条、第三十八条")
READ_OPINION: Final = Verb("cases.read_opinion", _("Open the text of opinions"))
OPINION_VERBS: Final = (DRAFT_OPINION, SIGN_OPINION, REVIEW_OPINION, RETURN_OPINION, ISSUE_OPINION, READ_OPINION)
VERBS: Final = (
    *OPINION_VERBS,
    VIEW,
    IMPORT,
    CONFIRM_CORRECTION,
    UNDO_IMPORT,
    REVEAL,
    FILE,
    WITHDRAW_ENTRUSTMENT,
    ASK_COMPLETION,
    AGREE_DECISION,
    COMPLETE,
    REFUSE,
    ACCEPT,
    TERMINATE,
)
SCOPES: Final = (
    ApiScope("cases:read", _("Read cases and entrustments"), VIEW.code),
    ApiScope("cases:file", _("File entrustments"), FILE.code),
    ApiScope("cases:ask_completion", _("Ask for the completing of entrustments"), ASK_COMPLETION.code),
    ApiScope("cases:agree_decision", _("Agree on the time for decisions about acceptance"), AGREE_DECISION.code),
    ApiScope("cases:complete", _("Complete entrustments"), COMPLETE.code),
    ApiScope("cases:accept", _("Accept entrustments by programs"), ACCEPT.code),
    ApiScope("cases:refuse", _("Refuse entrustments"), REFUSE.code),
    ApiScope("cases:terminate", _("Terminate appraisals"), TERMINATE.code),
    ApiScope("cases:draft_opinion", _("Write opinions"), DRAFT_OPINION.code),
    ApiScope("cases:sign_opinion", _("Sign opinions"), SIGN_OPINION.code),
    ApiScope("cases:review_opinion", _("Review opinions by programs"), REVIEW_OPINION.code),
    ApiScope("cases:return_opinion", _("Return opinions"), RETURN_OPINION.code),
    ApiScope("cases:issue_opinion", _("Issue opinions by programs"), ISSUE_OPINION.code),
    ApiScope("cases:withdraw", _("Record that an entrustment is withdrawn"), WITHDRAW_ENTRUSTMENT.code),
)
