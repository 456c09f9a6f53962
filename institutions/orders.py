"""The orders of the lists of institutions, accreditations and items of licences; those of institutions are indexes."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.desk.keyset import Order

NUMBER = Order("number", _("By licence number"), ("licence_number", "organisation_id"))
EXPIRY = Order("expiry", _("Expiring first"), ("licence_until", "organisation_id"))
NEWEST = Order("newest", _("Newest first"), ("recorded_at", "organisation_id"), descending=True)
ORDERS = {order.code: order for order in (NUMBER, EXPIRY, NEWEST)}

ACCREDITATION_EXPIRY = Order(
    "expiry",
    _("Expiring first"),
    ("valid_until", "id"),
    only=Q(ended_on=None),
    said=_("Those ended before their time are left out."),
)
ACCREDITATION_NUMBER = Order("number", _("By number of the accreditation"), ("certificate_number", "id"))
ACCREDITATION_NEWEST = Order("newest", _("Newest first"), ("recorded_at", "id"), descending=True)
ACCREDITATION_ORDERS = {
    order.code: order for order in (ACCREDITATION_EXPIRY, ACCREDITATION_NUMBER, ACCREDITATION_NEWEST)
}

SCOPE_NEWEST = Order("newest", _("Newest first"), ("valid_from", "id"), descending=True)
SCOPE_ORDERS = {SCOPE_NEWEST.code: SCOPE_NEWEST}
