"""Opinions of the demo: some cases of the personas' own institution taken through the three levels, each once."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone

from appraisal_portal.demo.conduct import assigned, held, recorded
from appraisal_portal.demo.custody import consent_to_destruction, take_in
from appraisal_portal.demo.plan import Plan
from appraisers.actions.keeping_certificates import begin
from appraisers.models import Appraiser
from cases.actions.correcting_opinions import correct
from cases.actions.issuing_opinion import issue
from cases.actions.preparing_opinion import review, sign, write_version
from cases.actions.revoking_opinions import revoke
from cases.actions.terminating import terminate
from cases.models import Case, Opinion
from cases.opinions.texts import OpinionTexts
from cases.states import State
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting, User
from foundation.audit.actors import SYSTEM
from foundation.audit.once import Answer, digest_of, once
from foundation.audit.regulated import write
from institutions.models import Act, Institution

APPRAISERS: Final = ("demo-appraiser", "demo-appraiser-second")
REVIEWER, HEAD, CLERK = "demo-quality", "demo-head", "demo-clerk"
STOPS: Final = (
    "issued", "paused", "asked", "extended", "issued", "corrected", "issued", "cleared", "reviewing", "signing",
    "drafting", "terminated", "revoked",
)  # fmt: skip
"""Where each case is left, the newest first."""
HELD: Final = frozenset({"paused", "asked", "extended"})
TEXTS: Final = OpinionTexts(
    place="示例检查室",
    attendees="示例家属一人",
    facts="示例案情，全部虚构：当事人因示例事件请求鉴定。",
    summary="示例资料摘要：送检材料记载的情况，全部虚构。",
    process="依照示例标准，由两名鉴定人检查并阅片，所见如示例记录。",
    analysis="示例分析说明：检查所见与送检资料相符。",
    opinion="示例鉴定意见，不作为任何事项的依据。",
    annexes="示例照片2张",
)


@dataclass(frozen=True)
class _Office:
    """The personas of one institution, each acting in his posting."""

    institution: Institution
    actors: dict[str, PostedActor]


def prepare_opinions(province: Plan) -> int:
    """Take the newest open cases of the personas' institution as far as planned; return how many were moved now."""
    office = _office()
    for name in (*APPRAISERS, REVIEWER):
        _certify(office, office.actors[name].user)
    open_cases = Case.objects.filter(institution=office.institution, state=State.IN_PROGRESS)
    moved = 0
    for number, stop in enumerate(STOPS, 1):
        key = f"{province.seed}/{number}"

        def act(stop: str = stop) -> Answer:
            case = open_cases.exclude(assignments__isnull=False).order_by("-accepted_on", "id").first()
            if case is not None:
                _taken(office, case, stop, timezone.localdate())
            return {"case": str(case.pk) if case else ""}

        moved += once("demo:opinion", key, digest_of({"key": key}), act)[1]
    return moved


def _office() -> _Office:
    names = (*APPRAISERS, REVIEWER, HEAD, CLERK)
    postings = Posting.objects.select_related("user__person", "organisation").filter(user__username__in=names)
    actors = {posting.user.username: PostedActor(posting.user, posting) for posting in postings}
    institution = Institution.objects.select_related("organisation").get(
        pk=Posting.objects.get(user__username=HEAD).organisation_id
    )
    return _Office(institution, actors)


def _certify(office: _Office, user: User) -> None:
    """Give a persona the certificate of an appraiser, so that he can sign; once."""
    if Appraiser.objects.filter(person=user.person).exists():
        return
    institution = office.institution
    serial = Appraiser.objects.filter(institution=institution).count() + 900
    row = Appraiser(
        person=user.person,
        institution=institution,
        certificate_number=f"{institution.licence_number}{serial:03d}",
        certificate_from=institution.licence_from,
        certificate_until=institution.licence_until,
        practice_codes=institution.practice_codes,
        city_code=institution.city_code,
        county_code=institution.county_code,
    )
    key = f"certificate/{user.username}"

    def act() -> Answer:
        write(row, "appraiser.registered", by=SYSTEM, facts={"demo": True})
        begin([row], Act.ENTERED)
        return {"id": row.pk}

    once("demo:opinion", key, digest_of({"key": key}), act)


def _taken(office: _Office, case: Case, stop: str, today: date) -> None:
    """Take one case as far as `stop`, by the verbs of those who would do it."""
    take_in(case, office.actors[CLERK])
    if stop == "terminated":
        terminate(
            case.pk,
            by=office.actors[CLERK],
            version=case.trail_seq,
            ground="TZ29-4",
            reason="示例：委托人来函撤销委托",
            terminated_on=today,
            return_until=today,
        )
        return
    people = [office.actors[name] for name in APPRAISERS]
    case = assigned(case, office.actors[HEAD], people)
    recorded(case, people[0])
    if stop in HELD:
        held(case, stop, office.actors, CLERK, HEAD)
    else:
        _written(office, case, stop)


def _written(office: _Office, case: Case, stop: str) -> None:
    first, reviewer, head = office.actors[APPRAISERS[0]], office.actors[REVIEWER], office.actors[HEAD]
    write_version(case.pk, by=first, version=0, texts=TEXTS, ready=stop != "drafting")
    if stop in {"drafting", "signing"}:
        return
    for name in APPRAISERS:
        sign(case.pk, by=office.actors[name], version=_seen(case))
    if stop == "reviewing":
        return
    said = {"on_procedure": "示例：程序符合规定。", "on_opinion": "示例：依据充分，同意。"}
    review(case.pk, by=reviewer, version=_seen(case), **said)
    if stop == "cleared":
        return
    issue(case.pk, by=head, version=_seen(case))
    consent_to_destruction(case, office.actors[CLERK])
    if stop == "corrected":
        _corrected(case, first)
    elif stop == "revoked":
        _revoked(case, head)


def _corrected(case: Case, by: PostedActor) -> None:
    """Correct a slip of the pen in the summary."""
    correct(
        case.pk,
        by=by,
        version=Case.objects.get(pk=case.pk).trail_seq,
        part="summary",
        location="第2页第1行",
        ground="TZ41-3",
        reason="示例：录入时误写一字",
        old_words="送检材料记载的情况",
        new_words="送检材料所载的情况",
    )


def _revoked(case: Case, by: PostedActor) -> None:
    """Revoke an opinion that rests on materials found untrue on the day of its issue."""
    revoke(
        case.pk,
        by=by,
        version=Case.objects.get(pk=case.pk).trail_seq,
        ground="SD36-3",
        reason="示例：出具后委托人来函，说明送检的示例资料系误取，并非本案材料",
        found_on=timezone.localdate(),
    )


def _seen(case: Case) -> int:
    return Opinion.objects.get(case=case).trail_seq
