"""The orders of the list of warnings; each is one index for every scope."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.desk.keyset import Order
from governance.early_warning.states import STANDING

NEWEST: Final = Order("newest", _("Last warned first"), ("opened_on", "id"), descending=True)
URGENT: Final = Order(
    "urgent",
    _("Most urgent first"),
    ("rank", "since", "id"),
    only=Q(state__in=STANDING),
    said=_("In this order stand warnings whose cause goes on: of the others nothing is urgent."),
)
ORDERS: Final = {order.code: order for order in (NEWEST, URGENT)}
