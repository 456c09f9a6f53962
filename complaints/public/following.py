"""Following a complaint by number and code. All is posted: nothing stands in an address, a cookie or a session."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.core import signing
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from complaints.actions.following import follow
from complaints.actions.supplementing import answer_supplement
from complaints.complaining import Complaining
from complaints.filing import LONGEST_TEXT
from complaints.following import still_followed
from complaints.letters import to_complainant
from complaints.models import Complaint
from complaints.progress import Progress, awaited_of, progress_of
from complaints.result import result_of
from foundation.accounts.doors import Request, public_page
from foundation.accounts.middleware import client_address
from foundation.audit.errors import RuleBroken
from foundation.clocks.queries import current_calendar
from foundation.clocks.reckoning import ClockState, Reckoning
from foundation.clocks.rules import Unit
from foundation.desk.charts.contract import Ruler
from foundation.desk.charts.rulers import period
from foundation.desk.detail.clock import clock_shown
from foundation.desk.filling.attempting import add_findings
from foundation.desk.formats import prose_date
from foundation.documents import purposes
from foundation.documents.answering import attachment

MINUTES: Final = 30
"""How long a page goes on without asking for the code again."""
_SALT: Final = "complaints.following"


class FollowForm(forms.Form):
    """Number and code, as the receipt has them."""

    number = forms.CharField(
        label=gettext_lazy("Number of the complaint"),
        max_length=64,
        help_text=gettext_lazy("As on the receipt; year and number are enough, for example 2026-12."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label=gettext_lazy("Code for following"),
        max_length=64,
        help_text=gettext_lazy("Thirteen letters and digits. Small letters, spaces and dashes do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters", "class": "pt-num"}
        ),
    )


class SupplementForm(forms.Form):
    """What a complainant adds in writing."""

    text = forms.CharField(
        label=gettext_lazy("Your supplement"),
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy(
            "Answer everything that was asked for: it can be sent once. Papers and photographs go to the office."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
    )


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_page(request: Request) -> HttpResponseBase:
    """Ask for number and code, and show how far the complaint is."""
    form = FollowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            return shown(request, follow(given["number"], given["code"], address=client_address(request)))
        except RuleBroken as refused:
            add_findings(form, refused.findings)
    return render(request, "public/complaint/follow.html", {"form": form}, status=422 if form.is_bound else 200)


@public_page
@never_cache
@require_POST
def follow_supplement(request: Request) -> HttpResponseBase:
    """Take the supplement of whoever has shown number and code within the last half hour."""
    complaint = _passed(request)
    if complaint is None:
        return _ask_again(request)
    form = SupplementForm(request.POST)
    if form.is_valid():
        try:
            answer_supplement(complaint.pk, by=Complaining(complaint.pk), text=form.cleaned_data["text"])
        except RuleBroken as refused:
            add_findings(form, refused.findings)
        else:
            complaint.refresh_from_db()
            return shown(request, complaint)
    return shown(request, complaint, form=form)


@public_page
@never_cache
@require_POST
def follow_letter(request: Request) -> HttpResponseBase:
    """Hand a letter out to whoever has shown number and code within the last half hour; the look is an event."""
    complaint = _passed(request)
    if complaint is None:
        return _ask_again(request)
    asked = request.POST.get("letter", "")
    letter = next((each for each in to_complainant(complaint) if str(each.pk) == asked), None)
    if letter is None:
        return shown(request, complaint)
    return attachment(letter, by=Complaining(complaint.pk))


def shown(request: Request, complaint: Complaint, *, form: SupplementForm | None = None) -> HttpResponse:
    """Show how far a complaint is: state, clock with its arithmetic, steps, what is awaited of the complainant."""
    today = timezone.localdate()
    progress = progress_of(complaint, today)
    awaited = awaited_of(complaint)
    context = {
        "complaint": complaint,
        "progress": progress,
        "clock": _clock(progress),
        "now": next((place for place, step in enumerate(progress.steps) if step.on is None), None),
        "no_lines": (),
        "awaited": awaited,
        "form": form or (SupplementForm() if awaited else None),
        "refused": form,
        "result": result_of(complaint),
        "letters": [(each, purposes.known(each.purpose).label) for each in to_complainant(complaint)],
        "pass": signing.dumps(str(complaint.pk), salt=_SALT),
    }
    return render(request, "public/complaint/progress.html", context, status=422 if form else 200)


def _clock(progress: Progress) -> dict[str, Any] | None:
    """The clock of the officers, with the ruler of days, or for calendar days the long one."""
    reckoning = progress.clock
    if reckoning is None:
        return None
    drawn = clock_shown(reckoning, current_calendar(), title=_("How long still"))
    if drawn is None:
        return None
    return {
        "drawn": drawn,
        "left": reckoning.remaining if reckoning.state is ClockState.RUNNING else None,
        "due_on": reckoning.due_on,
        "in_working_days": reckoning.rule.unit is Unit.WORKING_DAY,
        "ruler": _long_ruler(reckoning),
    }


def _long_ruler(reckoning: Reckoning) -> Ruler | None:
    """A period in calendar days as one scale from its first day to its last."""
    limit, began = reckoning.limit, reckoning.started_on
    if reckoning.rule.unit is Unit.WORKING_DAY or not limit or began is None:
        return None
    labels = (
        _("from %(day)s") % {"day": prose_date(began)},
        _("day %(n)d") % {"n": reckoning.used},
        _("%(n)d days") % {"n": limit},
    )
    return period(reckoning.used, limit, labels, late=reckoning.late)


def _passed(request: Request) -> Complaint | None:
    try:
        key = UUID(signing.loads(request.POST.get("pass", ""), salt=_SALT, max_age=MINUTES * 60))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return still_followed(key)


def _ask_again(request: Request) -> HttpResponse:
    """The half hour is over: number and code are asked again, and what was typed stays."""
    context = {"form": FollowForm(), "too_late": True, "typed": request.POST.get("text", "")}
    return render(request, "public/complaint/follow.html", context, status=422)
