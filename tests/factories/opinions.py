"""The people around an opinion at one institution, and opinions brought to a level by the verbs."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from appraisers.models import Appraiser
from cases.actions import correcting_opinions, issuing_opinion, preparing_opinion
from cases.models import Case, IssuedOpinion, Opinion, OpinionCorrection, OpinionVersion
from cases.opinions.texts import OpinionTexts
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting
from foundation.accounts.roles import Role
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.documents import codes
from institutions.models import Institution
from tests.factories.assignments import make_assignment, make_posted_appraiser
from tests.factories.cases import make_case
from tests.factories.entrustments import make_appraiser
from tests.factories.users import make_posting

TEXTS = OpinionTexts(
    examined_on=date(2026, 11, 20),
    place="示例检查室",
    attendees="示例家属",
    facts="示例当事人甲因交通事故受伤。",
    summary="示例病历记载右肩关节损伤。",
    process="依照示例标准进行体格检查与阅片。",
    analysis="示例：活动度丧失与外伤有因果关系。",
    opinion="示例：构成十级伤残。",
    annexes="示例照片2张",
)


@dataclass(frozen=True)
class Office:
    """An institution with its case: two assigned appraisers, a reviewer, the head, and how many more are qualified."""

    case: Case
    first: PostedActor
    second: PostedActor
    reviewer: PostedActor
    head: PostedActor
    first_appraiser: Appraiser
    second_appraiser: Appraiser
    reviewing_appraiser: Appraiser

    @property
    def opinion(self) -> Opinion:
        """The chain as it stands now."""
        return Opinion.objects.get(case=self.case)


def make_office(institution: Institution, head: Posting, *, others: int = 0, **values: Any) -> Office:
    """Make a case with its people; `others` more people are qualified besides the three."""
    first, first_posting = make_posted_appraiser(f"{institution.abbreviation}鉴定人一", institution)
    second, second_posting = make_posted_appraiser(f"{institution.abbreviation}鉴定人二", institution)
    with transaction.atomic(savepoint=False):
        reviewing = make_posting(
            f"{institution.abbreviation}复核人", Role.QUALITY_MANAGER, institution.organisation, since=date(2020, 1, 1)
        )
        third = make_appraiser(institution, person=reviewing.user.person)
        for _each in range(others):
            make_appraiser(institution)
    case = make_case(institution, **values)
    for position, appraiser in enumerate((first, second), 1):
        make_assignment(case, appraiser, position=position)
    return Office(
        case,
        first=PostedActor(first_posting.user, first_posting),
        second=PostedActor(second_posting.user, second_posting),
        reviewer=PostedActor(reviewing.user, reviewing),
        head=PostedActor(head.user, head),
        first_appraiser=first,
        second_appraiser=second,
        reviewing_appraiser=third,
    )


def make_opinion(case: Case) -> Opinion:
    """Make the chain of a case in which a version is put before the appraisers, written past the verbs."""
    appraiser = make_appraiser(case.institution)
    row = Opinion(
        case=case,
        institution=case.institution,
        city_code=case.city_code,
        county_code=case.county_code,
        state="signing",
        waiting_since=date(2026, 11, 20),
    )
    with transaction.atomic(savepoint=False):
        write(row, "cases.draft_opinion", by=SYSTEM, facts={"version": 1, "ready": True})
        text = OpinionVersion(case=case, number=1, author=appraiser, digest=TEXTS.digest, is_ready=True)
        text.opinion = TEXTS.opinion
        write(text, "cases.draft_opinion", by=SYSTEM, facts={"version": 1, "ready": True})
    return row


def make_issued_opinion(institution: Institution) -> IssuedOpinion:
    """Make an opinion that was issued through the portal and printed, written past the verbs."""
    case = make_case(institution, issued_on=date(2026, 11, 20))
    row = IssuedOpinion(
        case=case,
        version=1,
        number=case.opinion_number,
        code=codes.new_secret_code(),
        issued_on=date(2026, 11, 20),
        certificates=["379900000001", "379900000002"],
        sha256="0f" * 32,
        pages=3,
    )
    with transaction.atomic(savepoint=False):
        return write(row, "cases.issue_opinion", by=SYSTEM)


def written(office: Office, *, by: PostedActor | None = None, ready: bool = True, **parts: Any) -> Opinion:
    """Put down the next version."""
    opinion = Opinion.objects.filter(case=office.case).first()
    version = opinion.trail_seq if opinion else 0
    texts = replace(TEXTS, **parts)
    return preparing_opinion.write_version(
        office.case.pk, by=by or office.first, version=version, texts=texts, ready=ready
    )


def signed(office: Office, who: PostedActor, dissent: str = "") -> Opinion:
    """Sign at the first level."""
    return preparing_opinion.sign(office.case.pk, by=who, version=office.opinion.trail_seq, dissent=dissent)


def reviewed(office: Office, who: PostedActor | None = None) -> Opinion:
    """Agree at the second level."""
    said = {"on_procedure": "示例：程序合法", "on_opinion": "示例：依据充分"}
    return preparing_opinion.review(office.case.pk, by=who or office.reviewer, version=office.opinion.trail_seq, **said)


def issued(office: Office, who: PostedActor | None = None) -> IssuedOpinion:
    """Issue at the third level."""
    return issuing_opinion.issue(office.case.pk, by=who or office.head, version=office.opinion.trail_seq)


def brought_to(office: Office, level: int) -> Opinion:
    """Write and sign until the opinion stands at a level: 1 to be signed, 2 to be reviewed, 3 to be issued."""
    written(office)
    if level > 1:
        signed(office, office.first)
        signed(office, office.second)
    if level > 2:
        reviewed(office)
    return office.opinion


CORRECTION = {
    "part": "summary",
    "location": "第2页第3行",
    "ground": "TZ41-3",
    "reason": "示例：录入时写错一个字",
    "old_words": "右肩关节",
    "new_words": "右肩关节处",
}


def corrected(office: Office, who: PostedActor | None = None, **values: Any) -> OpinionCorrection:
    """Correct the issued opinion, as its first appraiser if nobody else is named."""
    version = Case.objects.get(pk=office.case.pk).trail_seq
    given: dict[str, Any] = {"version": version, **CORRECTION, **values}
    return correcting_opinions.correct(office.case.pk, by=who or office.first, **given)


def make_correction(issued_opinion: IssuedOpinion) -> OpinionCorrection:
    """Make a correction that was printed, written past the verbs."""
    case = issued_opinion.case
    row = OpinionCorrection(
        case=case,
        number=1 + OpinionCorrection.objects.filter(case=case).count(),
        part="summary",
        location="第2页第3行",
        ground="TZ41-3",
        reason="示例：录入时写错一个字",
        appraiser=make_appraiser(case.institution),
        certificate_number="379900000001",
        corrected_on=date(2026, 11, 24),
    )
    row.old_words, row.new_words = "示例原文", "示例正文"
    with transaction.atomic(savepoint=False):
        case.corrected_on = row.corrected_on
        write(case, "cases.correct_opinion", by=SYSTEM)
        return write(row, "cases.correct_opinion", by=SYSTEM)
