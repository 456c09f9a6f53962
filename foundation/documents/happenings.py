"""What events of files say, in words."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

KINDS: Final[dict[str, Any]] = {
    "file.stored": _("File stored under seal"),
    "file.handed_out": _("File handed out"),
    "file.damaged": _("File found damaged"),
}
