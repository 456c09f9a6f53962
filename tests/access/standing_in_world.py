"""What stands beside institutions and appraisers: an item of the scope, an accreditation, a restriction, renewals."""

import uuid
from datetime import date
from typing import Any

from appraisers.models import Assistant, CertificateRenewal, QualityManager, Training
from equipment.models import Instrument, Method
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from institutions.models import (
    Accreditation,
    Alliance,
    AllianceMember,
    Cooperation,
    Institution,
    InsurancePolicy,
    Lapse,
    LicenceRenewal,
    Premises,
    Project,
    Restriction,
    ScopeItem,
)
from tests.access.people import Member
from tests.access.world import Place, Thing, Things, nobody
from tests.factories.entrustments import make_appraiser
from tests.people import Cast

SINCE = date(2024, 7, 1)


OF_ALLIANCES = {"alliance", "alliance_member"}


def knows_alliances(member: Member) -> bool:
    """Every organ of justice and every institution may know the alliances, of whatever city."""
    from tests.access.oracle import INSTITUTIONAL, SUPERVISING

    return member.role in SUPERVISING | INSTITUTIONAL


def standing_in_world(cast: Cast, institutions: dict[str, Institution]) -> Things:
    """Return one of each kind at every institution, and one that does not exist."""
    found: Things = {}
    for relation, institution in institutions.items():
        place = Place(institution.city_code, institution.county_code, institution.pk)
        for kind, row in _rows(cast, institution).items():
            seen_by = knows_alliances if kind in OF_ALLIANCES else None
            found.setdefault(kind, []).append(Thing(relation, {"pk": row.pk}, place, seen_by=seen_by))
    for things in found.values():
        things.append(Thing("absent", {"pk": uuid.UUID(int=7)}, seen_by=nobody))
    return found


def _rows(cast: Cast, institution: Institution) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "asked_on": SINCE,
        "until": date(2029, 6, 30),
        "in_time": True,
        "document_number": "示例1号",
    }
    item = ScopeItem(
        institution=institution,
        category_id="FY-0203",
        practice_code="FY-02",
        valid_from=SINCE,
        document_number="示例1号",
    )
    accreditation = Accreditation(
        institution=institution, kind="CMA", level="provincial", certificate_number="示例CMA1", valid_from=SINCE,
        valid_until=date(2030, 6, 30), covers=["FY-05"],
    )  # fmt: skip
    restriction = Restriction(
        organisation=institution.organisation, institution=institution, ground="XZ-4", categories=["FY-0501"],
        article="示例", document_number="示例1号", reason="示例", valid_from=SINCE, set_by=cast.jinan.organisation,
    )  # fmt: skip
    instrument = Instrument(
        institution=institution, number="示例设备1", name="示例仪器", categories=["FY-02"], in_service_from=SINCE
    )
    method = Method(
        institution=institution, code="示例标准1", title="示例", rank=1, categories=["FY-02"], valid_from=SINCE
    )
    mentor = make_appraiser(institution)
    training = Training(appraiser=mentor, title="示例", organiser="示例", ended_on=SINCE, hours=8)
    assistant = Assistant(
        person=make_appraiser(institution).person, institution=institution, mentor=mentor, valid_from=SINCE
    )
    premises = Premises(
        institution=institution, address="示例路1号", use="office", right="owned", area=300,
        document_number="示例产权1号", valid_from=SINCE,
    )  # fmt: skip
    policy = InsurancePolicy(
        institution=institution, insurer="示例", policy_number="示例保单1", cover=10**6, valid_from=SINCE,
        valid_until=date(2027, 6, 30),
    )  # fmt: skip
    manager = QualityManager(
        institution=institution, practice_code="FY-02", appraiser=mentor, valid_from=SINCE, document_number="示例1号"
    )
    lapse = Lapse(
        institution=institution, city_code=institution.city_code, county_code=institution.county_code,
        condition="third_appraiser", category="FY-0202", rule="TJ-1", article="示例", stops_item=True, since=SINCE,
        noticed_on=SINCE, ask_by=date(2026, 12, 20),
    )  # fmt: skip
    cooperation = Cooperation(
        institution=institution, kind="HZ-1", partner="示例大学", subject="示例", valid_from=SINCE,
        document_number="示例协议1",
    )  # fmt: skip
    project = Project(
        institution=institution, kind="XM-1", level="XJ-1", number="示例课题1", title="示例", begun_on=SINCE,
        due_on=date(2027, 6, 30),
    )  # fmt: skip
    alliance = write(
        Alliance(
            name=f"示例联盟{institution.pk}", kind="LM-1", purpose="示例", lead=institution,
            city_code=institution.city_code, county_code=institution.county_code, formed_on=SINCE,
            document_number="示例1号",
        ),
        "alliance.formed", by=SYSTEM,
    )  # fmt: skip
    member = AllianceMember(alliance=alliance, institution=institution, joined_on=SINCE)
    return {
        "cooperation": write(cooperation, "institution.cooperation_recorded", by=SYSTEM),
        "project": write(project, "institution.project_recorded", by=SYSTEM),
        "alliance": alliance,
        "alliance_member": write(member, "alliance.joined", by=SYSTEM),
        "lapse": write(lapse, "lapse.opened", by=SYSTEM),
        "quality_manager": write(manager, "institution.quality_manager_appointed", by=SYSTEM),
        "premises": write(premises, "institution.premises_recorded", by=SYSTEM),
        "policy": write(policy, "institution.insured", by=SYSTEM),
        "training": write(training, "appraiser.trained", by=SYSTEM),
        "assistant": write(assistant, "assistant.engaged", by=SYSTEM),
        "instrument": write(instrument, "instrument.entered", by=SYSTEM),
        "method": write(method, "method.taken_up", by=SYSTEM),
        "scope_item": write(item, "institution.scope_entered", by=SYSTEM),
        "accreditation": write(accreditation, "institution.accreditation_recorded", by=SYSTEM),
        "restriction": write(restriction, "institutions.restrict", by=SYSTEM),
        "licence_renewal": write(
            LicenceRenewal(institution=institution, **asked), "institutions.record_renewal", by=SYSTEM
        ),
        "certificate_renewal": write(
            CertificateRenewal(appraiser=make_appraiser(institution), **asked), "institutions.record_renewal", by=SYSTEM
        ),
    }
