"""The orders of lists of assessments; each is one index for every scope."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.desk.keyset import Order

NEWEST = Order("newest", _("Newest first"), ("year", "id"), descending=True)
DUE = Order(
    "due",
    _("Due first"),
    ("due_on", "id"),
    only=~Q(state="published"),
    said=_("In this order stand assessments without a published grade only: the others wait for no day."),
)
ORDERS = {order.code: order for order in (NEWEST, DUE)}
ROUND_ORDERS = {"newest": NEWEST}
ROUND_DUE = Order("due", _("Due first"), ("settled_until", "id"))
