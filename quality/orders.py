"""The orders of lists of rounds, drawn cases and reviews; each is one index for every scope."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.desk.keyset import Order

OPENED: Final = Order("newest", _("Newest first"), ("opened_on", "id"), descending=True)
ROUND_ORDERS: Final = {OPENED.code: OPENED}
DRAWN: Final = Order("newest", _("Newest first"), ("drawn_on", "id"), descending=True)
DRAWN_ORDERS: Final = {DRAWN.code: DRAWN}
ASSIGNED: Final = Order("oldest", _("Oldest first"), ("assigned_on", "id"))
REVIEW_ORDERS: Final = {ASSIGNED.code: ASSIGNED}
