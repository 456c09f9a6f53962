"""The verbs of complaints. Filing has none: whoever has an interest may complain, without an account."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb

VIEW: Final = Verb("complaints.view", _("See the complaints of one's own area"))
ACCEPT: Final = Verb("complaints.accept", _("Accept complaints"), "山东省司法鉴定条例第四十七条")
REFUSE: Final = Verb("complaints.refuse", _("Refuse complaints"), "山东省司法鉴定条例第四十八条")
VERBS: Final = (VIEW, ACCEPT, REFUSE)
FILED: Final = "complaint.filed"
