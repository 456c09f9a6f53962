"""What every page's frame needs: demo strip, navigation, postings, unread notices."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor of the frames."""
    return {"demo": settings.PORTAL_DEMO}
