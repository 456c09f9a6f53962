"""The order of import lists, one index for every scope; and that of corrections."""

from django.utils.translation import gettext_lazy as _

from foundation.desk.keyset import Order

NEWEST = Order("newest", _("Newest first"), ("uploaded_at", "id"), descending=True)
ORDERS = {NEWEST.code: NEWEST}

BY_IMPORT = Order("import", _("By sheet and row"), ("source_id", "row"))
CORRECTION_ORDERS = {BY_IMPORT.code: BY_IMPORT}
