"""Error pages in words. They hold an id of the request and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from foundation.accounts.doors import public_page
from foundation.desk.filling import keys
from foundation.desk.filling.middleware import keep_post


@public_page
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  (Django passes it by name)
    """The form was too old or came from elsewhere; say how to send it again.

    Signing in changes the token, so that a form in another window is always "too old" then: what was typed in a
    form of the same user is kept, and the way back to it is on the page. Nothing is carried out.
    """
    owner = keys.owner_of(request.POST.get(keys.NAME, ""))
    is_own = owner is not None and owner == request.user.pk
    response = render(request, "errors/csrf.html", {"back": request.get_full_path() if is_own else ""}, status=403)
    return keep_post(request, response, owner) if is_own and owner is not None else response
