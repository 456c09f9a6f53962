"""What events of complaints say, in words."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from complaints.verbs import ACCEPT, FILED, REFUSE

KINDS: Final[dict[str, Any]] = {
    FILED: _("Complaint received"),
    ACCEPT.code: _("Accepted the complaint"),
    REFUSE.code: _("Refused the complaint"),
}
