"""The orders of lists of recognitions and of applications; each is one index for every scope."""

from django.utils.translation import gettext_lazy as _

from foundation.desk.keyset import Order

NEWEST = Order("newest", _("Newest first"), ("applied_on", "id"), descending=True)
OLDEST = Order("oldest", _("Oldest first"), ("applied_on", "id"))
ORDERS = {NEWEST.code: NEWEST}
RECOGNISED = Order("newest", _("Newest first"), ("valid_from", "id"), descending=True)
RECOGNITION_ORDERS = {RECOGNISED.code: RECOGNISED}
EARLIEST = Order("oldest", _("Oldest first"), ("valid_from", "id"))
