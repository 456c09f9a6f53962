"""The interface described for people who write programs against it."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from foundation.accounts.doors import public_page
from foundation.exchange.actions.personal_tokens import LONGEST
from foundation.exchange.api import scopes
from foundation.exchange.api.documenting import operations

# The curl calls stand once, in these files; the tests run them.
EXAMPLES = Path(__file__).resolve().parents[2] / "templates" / "api" / "examples"
CHANGES = (
    ("1.0.0", _("First version: institutions, appraisers and cases to read, entrustments to file and withdraw.")),
)


@public_page
@require_GET
def documentation(request: HttpRequest) -> HttpResponse:
    """What there is, how to get in, how refusals look, and every address with its fields."""
    found = operations(get_language() or settings.LANGUAGE_CODE)
    tags = {operation.tag: [each for each in found if each.tag == operation.tag] for operation in found}
    context = {
        "tags": tags,
        "operations": found,
        "scopes": scopes.all_scopes(),
        "examples": {path.stem.split("_", 1)[1]: path.read_text(encoding="utf-8") for path in EXAMPLES.glob("*.sh")},
        "rates": settings.API_RATES,
        "body_limit": settings.API_BODY_MAX_BYTES // 1024,
        "token_minutes": settings.API_TOKEN_MINUTES,
        "token_days": LONGEST.days,
        "changes": CHANGES,
    }
    return render(request, "api/documentation.html", context)
