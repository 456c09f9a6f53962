"""The orders of the list of plans; each is an index."""

from django.utils.translation import gettext_lazy as _

from foundation.desk.keyset import Order

NEWEST = Order("newest", _("Newest first"), ("adopted_on", "id"), descending=True)
ORDERS = {NEWEST.code: NEWEST}
