"""What events of appraisers say, in words."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

KINDS: Final[dict[str, Any]] = {"appraiser.registered": _("Practice certificate entered")}
