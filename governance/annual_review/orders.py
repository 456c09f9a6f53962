"""The orders of lists of annual reviews; each is one index for every scope."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.desk.keyset import Order

NEWEST = Order("newest", _("Newest first"), ("year", "id"), descending=True)
DUE = Order(
    "due",
    _("Due first"),
    ("due_on", "id"),
    only=~Q(state="decided"),
    said=_("In this order stand undecided reviews only: the others are not waiting for a day."),
)
ORDERS = {order.code: order for order in (NEWEST, DUE)}
YEAR_ORDERS = {"newest": NEWEST}
