"""The verbs of complaints. Filing has none: whoever has an interest may complain, without an account."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from complaints.articles import of_measures
from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

VIEW: Final = Verb("complaints.view", _("See the complaints of one's own area"))
READ: Final = Verb("complaints.read", _("Read what a complaint under seal says"), of_measures("第十三条"))
ACCEPT: Final = Verb("complaints.accept", _("Accept complaints"), "山东省司法鉴定条例第四十七条")
REFUSE: Final = Verb("complaints.refuse", _("Refuse complaints"), "山东省司法鉴定条例第四十八条")
ASK_SUPPLEMENT: Final = Verb(
    "complaints.ask_supplement",
    _("Ask complainants to supplement their materials"),
    of_measures("第十四条"),
)
RECORD_SUPPLEMENT: Final = Verb("complaints.record_supplement", _("Record that a supplement to a complaint arrived"))
ABANDON: Final = Verb(
    "complaints.abandon",
    _("Close complaints whose supplement did not come"),
    of_measures("第十四条"),
)
ASSIGN: Final = Verb("complaints.assign", _("Assign the investigators of complaints"), of_measures("第十八条"))
INVESTIGATE: Final = Verb("complaints.investigate", _("Investigate complaints"), of_measures("第十八条、第十九条"))
EXTEND: Final = Verb("complaints.extend", _("Extend the time for deciding complaints"), of_measures("第二十五条"))
TERMINATE: Final = Verb("complaints.terminate", _("End complaints without a decision"), of_measures("第二十二条"))
DECIDE: Final = Verb("complaints.decide", _("Decide complaints"), of_measures("第二十四条"))
INFORM: Final = Verb("complaints.inform", _("Record that both sides have the decision"), of_measures("第二十六条"))
ASK_IDENTITY: Final = Verb("complaints.ask_identity", _("Ask to see who complained"))
APPROVE_IDENTITY: Final = Verb("complaints.approve_identity", _("Decide who may see who complained"))
READ_LETTERS: Final = Verb("complaints.read_letters", _("Read the letters about complaints to one's institution"))
VERBS: Final = (
    VIEW, READ, ACCEPT, REFUSE, ASK_SUPPLEMENT, RECORD_SUPPLEMENT, ABANDON, ASSIGN, INVESTIGATE, EXTEND, TERMINATE,
    DECIDE, INFORM, ASK_IDENTITY, APPROVE_IDENTITY, READ_LETTERS,
)  # fmt: skip
SCOPES: Final = (
    ApiScope("complaints:read", _("Read complaints"), VIEW.code),
    ApiScope("complaints:accept", _("Accept complaints by programs"), ACCEPT.code),
    ApiScope("complaints:refuse", _("Refuse complaints by programs"), REFUSE.code),
    ApiScope("complaints:supplement", _("Ask for supplements to complaints"), ASK_SUPPLEMENT.code),
    ApiScope("complaints:supplemented", _("Record supplements to complaints"), RECORD_SUPPLEMENT.code),
    ApiScope("complaints:abandon", _("Close complaints without supplement"), ABANDON.code),
    ApiScope("complaints:assign", _("Assign investigators"), ASSIGN.code),
    ApiScope("complaints:investigate", _("Declare and record in an investigation"), INVESTIGATE.code),
    ApiScope("complaints:extend", _("Extend the time for a decision"), EXTEND.code),
    ApiScope("complaints:terminate", _("End complaints by programs"), TERMINATE.code),
    ApiScope("complaints:decide", _("Decide complaints by programs"), DECIDE.code),
    ApiScope("complaints:inform", _("Record that both sides are informed"), INFORM.code),
    ApiScope("complaints:ask_identity", _("Ask to see who complained"), ASK_IDENTITY.code),
    ApiScope("complaints:approve_identity", _("Decide who may see who complained"), APPROVE_IDENTITY.code),
)
FILED: Final = "complaint.filed"
RECORDED: Final = "complaint.inquired"
IDENTITY_OPENED: Final = "complaint.identity_opened"
