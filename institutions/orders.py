"""The three orders of institution lists; each is one index for every scope."""

from django.utils.translation import gettext_lazy as _

from foundation.desk.keyset import Order

NUMBER = Order("number", _("By licence number"), ("licence_number", "organisation_id"))
EXPIRY = Order("expiry", _("Expiring first"), ("licence_until", "organisation_id"))
NEWEST = Order("newest", _("Newest first"), ("recorded_at", "organisation_id"), descending=True)
ORDERS = {order.code: order for order in (NUMBER, EXPIRY, NEWEST)}
