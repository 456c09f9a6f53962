"""The orders of the lists of instruments and methods."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.desk.keyset import Order

NUMBER: Final = Order("number", _("By number"), ("number", "id"))
ENDING: Final = Order(
    "ending",
    _("Calibration ending first"),
    ("calibrated_until", "id"),
    only=Q(withdrawn_on=None, calibrated_until__isnull=False),
    said=_("In this order stand instruments with a calibration that holds to a day only."),
)
INSTRUMENT_ORDERS: Final = {order.code: order for order in (NUMBER, ENDING)}
PERFORMED: Final = Order("newest", _("Newest first"), ("performed_on", "id"), descending=True)
CALIBRATION_ORDERS: Final = {PERFORMED.code: PERFORMED}
CODE: Final = Order("code", _("By code"), ("code", "id"))
METHOD_ORDERS: Final = {CODE.code: CODE}
