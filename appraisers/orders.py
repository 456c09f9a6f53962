"""The three orders of appraiser lists; each is one index for every scope."""

from django.utils.translation import gettext_lazy as _

from foundation.desk.keyset import Order

NUMBER = Order("number", _("By certificate number"), ("certificate_number", "id"))
EXPIRY = Order("expiry", _("Expiring first"), ("certificate_until", "id"))
NEWEST = Order("newest", _("Newest first"), ("recorded_at", "id"), descending=True)
ORDERS = {order.code: order for order in (NUMBER, EXPIRY, NEWEST)}
