"""The acts on a complaint, each asked on a page of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from complaints import forms, gate, states
from complaints.actions import assigning, concluding, deciding, extending, inquiring, supplementing
from complaints.investigating import candidates, decision_findings
from complaints.models import Complaint
from complaints.verbs import (
    ABANDON,
    ACCEPT,
    ASK_SUPPLEMENT,
    ASSIGN,
    DECIDE,
    EXTEND,
    INFORM,
    INVESTIGATE,
    RECORD_SUPPLEMENT,
    REFUSE,
    TERMINATE,
)
from complaints.views.fetching import visible
from foundation.accounts.doors import Request, staff_page
from foundation.audit.errors import Finding
from foundation.desk.filling.attempting import attempt, status_of, typed

asked = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Asked:
    """What the page of an act says: heading, what then holds, the button, and what is said when it is done.

    `states` are those in which the act is possible, `findings` what its rule finds now (overridable ones only ask
    for a reason), `verb` does it with what the form holds.
    """

    heading: str
    consequence: str
    button: str
    done: str
    verb: Callable[[dict[str, Any]], Any]
    states: frozenset[str]
    findings: list[Finding]
    is_grave: bool = False


def _carried_out(
    request: Request, row: Complaint, form: BaseForm, page: Asked, template: str = "complaints/act.html"
) -> HttpResponseBase:
    """Do what was asked and lead back to the complaint, or show the page of the act."""
    if attempt(request, form, page.verb) is not None:
        messages.success(request, page.done)
        return redirect("complaint", pk=row.pk)
    other = gate.competence(row, request.actor)
    findings = [other] if other is not None else page.findings
    is_open = row.state in page.states
    context = {
        "row": row,
        "form": form,
        "page": page,
        "findings": findings if is_open else [],
        "is_open": is_open,
        "may_go_on": is_open and all(finding.overridable for finding in findings),
    }
    return render(request, template, context, status=status_of(request, form))


@staff_page(ACCEPT.code)
@asked
def complaint_accept(request: Request, pk: UUID) -> HttpResponseBase:
    """Accept the complaint; what the check finds stands beside the button before it is pressed."""
    row = visible(request, pk)
    findings = gate.judge(gate.asked_about(row))
    page = Asked(
        heading=_("Accept a complaint"),
        consequence=_("The sixty days for the decision run from today. Complainant and institution get a letter."),
        button=_("Accept the complaint"),
        done=_("Accepted. The letters are being written; assign the investigators next."),
        verb=lambda given: deciding.accept(pk, by=request.actor, **given),
        states=states.ACCEPTING.sources,
        findings=findings,
    )
    form = forms.AcceptForm(typed(request), asks_reason=bool(findings), initial={"version": row.trail_seq})
    return _carried_out(request, row, form, page)


@staff_page(REFUSE.code)
@asked
def complaint_refuse(request: Request, pk: UUID) -> HttpResponseBase:
    """Refuse the complaint on a legal ground."""
    row, today = visible(request, pk), timezone.localdate()
    page = Asked(
        heading=_("Refuse a complaint"),
        consequence=_(
            "The complainant gets a letter with ground, reason and remedies. This cannot be undone; with new facts the "
            "complainant may complain anew."
        ),
        button=_("Refuse the complaint"),
        done=_("The refusal is on record. The letter to the complainant is being written."),
        verb=lambda given: deciding.refuse(pk, by=request.actor, **given),
        states=states.REFUSING.sources,
        findings=[],
        is_grave=True,
    )
    form = forms.RefuseForm(typed(request), on=today, initial={"version": row.trail_seq})
    return _carried_out(request, row, form, page)


@staff_page(ASK_SUPPLEMENT.code)
@asked
def complaint_ask(request: Request, pk: UUID) -> HttpResponseBase:
    """Ask the complainant once for everything that is missing."""
    row = visible(request, pk)
    page = Asked(
        heading=_("Ask for a supplement"),
        consequence=_(
            "The time for accepting or refusing rests until the supplement comes. It can be asked for once only. The "
            "complainant gets a letter."
        ),
        button=_("Ask for the supplement"),
        done=_("Asked. The time rests; the letter to the complainant is being written."),
        verb=lambda given: supplementing.ask_supplement(pk, by=request.actor, **given),
        states=states.ASKING.sources,
        findings=[],
    )
    return _carried_out(request, row, forms.AskForm(typed(request), initial={"version": row.trail_seq}), page)


@staff_page(RECORD_SUPPLEMENT.code)
@asked
def complaint_supplemented(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that the supplement came."""
    row = visible(request, pk)
    page = Asked(
        heading=_("Record a supplement"),
        consequence=_("The time for accepting or refusing goes on from today where it stood."),
        button=_("The supplement came today"),
        done=_("On record. The time for accepting or refusing runs again."),
        verb=lambda given: supplementing.record_supplement(pk, by=request.actor, **given),
        states=states.RECORDING.sources,
        findings=[],
    )
    return _carried_out(request, row, forms.Versioned(typed(request), initial={"version": row.trail_seq}), page)


@staff_page(ABANDON.code)
@asked
def complaint_abandon(request: Request, pk: UUID) -> HttpResponseBase:
    """Close a complaint whose supplement did not come in time."""
    row = visible(request, pk)
    page = Asked(
        heading=_("Close a complaint without supplement"),
        consequence=_("It counts as given up by the complainant. This cannot be undone."),
        button=_("Close the complaint"),
        done=_("Closed. It counts as given up."),
        verb=lambda given: supplementing.abandon(pk, by=request.actor, **given),
        states=states.ABANDONING.sources,
        findings=[],
        is_grave=True,
    )
    return _carried_out(request, row, forms.AbandonForm(typed(request), initial={"version": row.trail_seq}), page)


@staff_page(ASSIGN.code)
@asked
def complaint_assign(request: Request, pk: UUID) -> HttpResponseBase:
    """Assign two investigators or more."""
    row, today = visible(request, pk), timezone.localdate()
    current = [str(key) for key in row.investigators.current().values_list("posting", flat=True)]
    page = Asked(
        heading=_("Assign the investigators"),
        consequence=_("Who is chosen investigates; who investigated before and is not chosen does so no more."),
        button=_("Assign them"),
        done=_("Assigned. Each declares next whether a conflict of interest stands against it."),
        verb=lambda given: assigning.assign(pk, by=request.actor, **given),
        states=states.ASSIGNING.sources,
        findings=[],
    )
    form = forms.AssignForm(
        typed(request), postings=candidates(row, today), initial={"version": row.trail_seq, "postings": current}
    )
    return _carried_out(request, row, form, page)


@staff_page(INVESTIGATE.code)
@asked
def complaint_declare(request: Request, pk: UUID) -> HttpResponseBase:
    """Declare, as an investigator, whether a conflict of interest stands against it."""
    row = visible(request, pk)
    page = Asked(
        heading=_("Declare about conflicts of interest"),
        consequence=_("Two investigators without a conflict are needed before the complaint can be decided."),
        button=_("Declare it"),
        done=_("Your declaration is on record."),
        verb=lambda given: assigning.declare(pk, by=request.actor, **given),
        states=states.DECIDING.sources,
        findings=[],
    )
    return _carried_out(request, row, forms.DeclareForm(typed(request), initial={"version": row.trail_seq}), page)


@staff_page(INVESTIGATE.code)
@asked
def complaint_inquiry(request: Request, pk: UUID) -> HttpResponseBase:
    """Record one step of the investigation."""
    row, today = visible(request, pk), timezone.localdate()
    page = Asked(
        heading=_("Record an inquiry"),
        consequence=_("What was done is part of the file; what it showed is kept under seal."),
        button=_("Record it"),
        done=_("The inquiry is on record."),
        verb=lambda given: inquiring.record_inquiry(pk, by=request.actor, **given),
        states=states.DECIDING.sources,
        findings=[],
    )
    form = forms.InquiryForm(typed(request), initial={"version": row.trail_seq, "made_on": today})
    return _carried_out(request, row, form, page)


@staff_page(EXTEND.code)
@asked
def complaint_extend(request: Request, pk: UUID) -> HttpResponseBase:
    """Extend the time for the decision, as the responsible leader."""
    row = visible(request, pk)
    page = Asked(
        heading=_("Extend the time for the decision"),
        consequence=_("Once, and by %(most)d calendar days at most. Both sides are told in writing.")
        % {"most": extending.most_days(row)},
        button=_("Extend the time"),
        done=_("Extended. The letters are being written."),
        verb=lambda given: extending.extend(pk, by=request.actor, **given),
        states=states.MATTER_OPEN,
        findings=extending.objections(row),
    )
    return _carried_out(request, row, forms.ExtendForm(typed(request), initial={"version": row.trail_seq}), page)


@staff_page(TERMINATE.code)
@asked
def complaint_terminate(request: Request, pk: UUID) -> HttpResponseBase:
    """End the complaint without a decision."""
    row, today = visible(request, pk), timezone.localdate()
    page = Asked(
        heading=_("End a complaint without a decision"),
        consequence=_(
            "Nothing is decided about the allegations. Who withdrew cannot bring the same matter again. This cannot be "
            "undone."
        ),
        button=_("End the complaint"),
        done=_("Ended. The letters are being written."),
        verb=lambda given: concluding.terminate(pk, by=request.actor, **given),
        states=states.TERMINATING.sources,
        findings=[],
        is_grave=True,
    )
    form = forms.TerminateForm(typed(request), on=today, initial={"version": row.trail_seq})
    return _carried_out(request, row, form, page)


@staff_page(DECIDE.code)
@asked
def complaint_decide(request: Request, pk: UUID) -> HttpResponseBase:
    """Decide every allegation."""
    row, today = visible(request, pk), timezone.localdate()
    form = forms.DecideForm(
        typed(request), allegations=list(row.allegations.all()), on=today, initial={"version": row.trail_seq}
    )
    page = Asked(
        heading=_("Decide a complaint"),
        consequence=_(
            "Both sides get a letter with the result and the remedies within seven working days. With one allegation "
            "upheld the complaint counts as valid. Rectification within a time limit is ordered at once. This cannot "
            "be undone."
        ),
        button=_("Decide the complaint"),
        done=_("Decided. The letters to both sides are being written."),
        verb=lambda given: concluding.decide(
            pk, by=request.actor, version=given["version"], decided=form.decided(), rectify=form.rectify()
        ),
        states=states.DECIDING.sources,
        findings=decision_findings(row),
        is_grave=True,
    )
    return _carried_out(request, row, form, page, "complaints/decide.html")


@staff_page(INFORM.code)
@asked
def complaint_inform(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that both sides have the decision."""
    row = visible(request, pk)
    page = Asked(
        heading=_("Record that both sides are informed"),
        consequence=_("The time for informing both sides stops today."),
        button=_("Both sides have it"),
        done=_("On record. The complaint is concluded."),
        verb=lambda given: concluding.inform(pk, by=request.actor, **given),
        states=states.INFORMING.sources,
        findings=[],
    )
    return _carried_out(request, row, forms.InformForm(typed(request), initial={"version": row.trail_seq}), page)
