"""Statements of the portal about itself: accessibility, privacy, and what machines may read."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from appraisal_portal.public.navigation import FOOT, MENU
from foundation.accounts.doors import Request, public_page
from foundation.desk.publishing import kept_briefly


@public_page
@require_safe
@kept_briefly
def accessibility(request: Request) -> HttpResponse:
    """What works without a mouse, a picture, a script; what does not yet, and where to say so."""
    return render(request, "public/accessibility.html")


@public_page
@require_safe
@kept_briefly
def privacy(request: Request) -> HttpResponse:
    """What the portal keeps about people, visitors included, in plain words."""
    return render(request, "public/privacy.html")


@public_page
@require_safe
@kept_briefly
def robots(request: Request) -> HttpResponse:  # noqa: ARG001  (the same for everybody)
    """Machines may read the public pages and nothing else; the check of opinions is no list to crawl."""
    open_pages = dict.fromkeys(entry.url for entry in (*MENU, *(each for _title, group in FOOT for each in group)))
    allowed = [url for url in open_pages if url not in {reverse("home"), reverse("check")}]
    lines = ["User-agent: *", "Allow: /$", *(f"Allow: {url}" for url in sorted([*allowed, "/law/", "/static/"]))]
    return HttpResponse("\n".join([*lines, "Disallow: /", ""]), content_type="text/plain; charset=utf-8")
