"""The first page for visitors: three doors, and the figures of the province with their day."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from foundation.accounts.doors import Request
from foundation.desk.publishing import kept_briefly
from foundation.kpi.publishing import headline


@kept_briefly
def first_page(request: Request) -> HttpResponse:
    """Show what everybody may do here, and the key figures of today."""
    today = timezone.localdate()
    figures = headline(today)
    context = {"figures": figures, "today": today}
    return render(request, "public/home.html", context)
