"""Who may do what in the chain of an opinion, and why not: the same findings for pages, verbs and programs.

No one reviews his own work; certificates and restrictions are looked at anew at every signature (程序通则 art. 18,
条例 arts. 17, 52); the chain is never switched off. With fewer than four qualified people the head issues, and the
shortfall is named (decisions.md 11).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appraisers.models import Appraiser
from cases.models import Assignment, Case, Opinion, SignOff
from cases.opinions.states import REVIEW_ARTICLE, SIGNATURE_ARTICLE
from cases.practising import barred
from cases.states import State
from foundation.accounts.models import Posting
from foundation.accounts.roles import Role
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding
from foundation.desk import formats
from institutions.renewing import holds

QUALIFIED: Final = "司法鉴定程序通则第十八条"
TWO: Final = "司法鉴定程序通则第十九条"
RECUSAL: Final = "司法鉴定程序通则第二十条、第二十一条"
LEAST_APPRAISERS: Final = 2
SEPARATE_FROM: Final = 4
"""With so many qualified people reviewer and signatory are two."""


@dataclass(frozen=True)
class Signer:
    """Who acts: the person behind the posting, the certificate at the institution of the case, and whether he heads it.

    `person_id` is None for programs and jobs, which sign nothing.
    """

    person_id: UUID | None
    appraiser: Appraiser | None
    is_head: bool = False


def signer_of(by: Actor, case: Case) -> Signer:
    """Return who an actor is for a case."""
    posting = Posting.objects.select_related("user").filter(pk=by.posting_id).first() if by.posting_id else None
    if posting is None or posting.user.person_id is None:
        return Signer(None, None)
    own = Appraiser.objects.filter(person=posting.user.person_id, institution=case.institution_id)
    heads = posting.role == Role.HEAD_OF_INSTITUTION and posting.organisation_id == case.institution_id
    return Signer(posting.user.person_id, own.select_related("person").first(), heads)


def qualified(case: Case, on: date) -> int:
    """How many people of the institution hold a certificate for the category of the case that is valid on a day."""
    return Appraiser.objects.filter(institution=case.institution_id).certified_for(case.practice_code, on).count()


def may_draft(case: Case, signer: Signer, on: date) -> list[Finding]:
    """Say why a person may not write a version of the opinion: to write one is to practise already."""
    found = [*_open(case), *_person(signer), *_assigned(case, signer)]
    return found or _barred(case, [signer], on)


def may_sign(case: Case, opinion: Opinion, signer: Signer, on: date) -> list[Finding]:
    """Say why a person may not sign the present version at the first level."""
    found = [*_open(case), *_person(signer), *_assigned(case, signer)]
    if not found:
        found += [*_certified(case, signer, on), *_barred(case, [signer], on), *_declared(case, signer), *_enough(case)]
    if signer.person_id is not None and _said(opinion, SignOff.Level.APPRAISERS, signer).exists():
        found.append(Finding(_("You have signed this version already."), SIGNATURE_ARTICLE, code="signed_already"))
    return found


def may_review(case: Case, signer: Signer, on: date) -> list[Finding]:
    """Say why a person may not review the present version."""
    found = [*_open(case), *_person(signer), *_not_own(case, signer, REVIEW_ARTICLE)]
    return found or [*_certified(case, signer, on, REVIEW_ARTICLE), *_barred(case, [signer], on)]


def may_issue(case: Case, opinion: Opinion, signer: Signer, on: date) -> list[Finding]:
    """Say why a person may not issue the opinion: he himself, or the chain behind it."""
    found = [*_open(case), *_person(signer), *_not_own(case, signer, SIGNATURE_ARTICLE)]
    if not found:
        found += [*_signatory(case, opinion, signer, on), *_barred(case, [signer, *_signers(case)], on)]
    return [*found, *chain(case, opinion, on)]


def may_return(case: Case, opinion: Opinion, signer: Signer, on: date) -> list[Finding]:
    """Say why a person may not send the present version back: who may say yes at its level may say no."""
    if opinion.state == "cleared":
        found = [*_open(case), *_person(signer), *_not_own(case, signer, SIGNATURE_ARTICLE)]
        return found or [*_signatory(case, opinion, signer, on), *_barred(case, [signer], on)]
    return may_review(case, signer, on)


def may_attest(case: Case, signer: Signer, on: date) -> list[Finding]:
    """Say why a person may not put his name below a paper of this case today, whatever paper it is."""
    found = _person(signer)
    return found or [*_certified(case, signer, on), *_barred(case, [signer], on)]


def chain(case: Case, opinion: Opinion, on: date) -> list[Finding]:
    """Say what is missing in the chain below the last level, asked anew on the day of issue."""
    signed = set(
        SignOff.objects.filter(case=case, version=opinion.version, level=SignOff.Level.APPRAISERS).values_list(
            "appraiser_id", flat=True
        )
    )
    current = list(Assignment.objects.filter(case=case).current().select_related("appraiser"))
    found = _enough(case)
    if any(row.appraiser_id not in signed for row in current):
        found.append(
            Finding(
                _("The appraisers of the case changed after the signatures."),
                SIGNATURE_ARTICLE,
                fact=_("Not every appraiser assigned today has signed the present version."),
                way_out=_("Put a version before the present appraisers and let it be reviewed again."),
                code="appraisers_changed",
            )
        )
    lapsed = [row.appraiser.certificate_number for row in current if not _valid(row.appraiser, case, on)]
    if lapsed:
        found.append(
            Finding(
                _("The certificate of an appraiser does not cover the case on the day of issue."),
                QUALIFIED,
                fact=_("Certificates: %(numbers)s.") % {"numbers": formats.listed(lapsed)},
                way_out=_("Wait until the renewal is on record, or assign somebody else and begin the chain anew."),
                code="certificate_not_valid",
            )
        )
    return found


def shortfall(case: Case, on: date) -> str:
    """Name, for page and trail, that few qualified people stand behind three levels; empty where there are enough."""
    count = qualified(case, on)
    if count >= SEPARATE_FROM:
        return ""
    words = ngettext(
        "Only %(count)d person is qualified for this category, so that the head of the institution issues.",
        "Only %(count)d people are qualified for this category, so that the head of the institution issues.",
        count,
    )
    return words % {"count": count}


def _open(case: Case) -> list[Finding]:
    if case.state == State.IN_PROGRESS:
        return []
    if case.state == State.SUSPENDED:
        way = _("End the suspension first.")
        return [Finding(_("The case is suspended."), way_out=way, code="suspended")]
    return [Finding(_("This case is not open any more."), code="closed")]


def _person(signer: Signer) -> list[Finding]:
    if signer.person_id is not None:
        return []
    return [Finding(_("Only a person signs: a program may not."), SIGNATURE_ARTICLE, code="no_person")]


def _assigned(case: Case, signer: Signer) -> list[Finding]:
    own = signer.appraiser is not None and Assignment.objects.filter(case=case, appraiser=signer.appraiser).current()
    if own and own.exists():
        return []
    return [
        Finding(
            _("Only the appraisers assigned to the case write and sign at the first level."),
            TWO,
            way_out=_("Ask them, or have the assignment changed."),
            code="not_assigned",
        )
    ]


def _declared(case: Case, signer: Signer) -> list[Finding]:
    own = Assignment.objects.filter(case=case, appraiser=signer.appraiser).undeclared()
    if not own.exists():
        return []
    return [
        Finding(
            _("You have not declared yet whether a ground for recusal exists."),
            RECUSAL,
            way_out=_("Make the declaration on the page of the case first."),
            code="not_declared",
        )
    ]


def _enough(case: Case) -> list[Finding]:
    count = Assignment.objects.filter(case=case).current().count()
    if count >= LEAST_APPRAISERS:
        return []
    return [
        Finding(
            _("Two appraisers at least sign an opinion."),
            TWO,
            fact=ngettext("%(count)d appraiser is assigned.", "%(count)d appraisers are assigned.", count)
            % {"count": count},
            way_out=_("Have another appraiser assigned."),
            code="too_few_appraisers",
        )
    ]


def _not_own(case: Case, signer: Signer, article: str) -> list[Finding]:
    own = Assignment.objects.filter(case=case, appraiser__person=signer.person_id)
    if signer.person_id is None or not own.exists():
        return []
    return [
        Finding(
            _("Nobody reviews or issues his own work."),
            article,
            fact=_("You are or were an appraiser of this case."),
            way_out=_("Another qualified person of the institution does this."),
            code="own_work",
        )
    ]


def _valid(appraiser: Appraiser, case: Case, on: date) -> bool:
    covers = case.practice_code in appraiser.practice_codes
    first, last = appraiser.certificate_from, appraiser.certificate_until
    return covers and holds(first, last, appraiser.renewal_pending_since, on)


def people_of(case: Case, signer: Signer) -> list[UUID]:
    """Return whose standing decides about a signature: who signs now, and the appraisers of the case."""
    people = {each.person_id for each in (signer, *_signers(case)) if each.person_id is not None}
    return sorted(people)


def _signers(case: Case) -> list[Signer]:
    rows = Assignment.objects.filter(case=case).current().select_related("appraiser")
    return [Signer(row.appraiser.person_id, row.appraiser) for row in rows]


def _barred(case: Case, signers: Iterable[Signer], on: date) -> list[Finding]:
    return barred(case, [each.person_id for each in signers if each.person_id is not None], on)


def _certified(case: Case, signer: Signer, on: date, article: str = QUALIFIED) -> list[Finding]:
    if signer.appraiser is not None and _valid(signer.appraiser, case, on):
        return []
    held = _("You hold no certificate at this institution.")
    if signer.appraiser is not None:
        held = _("Certificate %(number)s, valid from %(first)s to %(last)s, does not cover it today.") % {
            "number": signer.appraiser.certificate_number,
            "first": signer.appraiser.certificate_from.isoformat(),
            "last": signer.appraiser.certificate_until.isoformat(),
        }
    return [
        Finding(
            _("A valid certificate for the category of the case is needed at the moment of signing."),
            article,
            fact=held,
            way_out=_("Another qualified person of the institution does this, or the certificate is renewed first."),
            code="certificate_not_valid",
        )
    ]


def _signatory(case: Case, opinion: Opinion, signer: Signer, on: date) -> list[Finding]:
    count = qualified(case, on)
    if count < SEPARATE_FROM:
        return [] if signer.is_head else [_head_only(count)]
    if _said(opinion, SignOff.Level.REVIEWER, signer).exists():
        return [
            Finding(
                _("Who reviewed the opinion does not issue it."),
                REVIEW_ARTICLE,
                fact=_("%(count)d people are qualified for this category, so that two are to be had.")
                % {"count": count},
                way_out=_("Another authorised signatory issues it."),
                code="reviewer",
            )
        ]
    return [] if signer.is_head else _certified(case, signer, on)


def _head_only(count: int) -> Finding:
    return Finding(
        _("With so few qualified people the head of the institution issues."),
        REVIEW_ARTICLE,
        fact=ngettext(
            "%(count)d person is qualified for this category.",
            "%(count)d people are qualified for this category.",
            count,
        )
        % {"count": count},
        way_out=_("Put it before the head."),
        code="head_only",
    )


def _said(opinion: Opinion, level: int, signer: Signer) -> Any:
    return SignOff.objects.filter(case=opinion.case_id, version=opinion.version, level=level, person=signer.person_id)
