"""The orders of the list of lapses."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.desk.keyset import Order

NEWEST: Final = Order("newest", _("Newest first"), ("noticed_on", "id"), descending=True)
ORDERS: Final = {NEWEST.code: NEWEST}
