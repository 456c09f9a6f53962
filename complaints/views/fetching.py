"""Fetching a complaint through scope, as its pages need it."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from complaints.models import Complaint
from foundation.accounts.doors import Request


def visible(request: Request, pk: UUID) -> Complaint:
    """Return a complaint the posting sees, with institution and organ; outside its area it does not exist."""
    rows = Complaint.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("institution__organisation", "organ"), pk=pk)
