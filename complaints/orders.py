"""The orders of lists of complaints; each is one index for every scope."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.states import RUNNING
from foundation.desk.keyset import Order

NEWEST = Order("newest", _("Latest received first"), ("received_on", "id"), descending=True)
DUE = Order(
    "due",
    _("Due first"),
    ("due_on", "id"),
    only=Q(state__in=RUNNING),
    said=_("In this order stand complaints whose day runs only: the others are not waiting for a day."),
)
ORDERS = {order.code: order for order in (NEWEST, DUE)}
