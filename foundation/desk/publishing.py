"""Public pages for visitors: proxies keep them for a minute, browsers ask each time and get a page only if it changed.

A browser may not use its copy unasked: it does not look at cookies when it does, and would show the page of before
a change of language or a sign-in. Pages with a form to send hold a token and are not for keeping at all.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import conditional_page

SECONDS: Final = 60
View = Callable[..., HttpResponseBase]


def kept_briefly(view: View) -> View:
    """Let proxies keep the answer to a visitor for a minute, by language, with an ETag; nothing of a signed-in user."""

    @wraps(view)
    def answer(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and not request.user.is_authenticated:
            patch_cache_control(response, public=True, max_age=0, s_maxage=SECONDS)
            patch_vary_headers(response, ["Cookie", "Accept-Language"])
        return response

    return conditional_page(answer)
