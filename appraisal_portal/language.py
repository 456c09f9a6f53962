"""In which language an answer is written."""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class ChosenLanguage(LocaleMiddleware):
    """Chinese, until a person chooses English; the choice is kept in a cookie.

    The language of the browser decides nothing on pages: many machines in offices come with an English
    browser, and their users read Chinese. Programs at the API say in Accept-Language what they read.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language."""
        if request.path_info.startswith("/api/v1/"):
            super().process_request(request)
            return
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        translation.activate(wanted if wanted in known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
