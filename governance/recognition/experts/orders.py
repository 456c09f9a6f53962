"""The orders of lists of experts and of draws; each is one index for every scope."""

from django.utils.translation import gettext_lazy as _

from foundation.desk.keyset import Order

NEWEST = Order("newest", _("Newest first"), ("nominated_on", "id"), descending=True)
OLDEST = Order("oldest", _("Oldest first"), ("nominated_on", "id"))
ORDERS = {NEWEST.code: NEWEST}
DRAWS_NEWEST = Order("newest", _("Newest first"), ("opened_on", "id"), descending=True)
DRAW_ORDERS = {DRAWS_NEWEST.code: DRAWS_NEWEST}
BY_SEED = Order("seed", _("Public value first"), ("seed_on", "id"))
