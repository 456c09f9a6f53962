"""What everybody may read by its number or name, and the organs whose contacts are kept."""

import uuid
from collections.abc import Callable

from appraisers.actions.keeping_certificates import PAPER_JOB, begun
from appraisers.models import Appraiser
from foundation.accounts.models import Organisation
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from institutions.actions.keeping_states import order_paper
from institutions.models import Act, Institution
from tests.access.people import Member
from tests.access.world import Place, Thing, Things, everybody, nobody
from tests.factories.opinions import make_correction, make_issued_opinion
from tests.factories.published import publish_appraiser
from tests.factories.releases import make_draft, make_release
from tests.factories.reports import make_report
from tests.people import Cast


def published_in_world(cast: Cast) -> Things:
    """Return published objects, and organs with who may keep their contacts."""
    institution = cast.qingdao_institution
    appraiser = publish_appraiser(institution, "李示例乙", "379902001001", "FY-02")

    def found(key: str, value: str, absent: str) -> list[Thing]:
        return [Thing("published", {key: value}, seen_by=everybody), Thing("absent", {key: absent}, seen_by=nobody)]

    return {
        "public_institution": found("number", institution.licence_number, "000"),
        "public_appraiser": found("number", appraiser.certificate_number, "000"),
        "guide": found("slug", "procedure", "recipes"),
        "question": [
            *(Thing("published", {"slug": slug}, seen_by=everybody) for slug in ("institution", "kinds", "person")),
            Thing("absent", {"slug": "recipes"}, seen_by=nobody),
        ],
        "statute": found("source", "TZ", "XX"),
        "opinion_code": found("code", _corrected_opinion(institution), "0" * 25),
        "paper_code": found("code", _paper(appraiser), "0" * 13),
        "organ": _organs(cast),
        **_releases(cast),
        "report": _reports(cast),
    }


def _corrected_opinion(institution: Institution) -> str:
    """The code of an opinion that was corrected."""
    opinion = make_issued_opinion(institution)
    make_correction(opinion)
    return opinion.code


def _paper(row: Appraiser) -> str:
    """The code of a certificate that was printed."""
    state = begun(row, Act.REGISTERED)
    order_paper(state, PAPER_JOB)
    state.trail_seq = write(row, "appraiser.corrected", by=SYSTEM).trail_seq
    state.save(force_insert=True)
    return state.code


def _releases(cast: Cast) -> Things:
    """A published release and a draft, seen by the province alone, and what is public of the first."""
    published, draft = make_release("2026-Q3"), make_draft(cast, "2026-07")
    number, absent = {"number": published.number}, {"number": 999}
    return {
        "release": [
            Thing("published", {"pk": published.pk}, Place()),
            Thing("draft", {"pk": draft.pk}, Place()),
            Thing("absent", {"pk": uuid.UUID(int=7)}, seen_by=nobody),
        ],
        "release_number": [
            Thing("published", number, seen_by=everybody),
            Thing("absent", absent, seen_by=nobody),
        ],
        "released_figure": [
            Thing("published", {**number, "kpi": "case_volume"}, seen_by=everybody),
            Thing("absent", {**absent, "kpi": "case_volume"}, seen_by=nobody),
        ],
    }


def _reports(cast: Cast) -> list[Thing]:
    """A written report of the province, one of a county, which its city sees too, and an institution's own."""
    province, lixia = (make_report(cast.actor("province"), area) for area in ("370000", "370102"))
    house = cast.jinan_institution.pk
    own = make_report(cast.actor("jinan_head"), str(house))
    return [
        Thing("province", {"pk": province.pk}, Place()),
        Thing("lixia", {"pk": lixia.pk}, Place("370100", "370102")),
        Thing("institution", {"pk": own.pk}, Place(institution=house)),
        Thing("absent", {"pk": uuid.UUID(int=7)}, seen_by=nobody),
    ]


def _organs(cast: Cast) -> list[Thing]:
    """Organs are kept by officers of their own area and by the system administrator."""

    def seen(organ: Organisation) -> Callable[[Member], bool]:
        def by(member: Member) -> bool:
            if member.role == "system_administrator" or member.level == "province":
                return True
            if member.level == "city":
                return bool(member.city == organ.city_code)
            return bool(member.county == organ.county_code)

        return by

    chosen = {"jinan": cast.jinan, "qingdao": cast.qingdao, "lixia": cast.lixia}
    organs = [
        Thing(name, {"pk": posting.organisation_id}, seen_by=seen(posting.organisation))
        for name, posting in chosen.items()
    ]
    no_organ = Thing("no organ", {"pk": cast.jinan_institution.pk}, seen_by=nobody)
    return [*organs, no_organ, Thing("absent", {"pk": uuid.UUID(int=7)}, seen_by=nobody)]
