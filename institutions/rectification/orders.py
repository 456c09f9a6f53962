"""The orders of lists of findings and of rectifications; each is one index for every scope."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.desk.keyset import Order
from institutions.rectification.states import OrderState

FOUND: Final = Order("newest", _("Newest first"), ("found_on", "id"), descending=True)
FINDING_ORDERS: Final = {FOUND.code: FOUND}
ORDERED: Final = Order("newest", _("Newest first"), ("ordered_on", "id"), descending=True)
DUE: Final = Order(
    "due",
    _("Due first"),
    ("due_on", "id"),
    only=Q(state=OrderState.OPEN),
    said=_("In this order stand orders to be answered only: the others are not waiting for a day."),
)
ORDERS: Final = {order.code: order for order in (ORDERED, DUE)}
