"""Races about entrustments and cases."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.actions import completing, correcting_opinions, extending, issuing_opinion, preparing_opinion, supplementing
from cases.actions.accepting import accept
from cases.actions.assigning import assign, replace
from cases.actions.deciding import refuse
from cases.actions.declaring import declare
from cases.actions.filing import file, withdraw
from cases.actions.recording import record
from cases.actions.terminating import terminate
from cases.entrustments.completing import CompletionGiven
from cases.models import Case, Extension
from foundation.accounts.acting import PostedActor
from tests.factories.agreements import make_terms
from tests.factories.assignments import make_posted_appraiser
from tests.factories.cases import make_case
from tests.factories.entrustments import make_appraiser, make_entrustment, make_filing
from tests.factories.opinions import CORRECTION, TEXTS, Office, brought_to, issued, make_office
from tests.people import Cast
from tests.races.kit import Deed, Scene

WHY = "示例：委托人来函说明情况"
TODAY = date(2026, 11, 25)
LATER = date(2026, 12, 31)


def filing(cast: Cast) -> Deed:
    given = make_filing()
    return lambda: file(given, cast.jinan_institution, by=cast.actor("jinan_clerk"))


def acceptance(cast: Cast) -> Deed:
    with transaction.atomic():
        for _each in range(3):
            make_appraiser(cast.jinan_institution)
    row = make_entrustment(cast.jinan_institution)
    by = cast.actor("jinan_clerk")
    return lambda: accept(row.pk, by=by, version=row.trail_seq, effective_on=TODAY, terms=make_terms())


def refusal(cast: Cast) -> Deed:
    row, by = make_entrustment(cast.jinan_institution), cast.actor("jinan_clerk")
    return lambda: refuse(row.pk, by=by, version=row.trail_seq, ground="TZ15-1", reason=WHY)


def withdrawal(cast: Cast) -> Deed:
    row = make_entrustment(cast.jinan_institution)
    return lambda: withdraw(row.pk, by=cast.actor("jinan_clerk"), version=row.trail_seq, reason=WHY)


def question_to_the_client(cast: Cast) -> Deed:
    row, by = make_entrustment(cast.jinan_institution), cast.actor("jinan_clerk")
    return lambda: completing.ask(row.pk, by=by, version=row.trail_seq, wanted=WHY, period_until=LATER)


def completion(cast: Cast) -> Deed:
    row, by = make_entrustment(cast.jinan_institution, purpose=""), cast.actor("jinan_clerk")
    row = completing.ask(row.pk, by=by, version=row.trail_seq, wanted=WHY, period_until=LATER)
    given, seen = CompletionGiven(received=WHY, purpose="民事诉讼"), row.trail_seq
    return lambda: completing.complete(row.pk, by=by, version=seen, completion=given, received_on=timezone.localdate())


def assignment(cast: Cast) -> Deed:
    with transaction.atomic():
        keys = [make_appraiser(cast.jinan_institution).pk for _each in range(2)]
    case = make_case(cast.jinan_institution)
    by = cast.actor("jinan_clerk")
    return lambda: assign(case.pk, by=by, version=case.trail_seq, appraisers=keys)


def declaring(ground: str) -> Callable[[Cast], Deed]:
    """Declare that no ground for recusal exists, or that this one does."""
    return lambda cast: _declaration(cast, ground)


def _declaration(cast: Cast, ground: str) -> Deed:
    appraiser, posting = make_posted_appraiser("示例鉴定人一", cast.jinan_institution)
    with transaction.atomic():
        other = make_appraiser(cast.jinan_institution)
    case = make_case(cast.jinan_institution)
    assign(case.pk, by=cast.actor("jinan_clerk"), version=case.trail_seq, appraisers=[appraiser.pk, other.pk])
    row, by = case.assignments.get(appraiser=appraiser), PostedActor(posting.user, posting)
    return lambda: declare(case.pk, by=by, version=row.trail_seq, ground=ground, reason=WHY)


def termination(cast: Cast) -> Deed:
    case = make_case(cast.jinan_institution, accepted_on=date(2026, 11, 10))
    given: dict[str, Any] = {"ground": "TZ29-5", "reason": WHY, "terminated_on": TODAY}
    by, until = cast.actor("jinan_head"), date(2026, 12, 31)
    return lambda: terminate(case.pk, by=by, version=case.trail_seq, return_until=until, **given)


def in_the_office(deed_of: Callable[[Cast, Office], Deed]) -> Callable[[Cast], Deed]:
    """Set the scene at a case with its people."""

    def set_up(cast: Cast) -> Deed:
        office = make_office(cast.jinan_institution, cast.jinan_head, others=1, accepted_on=date(2026, 11, 10))
        return deed_of(cast, office)

    return set_up


def replacement(cast: Cast, office: Office) -> Deed:
    with transaction.atomic():
        newcomer = make_appraiser(cast.jinan_institution)
    leaving = office.case.assignments.get(position=1)
    by, seen = office.head, office.case.trail_seq
    return lambda: replace(
        office.case.pk, by=by, version=seen, assignment=leaving.pk, appraiser=newcomer.pk, reason=WHY
    )


def process_entry(_cast: Cast, office: Office) -> Deed:
    now = timezone.now()
    return lambda: record(office.case.pk, by=office.first, kind="GC-7", happened_at=now, text=WHY)


def supplement(cast: Cast, office: Office) -> Deed:
    case, by = office.case, cast.actor("jinan_clerk")
    return lambda: supplementing.ask(case.pk, by=by, version=case.trail_seq, wanted=WHY, supplier="client")


def arrival(cast: Cast, office: Office) -> Deed:
    by = cast.actor("jinan_clerk")
    case = supplementing.ask(office.case.pk, by=by, version=office.case.trail_seq, wanted=WHY, supplier="client")
    seen = case.trail_seq
    return lambda: supplementing.receive(case.pk, by=by, version=seen, received_on=TODAY, received=WHY)


def extension(cast: Cast, office: Office) -> Deed:
    case, by = office.case, cast.actor("jinan_clerk")
    return lambda: extending.request(case.pk, by=by, version=case.trail_seq, days=10, reason=WHY)


def _asked(cast: Cast, office: Office) -> Extension:
    case = office.case
    extending.request(case.pk, by=cast.actor("jinan_clerk"), version=case.trail_seq, days=10, reason=WHY)
    return Extension.objects.get(case=case)


def approval(cast: Cast, office: Office) -> Deed:
    row = _asked(cast, office)
    return lambda: extending.decide(office.case.pk, by=office.head, version=row.trail_seq, approve=True)


def information(cast: Cast, office: Office) -> Deed:
    row = _asked(cast, office)
    extending.decide(office.case.pk, by=office.head, version=row.trail_seq, approve=True)
    row.refresh_from_db()
    by, today = cast.actor("jinan_clerk"), timezone.localdate()
    return lambda: extending.inform(office.case.pk, by=by, version=row.trail_seq, informed_on=today)


def version(_cast: Cast, office: Office) -> Deed:
    # What each saw is settled before the race: who came late would see the first version and write the second.
    return lambda: preparing_opinion.write_version(office.case.pk, by=office.first, version=0, texts=TEXTS, ready=True)


def signature(_cast: Cast, office: Office) -> Deed:
    brought_to(office, 1)
    seen = office.opinion.trail_seq
    return lambda: preparing_opinion.sign(office.case.pk, by=office.first, version=seen)


def review(_cast: Cast, office: Office) -> Deed:
    brought_to(office, 2)
    seen, said = office.opinion.trail_seq, {"on_procedure": WHY, "on_opinion": WHY}
    return lambda: preparing_opinion.review(office.case.pk, by=office.reviewer, version=seen, **said)


def sending_back(_cast: Cast, office: Office) -> Deed:
    seen = brought_to(office, 2).trail_seq
    return lambda: preparing_opinion.send_back(office.case.pk, by=office.reviewer, version=seen, disagreement=WHY)


def issue(_cast: Cast, office: Office) -> Deed:
    brought_to(office, 3)
    seen = office.opinion.trail_seq
    return lambda: issuing_opinion.issue(office.case.pk, by=office.head, version=seen)


def correction(_cast: Cast, office: Office) -> Deed:
    brought_to(office, 3)
    issued(office)
    seen = Case.objects.get(pk=office.case.pk).trail_seq
    return lambda: correcting_opinions.correct(office.case.pk, by=office.first, version=seen, **CORRECTION)


SCENES = (
    Scene("cases.file", filing, keyed=True),
    Scene("cases.accept_entrustment", acceptance),
    Scene("cases.refuse_entrustment", refusal),
    Scene("cases.withdraw_entrustment", withdrawal),
    Scene("cases.ask_completion", question_to_the_client),
    Scene("cases.complete_entrustment", completion),
    Scene("cases.assign", assignment),
    Scene("cases.declare_recusal", declaring(""), "none"),
    Scene("cases.declare_recusal", declaring("TZ20-1"), "a ground"),
    Scene("cases.replace_appraiser", in_the_office(replacement)),
    Scene("cases.record_process", in_the_office(process_entry), keyed=True),
    Scene("cases.ask_supplement", in_the_office(supplement)),
    Scene("cases.receive_supplement", in_the_office(arrival)),
    Scene("cases.request_extension", in_the_office(extension)),
    Scene("cases.decide_extension", in_the_office(approval)),
    Scene("cases.inform_of_extension", in_the_office(information)),
    Scene("cases.draft_opinion", in_the_office(version)),
    Scene("cases.sign_opinion", in_the_office(signature)),
    Scene("cases.review_opinion", in_the_office(review)),
    Scene("cases.return_opinion", in_the_office(sending_back)),
    Scene("cases.issue_opinion", in_the_office(issue)),
    Scene("cases.correct_opinion", in_the_office(correction)),
    Scene("cases.terminate", termination),
)
