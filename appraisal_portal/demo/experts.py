"""The expert pool of the demo: nominations and terms, a draw gone through to the evaluation, one that is promised."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from appraisal_portal.demo.plan import EXPERT, EXPERT_IDENTITY
from appraisal_portal.demo.recognition import officer
from appraisers.models import Appraiser
from foundation.audit.actors import SYSTEM
from foundation.audit.once import Answer, digest_of, once
from foundation.draws.protocol import seed_of
from governance.recognition.actions.appointing import appoint, nominate
from governance.recognition.actions.drawing_experts import codes_of, draw, evaluate, open_draw, order_of, parts_of
from governance.recognition.actions.nominating_outsiders import nominate_outside
from governance.recognition.experts.gate import Evaluated, Opening, Outside
from governance.recognition.experts.ranks import ranks_on
from governance.recognition.models import Expert, ExpertDraw, ExpertSeat
from institutions.models import Institution

GROUNDS: Final = "示例：从事本专业十年以上，参与行业规范起草。全部虚构"
SOURCE: Final = "示例：某彩票当期开奖号码，全部虚构"
BEFORE: Final = timedelta(days=60)
EVERY: Final = 3
"""One institution in so many has an expert of its first category; one nomination in seven still waits."""

OUTSIDERS: Final = (
    (
        Outside("示例骨科医师", "示例医科大学附属医院", "主任医师", "骨科", "370100", contact="示例电话"),
        "FY-02",
        "demo-jinan",
    ),
    (Outside("示例涂料工程师", "示例化工研究院", "高级工程师", "涂料化学", "370100"), "WZ-03", "demo-jinan"),
    (
        Outside("示例专家甲", "示例大学司法鉴定研究中心", "教授", "法医临床学", "370100", EXPERT_IDENTITY, "示例电话"),
        "FY-02",
        "demo-jinan",
    ),
    (Outside("示例音频教授", "示例理工大学", "教授", "音频工程", "370200", contact="示例电话"), "SX", "demo-province"),
)
"""People outside the profession, with the category and who nominates them; all of them made up."""


def gather_experts() -> int:
    """Nominate and appoint experts, draw some of them; return how many were nominated now."""
    today, done = timezone.localdate(), 0
    rows = Institution.objects.in_practice().order_by("licence_number")
    for number, row in enumerate(rows):
        if number % EVERY == 0 and row.practice_codes:
            code = row.practice_codes[0]
            certified = Appraiser.objects.certified_for(code, today - BEFORE).certified_on(today)
            here = list(certified.filter(institution=row).order_by("pk"))
            senior = next((each for each in here if any(word in each.title for word in _senior_words())), None)
            if senior is not None and number % 2 == 0:
                done += _nominated(senior, code, appointed=number % 7 != 0, rank="leading")
            elif here:
                done += _nominated(here[0], code, appointed=number % 7 != 0)
    done += sum(_from_outside(*row) for row in OUTSIDERS)
    _draws()
    _call_the_persona()
    return done


def _from_outside(told: Outside, code: str, nominated_by: str) -> int:
    """Nominate somebody from outside; whom the city named is appointed, whom the province named still waits."""

    def act() -> Answer:
        appointed = nominated_by != "demo-province"
        on = timezone.localdate() - BEFORE if appointed else None
        row = nominate_outside(
            told, by=officer(nominated_by), practice_code=code, rank="member", grounds=GROUNDS, occurred_on=on,
            is_synthetic=True,
        )  # fmt: skip
        if appointed:
            appoint(row.pk, by=officer("demo-province"), version=row.trail_seq, result="appointed", occurred_on=on)
        return {"id": row.pk}

    return int(once("demo:outside_expert", f"{code}/{told.name}", digest_of({"code": code}), act)[1])


def _senior_words() -> tuple[str, ...]:
    return ranks_on(timezone.localdate())["leading"].words


def _nominated(person: Appraiser, code: str, *, appointed: bool, rank: str = "member") -> int:
    if Expert.objects.filter(appraiser=person, practice_code=code).exists():
        return 0

    def act() -> Answer:
        on = timezone.localdate() - BEFORE if appointed else None
        row = nominate(
            person.pk, by=SYSTEM, practice_code=code, rank=rank, grounds=GROUNDS, occurred_on=on, is_synthetic=True
        )
        if appointed:
            appoint(row.pk, by=officer("demo-province"), version=row.trail_seq, result="appointed", occurred_on=on)
        return {"id": row.pk}

    return int(once("demo:expert", f"{code}/{person.certificate_number}", digest_of({"code": code}), act)[1])


def _draws() -> None:
    """One draw of last month about an institution in Jinan, evaluated; one promised today."""
    by, today = officer("demo-jinan"), timezone.localdate()
    house = Institution.objects.in_practice().filter(city_code="370100").order_by("licence_number").first()
    code = next((each for each in (house.practice_codes if house else []) if _enough(each)), "")
    if house is None or not code or ExpertDraw.objects.exists():
        return
    first = today - timedelta(days=30)
    earlier = Opening("示例：资质评估现场评审", code, 3, SOURCE, first + timedelta(days=7))

    def act() -> Answer:
        row = open_draw(house.pk, earlier, by=by, occurred_on=today - timedelta(days=30), is_synthetic=True)
        row = draw(row.pk, by=by, version=row.trail_seq, value="03 11 17 24 31 08", occurred_on=earlier.seed_on)
        marks = {str(seat.place): Evaluated("good", "") for seat in row.seats.all()}
        evaluate(row.pk, by=by, version=row.trail_seq, given=marks)
        coming = Opening("示例：标准化机构现场核验", code, 3, SOURCE, today + timedelta(days=5))
        return {"id": open_draw(house.pk, coming, by=by, is_synthetic=True).pk}

    once("demo:expert_draw", str(house.pk), digest_of({"code": code}), act)


def _call_the_persona() -> None:
    """One draw in which the expert of the personas was drawn and evaluated, and one for which he is called now."""
    row = Expert.objects.filter(outsider__person__user__username=EXPERT).first()
    houses = list(Institution.objects.in_practice().filter(city_code="370200").order_by("licence_number")[:2])
    if row is None or not houses or ExpertSeat._base_manager.filter(expert=row).exists():
        return
    by, today = officer("demo-province"), timezone.localdate()
    # Of two institutions: whoever worked on one is recused there for two years.
    for house, matter, opened in zip(
        houses, ("示例：能力验证结果复核", "示例：举报线索专业核查"), (40, 12), strict=False
    ):
        seed_on = today - timedelta(days=opened - 7)
        said = Opening(matter, row.practice_code, 2, SOURCE, seed_on)
        drawn = open_draw(house.pk, said, by=by, occurred_on=today - timedelta(days=opened), is_synthetic=True)
        tries = map(str, range(10_000, 11_000))
        value = next((each for each in tries if _draws_him(drawn, row, each)), "10000")
        drawn = draw(drawn.pk, by=by, version=drawn.trail_seq, value=value, occurred_on=seed_on)
        if opened > 30:
            marks = {str(seat.place): Evaluated("good", "示例：意见有据，按时完成") for seat in drawn.seats.all()}
            evaluate(drawn.pk, by=by, version=drawn.trail_seq, given=marks)


def _draws_him(drawn: ExpertDraw, row: Expert, value: str) -> bool:
    """Whether a made-up value draws this expert: the demo wants to show him at work."""
    team = order_of(drawn, seed_of(drawn.commitment, parts_of(drawn, value)))[: drawn.size]
    return str(row.pk) in {codes_of(drawn)[code] for code in team}


def _enough(code: str) -> bool:
    on = timezone.localdate() - timedelta(days=30)
    return Expert.objects.available(on).filter(practice_code=code).count() >= 8
