"""Events of the trail for its viewer: all of them, newest first."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from foundation.audit.models import Event
from foundation.desk.keyset import Order

NEWEST = Order("newest", _("Latest first"), ("id",), descending=True)
OLDEST = Order("oldest", _("Oldest first"), ("id",))
ORDERS = {order.code: order for order in (NEWEST, OLDEST)}


def all_events() -> "QuerySet[Event]":
    """Every event. Only the auditor's page asks for them (door trail.read)."""
    return Event.objects.all()
