"""The order of import lists; one index for every scope."""

from django.utils.translation import gettext_lazy as _

from foundation.desk.keyset import Order

NEWEST = Order("newest", _("Newest first"), ("uploaded_at", "id"), descending=True)
ORDERS = {NEWEST.code: NEWEST}
