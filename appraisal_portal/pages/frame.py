"""What every page's frame needs: demo strip, navigation, postings, unread notices."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from appraisal_portal.pages.navigation import navigation
from appraisal_portal.public.navigation import footer_groups, public_navigation
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting
from foundation.desk.work.counting import recently_unread, shown


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor of the frames. Parts that a page does not show are not computed."""
    actor = getattr(request, "actor", None)
    everywhere = {
        "demo": settings.PORTAL_DEMO,
        "here": here(request),
        "public_navigation": SimpleLazyObject(lambda: public_navigation(request.path)),
        "footer_groups": SimpleLazyObject(footer_groups),
    }
    if not isinstance(actor, PostedActor):
        return everywhere
    return {
        **everywhere,
        "actor": actor,
        "navigation": SimpleLazyObject(lambda: navigation(actor, request.path)),
        "posting": _shown(actor.posting, current=True) if actor.posting else None,
        "postings": [_shown(row, current=row == actor.posting) for row in actor.postings],
        "inbox_count": SimpleLazyObject(lambda: _unread(actor)),
    }


def here(request: HttpRequest) -> str:
    """Return the address at which a reader finds this page again, for the switch of languages.

    What answers a form is found where the form stood: many acts answer POST alone.
    """
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    try:
        form = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # a broken address names no page
        return request.get_full_path()
    same_site = form.netloc == request.get_host() and form.path
    return urlunsplit(("", "", form.path, form.query, "")) if same_site else request.get_full_path()


def _shown(posting: Posting, *, current: bool) -> dict[str, Any]:
    return {
        "id": str(posting.pk),
        "label": posting.get_role_display(),
        "organisation": posting.organisation.name,
        "current": current,
    }


def _unread(actor: PostedActor) -> str:
    """The number of unread notices; empty when there is none, so that no 0 is shown."""
    count = recently_unread(actor, timezone.localdate())
    return shown(count) if count else ""
