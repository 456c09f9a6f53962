"""First page, language and posting switch."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from appraisal_portal.pages.work import desk
from appraisal_portal.public.home import first_page
from foundation.accounts import sessions
from foundation.accounts.acting import PostedActor
from foundation.accounts.doors import Request, needs_second_factor, own_page, public_page
from foundation.audit import trail
from foundation.desk.work.heaps import heap_of


@public_page
@require_GET
def home(request: Request) -> HttpResponseBase:
    """The first page: for visitors what the portal is, for postings what waits for them."""
    if not isinstance(request.actor, PostedActor):
        return first_page(request)
    if needs_second_factor(request):
        return redirect("mfa_activate_totp")
    return render(request, "pages/work.html", desk(request.actor, request.GET))


@own_page
@require_GET
def heap(request: Request, code: str) -> HttpResponse:
    """One heap of waiting work, page by page; a heap that is not one's own is absent."""
    chosen = heap_of(request.actor, code) if isinstance(request.actor, PostedActor) else None
    if chosen is None or not isinstance(request.actor, PostedActor):
        raise Http404
    return render(request, "pages/work.html", desk(request.actor, request.GET, chosen))


@own_page
@require_POST
def switch_posting(request: Request) -> HttpResponse:
    """Act in another posting of one's own."""
    if sessions.switch(request, request.POST.get("posting", "")):
        trail.append(
            f"user:{request.actor.user_id}",
            "user.switched_posting",
            by=request.actor,
            facts={"posting": request.POST["posting"]},
        )
        return redirect("home")
    return render(request, "errors/not_allowed.html", {"refusal": _("This posting is not in force.")}, status=403)


@public_page
@csrf_exempt
def language(request: Request) -> HttpResponseBase:
    """Switch between Chinese and English and stay on the page.

    Without a form token, so that public pages hold none and can be kept; being made to read another language harms
    nobody.
    """
    return set_language(request)
