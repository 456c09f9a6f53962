"""Promising a draw of experts, drawing by the public value, replacing who recuses himself, evaluating after use."""

import json
import secrets
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from appraisers.models import Appraiser
from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation
from foundation.audit.canonical import canonical
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.moves import follow, move
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from foundation.draws import proof, protocol
from governance.recognition.experts import gate, serving, states
from governance.recognition.experts.recusal import recusals as recusals_of
from governance.recognition.experts.states import DrawState, SeatState
from governance.recognition.experts.verbs import DRAW, EVALUATE, OPEN, REPLACE
from governance.recognition.models import Expert, ExpertDraw, ExpertSeat
from institutions.barring import against
from institutions.models import Institution
from institutions.rectification.gate import not_of_the_organ


@act
def open_draw(
    institution: UUID,
    given: gate.Opening,
    *,
    by: AnyActor,
    occurred_on: date | None = None,
    is_synthetic: bool = False,
) -> ExpertDraw:
    """Freeze the pool of a draw and write the promise to the trail; return the draw.

    The pool holds the available experts of the category in office today; who of them is recused says `recusal.py`.
    Nobody can know the outcome: the public value comes after today. `occurred_on` is the day of a draw entered later.
    Raises NotAllowed and RuleBroken.
    """
    if by.posting is None or not by.may(OPEN.code):
        raise NotAllowed(OPEN.code, by.why_not(OPEN.code))
    organ = Organisation.objects.select_for_update().get(pk=by.posting.organisation_id)  # numbers follow each other
    today = occurred_on or timezone.localdate()
    found = list(gate.opening_objections(given, today))
    if found:
        raise RuleBroken(found)
    house = Institution.objects.select_related("organisation").get(pk=institution)
    pool = _pool(given.practice_code, today)
    recusals = recusals_of(pool, house, organ, today)
    if len(pool) - len(recusals) < given.size:
        raise RuleBroken(gate.too_few(len(pool) - len(recusals), given.size))
    last = ExpertDraw.objects.filter(organ=organ, year=today.year).aggregate(last=Max("number"))["last"]
    row = ExpertDraw(
        organ=organ,
        city_code=organ.city_code if organ.level == Organisation.Level.CITY else "",
        year=today.year,
        number=(last or 0) + 1,
        matter=given.matter.strip(),
        institution=house,
        practice_code=given.practice_code,
        size=given.size,
        experts=sorted(pool),
        recused=sorted(recusals),
        recusals={str(key): ground for key, ground in sorted(recusals.items())},
        seed_source=given.seed_source.strip(),
        seed_on=given.seed_on,
        opened_on=today,
        is_synthetic=is_synthetic,
    )
    row.salt = secrets.token_hex(32)
    plan = _plan(row)
    row.plan, row.commitment = canonical(plan).decode(), protocol.commitment(plan)
    facts = {
        "number": row.full_number, "commitment": row.commitment, "pool": len(pool), "recused": len(recusals),
        "size": row.size, "seed_source": row.seed_source, "seed_on": row.seed_on, "institution": house.pk,
    }  # fmt: skip
    return write(row, OPEN.code, by=by, facts=facts, occurred_on=occurred_on)


def _pool(practice_code: str, on: date) -> dict[UUID, Expert]:
    """The available experts of a category in office on a day whom nothing bars.

    The certificates of appraisers have to hold; whoever comes from outside the profession has none.
    """
    rows = list(Expert.objects.available(on).filter(practice_code=practice_code).for_list())
    certified = set(Appraiser.objects.certified_for(practice_code, on).values_list("pk", flat=True))
    bars = against([row.person.pk for row in rows], on)
    return {
        row.pk: row
        for row in rows
        if (row.outsider_id is not None or row.appraiser_id in certified) and not bars[row.person.pk]
    }


SUBJECT: Final = "subject"
"""The name of the leaf that stands for institution and matter."""


def _plan(row: ExpertDraw) -> dict[str, Any]:
    """The plan as it is hashed and published: plain values, lists by their hashes (decisions.md 36 and 38).

    Institution and matter are a leaf, experts are codes: the plan says nothing of them to whoever has no salts.
    """
    return {
        "algorithm": protocol.ALGORITHM,
        "no": f"{row.organ_id}/{row.year}/{row.number}",
        "committed_on": row.opened_on.isoformat(),
        "criteria": {"practice_code": row.practice_code},
        "subject": protocol.leaf(protocol.salt_for(row.salt, SUBJECT), subject_of(row)),
        "size": 1,
        "team": row.size,
        "pool_size": 1,
        "pool_hash": protocol.list_hash([str(row.pk)]),
        "inspectors_hash": protocol.list_hash(codes_of(row)),
        "recused_hash": protocol.commitment(recused_of(row)),
        "sources": [{"source": row.seed_source, "date": row.seed_on.isoformat()}],
    }


def subject_of(row: ExpertDraw) -> dict[str, str]:
    """What a draw is about, as its leaf in the plan hashes it."""
    return {"institution": str(row.institution_id), "matter": row.matter}


def codes_of(row: ExpertDraw) -> dict[str, str]:
    """The keys of the experts of the pool by the codes of the plan; older plans name the keys themselves."""
    keys = map(str, row.experts)
    return {protocol.code_for(row.salt, key): key for key in keys} if row.salt else {key: key for key in keys}


def recused_of(row: ExpertDraw) -> dict[str, list[str]]:
    """Who may not take part, as the plan names them."""
    barred = set(map(str, row.recused))
    codes = sorted(code for code, key in codes_of(row).items() if key in barred)
    return {str(row.pk): codes} if codes else {}


def locked(pk: UUID, version: int, by: AnyActor, verb: str) -> ExpertDraw:
    """Lock a draw that is still what was read. Raises NotAllowed, StaleState, and RuleBroken for another organ."""
    row = ExpertDraw.objects.for_list().select_for_update(of=("self",)).get(pk=pk)
    if not by.may(verb, row):
        raise NotAllowed(verb, _("Your posting does not allow this act."))
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    wrong = list(not_of_the_organ(row.organ, by))
    if wrong:
        raise RuleBroken(wrong)
    return row


@act
def draw(pk: UUID, *, by: AnyActor, version: int, value: str, occurred_on: date | None = None) -> ExpertDraw:
    """Draw the experts with the public value that the plan names, and return the draw.

    Everything follows from plan and value: whoever has both can repeat it (`foundation.draws`). Raises NotAllowed,
    StaleState and RuleBroken.
    """
    row = locked(pk, version, by, DRAW.code)
    today = occurred_on or timezone.localdate()
    found = list(gate.drawing_objections(row, value, today))
    if found:
        raise RuleBroken(found)
    seed = protocol.seed_of(row.commitment, parts_of(row, value.strip()))
    team = _order(row, seed)[: row.size]
    facts = {"value": value.strip(), "seed": seed, "drawn": team}
    values = {"seed_value": value.strip(), "seed": seed, "drawn_on": today}
    move(row, states.DRAWING, by=by, facts=facts, values=values, occurred_on=occurred_on)
    ExpertSeat.objects.bulk_create(
        ExpertSeat(draw=row, expert_id=expert, place=place, trail_seq=row.trail_seq)
        for place, expert in enumerate(team, start=1)
    )
    serving.tell(row, team, serving.DRAWN_NOTICE)
    return row


def parts_of(row: ExpertDraw, value: str) -> list[dict[str, str]]:
    """Return the public value of a draw as it enters the seed."""
    return [{"source": row.seed_source, "date": row.seed_on.isoformat(), "value": value}]


def order_of(row: ExpertDraw, seed: str) -> list[str]:
    """The codes of those who may take part in the order of the draw: the team first, then those who replace."""
    possible = len(row.experts) - len(row.recused)
    teams = protocol.teams_drawn(seed, [str(row.pk)], codes_of(row), recused_of(row), possible)
    return list(teams[str(row.pk)])


def _order(row: ExpertDraw, seed: str) -> list[str]:
    """The same as keys of experts."""
    known = codes_of(row)
    return [known[code] for code in order_of(row, seed)]


def proof_of(row: ExpertDraw, *, opened: bool = False) -> dict[str, Any]:
    """Return the proof bundle of a draw, before or after the public value is there.

    `opened` adds what stands behind the codes, for those who may see the draw.
    """
    parts: list[dict[str, str]] = []
    result: dict[str, Any] = {}
    if row.seed:
        parts = parts_of(row, row.seed_value)
        drawn = protocol.objects_drawn(row.seed, [str(row.pk)], 1)
        result = {
            "seed": row.seed,
            "drawn": [[each.rank, each.id, each.key] for each in drawn],
            "teams": {str(row.pk): order_of(row, row.seed)[: row.size]},
        }
    return proof.bundle(
        json.loads(row.plan),
        pool=[str(row.pk)],
        inspectors=list(codes_of(row)),
        recused=recused_of(row),
        parts=parts,
        result=result,
        opened=_opened(row) if opened and row.salt else (),
    )


def _opened(row: ExpertDraw) -> list[dict[str, Any]]:
    values: dict[str, Any] = {SUBJECT: subject_of(row), **{key: key for key in map(str, row.experts)}}
    salts = {name: protocol.salt_for(row.salt, name) for name in values}
    return [
        {"leaf": protocol.leaf(salts[name], value), "salt": salts[name], "value": value}
        for name, value in values.items()
    ]


@act
def replace(pk: UUID, *, by: AnyActor, version: int, place: int, reason: str) -> ExpertDraw:
    """Replace an expert who recuses himself or cannot come by the next in the order of the draw; return the draw.

    Never a new draw (trail_and_draw: replacement). Raises NotAllowed, StaleState, and RuleBroken when nobody is left.
    """
    row = locked(pk, version, by, REPLACE.code)
    if row.state != DrawState.DRAWN:
        raise RuleBroken(Finding(_("Experts are replaced between the draw and the evaluation.")))
    seats = list(row.seats.all())
    seat = next((each for each in seats if each.place == place and each.state == SeatState.DRAWN), None)
    found = unfit(reason)
    if seat is None:
        found = [Finding(_("There is no expert at the place %(place)s.") % {"place": place}, field="place"), *found]
    if found or seat is None:
        raise RuleBroken(found)
    had = {str(each.expert_id) for each in seats}
    today = timezone.localdate()
    usable = set(map(str, Expert.objects.in_office(today).values_list("pk", flat=True)))
    left = next((each for each in _order(row, row.seed) if each not in had and each in usable), None)
    if left is None:
        raise RuleBroken(Finding(_("No further expert of the frozen list may take part."), code="nobody_left"))
    facts = {"place": place, "expert": left}
    write(row, REPLACE.code, by=by, reason=reason.strip(), facts=facts)
    follow(seat, states.REPLACING, head=row, values={"reason": reason.strip()})
    ExpertSeat.objects.bulk_create(
        [ExpertSeat(draw=row, expert_id=left, place=len(seats) + 1, trail_seq=row.trail_seq)]
    )
    serving.tell(row, [left], serving.DRAWN_NOTICE)
    return row


@act
def evaluate(pk: UUID, *, by: AnyActor, version: int, given: Mapping[str, gate.Evaluated]) -> ExpertDraw:
    """Evaluate the experts at work after use, by their places, and close the draw. Raises as the others do."""
    row = locked(pk, version, by, EVALUATE.code)
    if row.state != DrawState.DRAWN:
        raise RuleBroken(Finding(_("Experts are evaluated once, after they were drawn.")))
    seats = list(row.seats.filter(state=SeatState.DRAWN))
    found = list(gate.evaluating_objections(seats, given))
    if found:
        raise RuleBroken(found)
    marks: dict[str, int] = defaultdict(int)
    for said in given.values():
        marks[said.mark] += 1
    move(row, states.CLOSING, by=by, facts={"marks": dict(marks)}, values={"closed_on": timezone.localdate()})
    for seat in seats:
        said = given[str(seat.place)]
        follow(seat, states.EVALUATING, head=row, values={"mark": said.mark, "note": said.note.strip()})
    serving.tell(row, [seat.expert_id for seat in seats], serving.EVALUATED_NOTICE)
    return row
