"""The orders of the lists of cases, entrustments and process records; each is one index for every scope."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.entrustments.states import EntrustmentState
from cases.states import State
from foundation.desk.keyset import Order

NEWEST = Order("newest", _("Newest first"), ("accepted_on", "id"), descending=True)
DUE = Order(
    "due",
    _("Due first"),
    ("due_on", "id"),
    only=Q(state=State.IN_PROGRESS),
    said=_("In this order stand cases in progress only: the others are not waiting for a day."),
)
NUMBER = Order("number", _("By case number"), ("number_key", "id"))
ORDERS = {order.code: order for order in (NEWEST, DUE, NUMBER)}

DECIDE = Order(
    "decide",
    _("To be decided first"),
    ("due_on", "id"),
    only=Q(state=EntrustmentState.RECEIVED),
    said=_("In this order stand entrustments to be decided only: the others are not waiting for a day."),
)
RECEIVED = Order("newest", _("Newest first"), ("received_on", "id"), descending=True)
ENTRUSTMENT_ORDERS = {order.code: order for order in (RECEIVED, DECIDE)}

RECORDED = Order("newest", _("Newest first"), ("recorded_at", "id"), descending=True)
PROCESS_ORDERS = {RECORDED.code: RECORDED}
