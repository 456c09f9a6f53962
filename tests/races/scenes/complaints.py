"""Races about complaints."""

from datetime import date

import time_machine
from django.utils import timezone

from complaints.actions.assigning import assign, declare
from complaints.actions.concluding import decide, inform, terminate
from complaints.actions.deciding import accept, refuse
from complaints.actions.extending import extend
from complaints.actions.inquiring import record_inquiry
from complaints.actions.revealing import ask_identity, decide_identity
from complaints.actions.supplementing import abandon, ask_supplement, record_supplement
from complaints.models import Complaint
from foundation.accounts.models import Posting
from tests.complaints.investigations import (
    DECISION,
    ORDERING,
    RECTIFIED,
    acting,
    make_accepted,
    make_decided,
    make_handler,
    make_investigated,
    make_leader,
    write_waiting_letters,
)
from tests.factories.complaints import make_complaint
from tests.people import Cast
from tests.races.kit import Deed, Scene

WHY = "示例：案情复杂，需委托专家论证"


def _filed(cast: Cast) -> Complaint:
    return make_complaint(cast.jinan_institution).complaint


def _asked(cast: Cast, until: date) -> Complaint:
    row = _filed(cast)
    return ask_supplement(row.pk, by=cast.actor("jinan"), version=row.trail_seq, asked_for="示例凭证", answer_by=until)


def _team(cast: Cast) -> list[Posting]:
    return [cast.jinan, make_handler(cast)]


def acceptance(cast: Cast) -> Deed:
    row, by = _filed(cast), cast.actor("jinan")
    return lambda: accept(row.pk, by=by, version=row.trail_seq)


def refusal(cast: Cast) -> Deed:
    row, by = _filed(cast), cast.actor("jinan")
    return lambda: refuse(row.pk, by=by, version=row.trail_seq, ground="TS15-1", reason=WHY)


def asking(cast: Cast) -> Deed:
    row, by, until = _filed(cast), cast.actor("jinan"), date(2026, 12, 10)
    return lambda: ask_supplement(row.pk, by=by, version=row.trail_seq, asked_for="示例凭证", answer_by=until)


def supplemented(cast: Cast) -> Deed:
    row, by = _asked(cast, date(2026, 12, 10)), cast.actor("jinan")
    return lambda: record_supplement(row.pk, by=by, version=row.trail_seq)


def abandoning(cast: Cast) -> Deed:
    with time_machine.travel("2026-11-10 10:00+08:00", tick=False):
        row = _asked(cast, date(2026, 11, 20))
    by = cast.actor("jinan")
    return lambda: abandon(row.pk, by=by, version=row.trail_seq, reason=WHY)


def assignment(cast: Cast) -> Deed:
    row, keys, by = make_accepted(cast), [each.pk for each in _team(cast)], cast.actor("jinan")
    return lambda: assign(row.pk, by=by, version=row.trail_seq, postings=keys)


def declaration(cast: Cast) -> Deed:
    row, keys, by = make_accepted(cast), [each.pk for each in _team(cast)], cast.actor("jinan")
    row = assign(row.pk, by=by, version=row.trail_seq, postings=keys)
    return lambda: declare(row.pk, by=by, version=row.trail_seq, conflict=False)


def inquiry(cast: Cast) -> Deed:
    row, by = make_investigated(cast, _team(cast)), cast.actor("jinan")
    today = timezone.localdate()
    return lambda: record_inquiry(
        row.pk, by=by, version=row.trail_seq, kind="visit", made_on=today, findings="示例：现场核对。"
    )


def decision(cast: Cast) -> Deed:
    row, by = make_investigated(cast, _team(cast)), cast.actor("jinan")
    return lambda: decide(row.pk, by=by, version=row.trail_seq, decided=DECISION)


def decision_that_orders(cast: Cast) -> Deed:
    row, by = make_investigated(cast, _team(cast)), cast.actor("jinan")
    return lambda: decide(row.pk, by=by, version=row.trail_seq, decided=ORDERING, rectify=RECTIFIED)


def extension(cast: Cast) -> Deed:
    row, by = make_accepted(cast), acting(make_leader(cast))
    return lambda: extend(row.pk, by=by, version=row.trail_seq, days=10, reason=WHY)


def termination(cast: Cast) -> Deed:
    row, by = make_accepted(cast), cast.actor("jinan")
    return lambda: terminate(row.pk, by=by, version=row.trail_seq, termination="TS22-B", reason=WHY)


def information(cast: Cast) -> Deed:
    row, by = make_decided(cast, _team(cast)), cast.actor("jinan")
    write_waiting_letters()
    return lambda: inform(row.pk, by=by, version=row.trail_seq, way="post")


def asking_who(cast: Cast) -> Deed:
    row, by = make_accepted(cast), cast.actor("jinan")
    return lambda: ask_identity(row.pk, by=by, reason=WHY)


def allowing_who(cast: Cast) -> Deed:
    row = make_accepted(cast)
    asked, by = ask_identity(row.pk, by=cast.actor("jinan"), reason=WHY), acting(make_handler(cast))
    return lambda: decide_identity(row.pk, asked.pk, by=by, granted=True, reason=WHY)


SCENES = (
    Scene("complaints.accept", acceptance),
    Scene("complaints.refuse", refusal),
    Scene("complaints.ask_supplement", asking),
    Scene("complaints.record_supplement", supplemented),
    Scene("complaints.abandon", abandoning),
    Scene("complaints.assign", assignment),
    Scene("complaints.investigate", declaration, "declaration"),
    Scene("complaints.investigate", inquiry, "inquiry"),
    Scene("complaints.decide", decision, "measure"),
    Scene("complaints.decide", decision_that_orders, "rectification", events=3),
    Scene("complaints.extend", extension),
    Scene("complaints.terminate", termination),
    Scene("complaints.inform", information),
    Scene("complaints.ask_identity", asking_who),
    Scene("complaints.approve_identity", allowing_who),
)
