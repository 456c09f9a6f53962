"""The orders of the list of restrictions."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.desk.keyset import Order

NEWEST: Final = Order("newest", _("Beginning last first"), ("valid_from", "id"), descending=True)
ORDERS: Final = {NEWEST.code: NEWEST}
