"""The verbs of complaints. Filing has none: whoever has an interest may complain, without an account."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb

VIEW: Final = Verb("complaints.view", _("See the complaints of one's own area"))
ACCEPT: Final = Verb("complaints.accept", _("Accept complaints"), "山东省司法鉴定条例第四十七条")
REFUSE: Final = Verb("complaints.refuse", _("Refuse complaints"), "山东省司法鉴定条例第四十八条")
ASK_SUPPLEMENT: Final = Verb(
    "complaints.ask_supplement",
    _("Ask complainants to supplement their materials"),
    "司法鉴定执业活动投诉处理办法第十四条",
)
RECORD_SUPPLEMENT: Final = Verb("complaints.record_supplement", _("Record that a supplement to a complaint arrived"))
ABANDON: Final = Verb(
    "complaints.abandon",
    _("Close complaints whose supplement did not come"),
    "司法鉴定执业活动投诉处理办法第十四条",
)
VERBS: Final = (VIEW, ACCEPT, REFUSE, ASK_SUPPLEMENT, RECORD_SUPPLEMENT, ABANDON)
FILED: Final = "complaint.filed"
