"""What events of complaints say, in words."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from complaints.verbs import ABANDON, ACCEPT, ASK_SUPPLEMENT, FILED, RECORD_SUPPLEMENT, REFUSE

KINDS: Final[dict[str, Any]] = {
    FILED: _("Complaint received"),
    ACCEPT.code: _("Accepted the complaint"),
    REFUSE.code: _("Refused the complaint"),
    ASK_SUPPLEMENT.code: _("Asked the complainant to supplement"),
    RECORD_SUPPLEMENT.code: _("Supplement received"),
    ABANDON.code: _("Closed because no supplement came"),
}
