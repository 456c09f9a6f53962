"""Error pages in words. They hold an id of the request and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from foundation.accounts.doors import public_page


@public_page
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  (Django passes it by name)
    """The form was too old or came from elsewhere; say how to send it again."""
    return render(request, "errors/csrf.html", status=403)
