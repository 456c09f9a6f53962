"""The orders of the list of reports; each is one index for every scope."""

from django.utils.translation import gettext_lazy as _

from foundation.desk.keyset import Order

NEWEST = Order("newest", _("Newest period first"), ("last_day", "version", "id"), descending=True)
ORDERS = {NEWEST.code: NEWEST}
