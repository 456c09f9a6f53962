"""What events of the desk say, in words."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from foundation.desk.lists.saved_views import SHARED, WITHDRAWN

KINDS: Final[dict[str, Any]] = {
    SHARED: _("Saved view shared with the unit"),
    WITHDRAWN: _("Shared view withdrawn"),
}
