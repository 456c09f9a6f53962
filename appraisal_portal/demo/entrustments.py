"""Entrustments of the demo: a few for some institutions, filed by their clerks through the verb, each once."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from random import Random

from django.utils import timezone

from appraisal_portal.demo.agreements import agreed
from appraisal_portal.demo.custody import take_in_entrusted
from appraisal_portal.demo.ledgers import CATEGORY, CLIENTS
from appraisal_portal.demo.opening import clerk_of
from appraisal_portal.demo.plan import Plan, PlannedInstitution, identity_number
from appraisal_portal.demo.standing import MAIN
from cases.actions.completing import ask
from cases.actions.deciding import refuse
from cases.actions.filing import file, withdraw
from cases.entrustments.filing import Filing, MaterialGiven, SubjectGiven
from cases.gate import may_accept
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting
from foundation.audit.once import Answer, digest_of, once
from foundation.clocks.calendar import Calendar
from foundation.clocks.queries import current_calendar
from institutions.models import Institution

INSTITUTIONS, EACH = 16, 5
PERIOD = timedelta(days=15)
GIVEN_UP = 0.12
DECIDED = {2: "refused", 3: "accepted", 5: "asked"}
WANTED = "示例：请在委托书中写明鉴定用途，并补充检材的数量、性状和保存状况。"
BEYOND = "示例：所需检测项目超出本机构现有设备条件"
KINDS = ("court", "court", "police", "police", "procuratorate", "arbitration")
PURPOSES = ("民事诉讼", "刑事诉讼", "仲裁", "行政处理", "")
MATERIALS = (
    MaterialGiven("示例病历资料", "other", "1册", "复印件，字迹清晰", "完好"),
    MaterialGiven("示例检材", "biological", "2份", "暗红色液体", "密封，冷藏"),
    MaterialGiven("示例比对样本", "reference", "3份", "原件", "完好"),
    MaterialGiven("示例影像光盘", "non_biological", "1张"),
)


def file_entrustments(province: Plan) -> int:
    """File what is planned and not filed yet; return how many were filed now."""
    calendar = current_calendar()
    filed = 0
    for planned in _chosen(province):
        institution = Institution.objects.select_related("organisation").get(licence_number=planned.licence)
        posting = Posting.objects.select_related("user", "organisation").get(user__username=clerk_of(planned.number))
        actor = PostedActor(posting.user, posting)
        random = Random(f"entrustments/{province.seed}/{planned.number}")  # noqa: S311  (the same data every time)
        for serial, filing in enumerate(_filings(random, planned, province.until, calendar), 1):
            given_up = random.random() < GIVEN_UP
            end = "withdrawn" if given_up else DECIDED.get(serial, "")
            act = partial(_run, filing, institution, actor, end, serial, planned.number)
            key = f"{province.seed}/{planned.number}/{serial}"
            filed += once("demo:entrustment", key, digest_of({"key": key}), act)[1]
    return filed


def _run(filing: Filing, institution: Institution, actor: PostedActor, end: str, serial: int, planned: int) -> Answer:
    """File one entrustment and bring it to its end; what the gate objects to stays open, for the clerk to see."""
    row = file(filing, institution, by=actor)
    take_in_entrusted(row, serial)
    match end:
        case "withdrawn":
            withdraw(row.pk, by=actor, version=row.trail_seq, reason="示例：委托人来函撤回委托")
        case "asked":
            ask(row.pk, by=actor, version=row.trail_seq, wanted=WANTED, period_until=timezone.localdate() + PERIOD)
        case "refused":
            refuse(row.pk, by=actor, version=row.trail_seq, ground="TZ15-5", reason=BEYOND)
        case "accepted" if not may_accept(row, timezone.localdate()).findings:
            agreed(row, actor, changed=planned % 2 == 0)
    return {"id": row.pk}


def _chosen(province: Plan) -> list[PlannedInstitution]:
    """The first institutions of the cities in turn, so that the personas' own are among them."""
    by_city: dict[str, list[PlannedInstitution]] = {}
    for planned in province.institutions:
        by_city.setdefault(planned.city.code, []).append(planned)
    return [institutions[0] for institutions in by_city.values()][:INSTITUTIONS]


def _filings(random: Random, planned: PlannedInstitution, until: date, calendar: Calendar) -> Iterator[Filing]:
    for serial in range(1, EACH + 1):
        branch = planned.branches[random.randrange(len(planned.branches))]
        _name, matter, _fee = CATEGORY[branch.code]
        received = calendar.add_working_days(date.fromordinal(until.toordinal() - 16), random.randint(0, 9))
        received = min(received, until)
        client = random.randrange(len(CLIENTS))
        whole = DECIDED.get(serial) == "accepted"  # nothing is missing that the gate asks for
        purpose = PURPOSES[random.randrange(len(PURPOSES))] or (PURPOSES[0] if whole else "")
        purpose = "" if DECIDED.get(serial) == "asked" else purpose
        materials = [MATERIALS[random.randrange(len(MATERIALS))] for _each in range(random.randint(0, 3))]
        materials = [MATERIALS[0]] if whole else materials
        subject = (
            SubjectGiven(f"示例当事人{serial:02d}", "person", identity_number(planned.number, 500 + serial))
            if branch.code.startswith("FY")
            else SubjectGiven(f"示例文书或者物品{serial:02d}", "thing")
        )
        yield Filing(
            client_name=planned.city.name + CLIENTS[client],
            client_kind=KINDS[client],
            client_reference=f"（{until.year}）示例{planned.number:03d}案{serial:02d}号",
            contact_name="示例承办人",
            contact_phone="000-00000000",
            category=MAIN[branch.code],
            matter=matter,
            purpose=purpose,
            is_reappraisal=random.random() < 0.1,
            facts="示例案情，全部虚构。" if random.random() < 0.8 or whole else "",
            received_on=received,
            subjects=(subject,),
            materials=tuple(
                MaterialGiven(each.name, each.kind, each.quantity, each.condition, each.preservation, received)
                for each in materials
            ),
            is_synthetic=True,
        )
