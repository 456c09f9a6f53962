"""Filing a complaint, one question a page, without an account, with and without script."""

from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from complaints.actions import drafting
from complaints.actions.filing import Filed
from complaints.actions.sending import send
from complaints.deadlines import last_day_to_complain
from complaints.public import cookie, questions
from complaints.public.answers import answers_of
from complaints.public.forms import BREACH
from complaints.public.questions import BY_SLUG, FIRST, QUESTIONS, Fields, Question
from foundation.accounts.doors import Request, public_page
from foundation.accounts.middleware import client_address
from foundation.audit.errors import Finding, RuleBroken
from foundation.desk.filling.attempting import words_of
from foundation.desk.filling.drafts import in_background
from foundation.desk.formats import clock_time
from institutions.models import Institution


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request) -> HttpResponseBase:
    """The first question: in plain words what has happened. Whatever is chosen, the way to complain stays open."""
    return _ask(request, BY_SLUG[FIRST])


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Request, slug: str) -> HttpResponseBase:
    """One of the other questions."""
    asked = BY_SLUG.get(slug)
    if asked is None or slug == FIRST:
        raise Http404("No such question.")
    return _ask(request, asked)


@public_page
@never_cache
@require_safe
def notice(request: Request) -> HttpResponse:
    """What a complaint can and cannot do about the matter that was chosen, and where else to turn."""
    matter = "".join(_kept_fields(request).get("matter", ())[:1])
    return render(request, "public/complaint/notice.html", {"matter": matter, "next": QUESTIONS[1]})


@public_page
@never_cache
@require_safe
def saved(request: Request) -> HttpResponseBase:
    """Until when an unfinished complaint is kept, how to come back, how to drop it."""
    draft = drafting.kept(cookie.key_of(request))
    if draft is None:
        return redirect("complain_new")
    return render(request, "public/complaint/saved.html", {"draft": draft, "next": _next_to_answer(draft.fields)})


@public_page
@never_cache
@require_POST
def discard(request: Request) -> HttpResponseBase:
    """Drop what was written, in the portal and in the browser."""
    key = cookie.key_of(request)
    if key:
        drafting.discard(key)
    return cookie.take(redirect("complain"))


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request) -> HttpResponseBase:
    """Everything once more; sending it."""
    key = cookie.key_of(request)
    if drafting.sent_before(key):
        return redirect("complain_receipt")
    fields = _kept_fields(request)
    refused: list[Finding] = []
    if request.method == "POST":
        try:
            filed = _sent(request, key, fields)
        except RuleBroken as broken:
            refused = broken.findings
        else:
            if filed is not None:
                return redirect("complain_receipt")
    found = list(questions.problems(fields))
    given = questions.given(fields)
    today = timezone.localdate()
    context = {
        "answers": answers_of(fields),
        "problems": found,
        "refused": [words_of(finding) for finding in refused if not finding.field],
        "is_late": given.known_on.year > 1 and last_day_to_complain(given.known_on, today) < today,
        "back": QUESTIONS[-1],
        "asked": request.method == "POST",
    }
    return render(request, "public/complaint/review.html", context, status=422 if request.method == "POST" else 200)


def _sent(request: Request, key: str, fields: Fields) -> Filed | None:
    """Send what is complete; None where something is missing."""
    institution = _institution(fields)
    if not key or institution is None or next(questions.problems(fields), None) is not None:
        return None
    return send(questions.given(fields), institution, draft_key=key, address=client_address(request))


def _institution(fields: Fields) -> Institution | None:
    form = questions.bound(BY_SLUG["institution"], fields)
    chosen = form.cleaned_data.get("institution") if form.is_valid() else None
    return Institution.objects.published().filter(pk=chosen).first() if chosen else None


def _ask(request: Request, asked: Question) -> HttpResponseBase:
    if request.method != "POST":
        return _shown(request, asked, questions.shown(asked, _kept_fields(request)))
    key = cookie.key_of(request)
    if not key or (asked.slug == FIRST and drafting.sent_before(key)):
        key = cookie.new_key()
    typed = questions.posted(asked, request.POST)
    if request.POST.get("act") == "search":
        return _shown(request, asked, questions.shown(asked, typed))
    try:
        draft = drafting.keep(key, typed, address=client_address(request))
    except drafting.AlreadySent:
        return redirect("complain_receipt")
    except RuleBroken as refused:
        return _not_kept(request, asked, typed, refused)
    if in_background(request):
        words = _("Saved at %(time)s") % {"time": clock_time(draft.updated_at)}
        return cookie.give(JsonResponse({"message": words}), key)
    if request.POST.get("act") == "save":
        return cookie.give(redirect("complain_saved"), key)
    form = questions.checked(asked, draft.fields)
    answer = _shown(request, asked, form, status=422) if form.errors else _onward(request, asked, draft.fields)
    return cookie.give(answer, key)


def _not_kept(request: Request, asked: Question, typed: Fields, refused: RuleBroken) -> HttpResponseBase:
    form = questions.bound(asked, typed)
    form.is_valid()
    for finding in refused.findings:
        form.add_error(None, words_of(finding))
    if in_background(request):
        return JsonResponse({"message": " ".join(words_of(each) for each in refused.findings)}, status=422)
    too_many = any(finding.code == "too_many" for finding in refused.findings)
    return _shown(request, asked, form, status=429 if too_many else 422)


def _onward(request: Request, asked: Question, fields: Fields) -> HttpResponseBase:
    """Where a good answer leads: back to the review if it came from there, else to the next question."""
    if request.POST.get("from") == "review":
        return redirect("complain_review")
    if asked.slug == FIRST and fields["matter"] != [BREACH]:
        return redirect("complain_notice")
    following = questions.after(asked)
    return redirect(following.url if following else "complain_review")


def _shown(request: Request, asked: Question, form: object, *, status: int = 200) -> HttpResponse:
    draft = drafting.kept(cookie.key_of(request))
    context = {
        "question": asked,
        "form": form,
        "number": questions.place_of(asked),
        "total": len(QUESTIONS),
        "before": questions.before(asked),
        "sent": drafting.sent_before(cookie.key_of(request)) if asked.slug == FIRST else None,
        "from_review": request.POST.get("from", request.GET.get("from", "")) == "review",
        "draft": draft,
        "go_on": _next_to_answer(draft.fields) if draft and asked.slug == FIRST and status == 200 else None,
    }
    name = "institution" if asked.slug == "institution" else "question"
    return render(request, f"public/complaint/{name}.html", context, status=status)


def _next_to_answer(fields: Fields) -> str:
    """Return the address of the first question that still lacks something, or of the review."""
    return next(
        (question.url for question in QUESTIONS if questions.checked(question, fields).errors),
        reverse("complain_review"),
    )


def _kept_fields(request: Request) -> Fields:
    draft = drafting.kept(cookie.key_of(request))
    return draft.fields if draft else {}
