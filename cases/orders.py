"""The three orders of case lists; each is one index."""

from django.utils.translation import gettext_lazy as _

from foundation.desk.keyset import Order

NEWEST = Order("newest", _("Newest first"), ("accepted_on", "id"), descending=True)
DUE = Order("due", _("Due first"), ("due_on", "id"))
NUMBER = Order("number", _("By case number"), ("number_key", "id"))
ORDERS = {order.code: order for order in (NEWEST, DUE, NUMBER)}
