"""Recounting what rests on the calendar, after a new edition of a year was published."""

from datetime import date
from itertools import islice
from typing import Final

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cases.deadlines import decide_by
from cases.deriving import put_decision_day, put_derived
from cases.due_dates import opinion_due
from cases.entrustments.states import UNDECIDED
from cases.models import AgreedDecision, Agreement, Case, Completion, Entrustment, Extension, Supplement
from cases.states import OPEN
from foundation.audit.once import act
from foundation.clocks.queries import current_calendar
from foundation.clocks.turnaround import turnaround

CHUNK: Final = 500
_DUE = """
    UPDATE cases_case AS c SET due_on = v.due_on, due_provisional = v.provisional
    FROM unnest(%s::date[], %s::date[], %s::boolean[]) AS v (effective_on, due_on, provisional)
    WHERE c.effective_on = v.effective_on
      AND (c.due_on, c.due_provisional) IS DISTINCT FROM (v.due_on, v.provisional)
      AND NOT EXISTS (SELECT 1 FROM cases_supplement AS s WHERE s.case_id = c.id)
      AND NOT EXISTS (SELECT 1 FROM cases_extension AS x WHERE x.case_id = c.id)
      AND NOT EXISTS (
          SELECT 1 FROM cases_agreement AS a
          WHERE a.case_id = c.id AND (a.limit_days IS NOT NULL OR a.limit_until IS NOT NULL)
      )
"""
_DECISION = """
    UPDATE cases_entrustment AS e SET due_on = v.due_on, due_provisional = v.provisional
    FROM unnest(%s::date[], %s::date[], %s::boolean[]) AS v (received_on, due_on, provisional)
    WHERE e.received_on = v.received_on
      AND (e.due_on, e.due_provisional) IS DISTINCT FROM (v.due_on, v.provisional)
      AND NOT EXISTS (SELECT 1 FROM cases_completion AS a WHERE a.entrustment_id = e.id)
      AND NOT EXISTS (SELECT 1 FROM cases_agreeddecision AS l WHERE l.entrustment_id = e.id)
"""
_TURNAROUND = """
    UPDATE cases_case AS c SET turnaround_days = v.net, gross_days = v.gross
    FROM unnest(%s::date[], %s::date[], %s::int[], %s::int[]) AS v (effective_on, issued_on, net, gross)
    WHERE c.effective_on = v.effective_on AND c.issued_on = v.issued_on
      AND (c.turnaround_days, c.gross_days) IS DISTINCT FROM (v.net, v.gross)
      AND NOT EXISTS (SELECT 1 FROM cases_supplement AS s WHERE s.case_id = c.id)
"""


@act
def recount(year: int) -> tuple[int, int]:
    """Recount due dates (of decisions and opinions) and turnarounds that touch a year; return how many changed.

    Derived columns: no event, since law and calendar explain them. Cases without pauses, extensions and agreed
    limits are counted by set; the others one by one by their whole clock.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    calendar = current_calendar()
    due = opinion_due(calendar)
    # Thirty working days reach over half a year at most.
    began = Case.objects.filter(effective_on__gte=date(year - 1, 7, 1), effective_on__lte=last)
    days = sorted(set(began.values_list("effective_on", flat=True).distinct()))
    dues = [due(day) for day in days]
    spans = list(
        Case.objects.filter(issued_on__gte=first, effective_on__lte=last)
        .values_list("effective_on", "issued_on")
        .distinct()
    )
    received = Entrustment.objects.filter(received_on__gte=date(year - 1, 11, 1), received_on__lte=last)
    asked = sorted(set(received.values_list("received_on", flat=True).distinct()))
    decisions = [decide_by(day) for day in asked]
    counted = [turnaround(calendar, effective, issued) for effective, issued in spans if issued is not None]
    with connection.cursor() as cursor:
        cursor.execute(_DUE, [days, [day for day, _provisional in dues], [flag for _day, flag in dues]])
        changed = cursor.rowcount
        cursor.execute(
            _DECISION, [asked, [clock.due_on for clock in decisions], [clock.provisional for clock in decisions]]
        )
        changed += cursor.rowcount
        cursor.execute(
            _TURNAROUND,
            [
                [effective for effective, _issued in spans],
                [issued for _effective, issued in spans],
                [span.net for span in counted],
                [span.gross for span in counted],
            ],
        )
        spans_changed = cursor.rowcount
    changed += _recount_by_clock(first, last) + _recount_completed(first, last)
    return changed, spans_changed


def _recount_by_clock(first: date, last: date) -> int:
    """Recount the standing cases with pauses, extensions or agreed limits whose time touches these days.

    Returns how many changed.
    """
    events = Q(Exists(Supplement.objects.filter(case=OuterRef("pk"))))
    events |= Q(Exists(Extension.objects.filter(case=OuterRef("pk"))))
    agreed = Agreement.objects.filter(case=OuterRef("pk"))
    events |= Q(Exists(agreed.exclude(limit_days=None, limit_until=None)))
    touching = Q(state__in=OPEN) | Q(issued_on__gte=first) | Q(terminated_on__gte=first) | Q(due_on__gte=first)
    rows = Case.objects.standing().filter(events, touching, effective_on__lte=last)
    cases = rows.prefetch_related("supplements", "extensions", "agreements").iterator(chunk_size=CHUNK)
    today, changed = timezone.localdate(), 0
    while chunk := list(islice(cases, CHUNK)):
        changed += put_derived(chunk, today)
    return changed


def _recount_completed(first: date, last: date) -> int:
    """Recount the entrustments whose time stood still or was agreed and touches these days; return how many changed.

    A last day may lie far behind the day of receipt, since clients take their time: every one that ended after the
    first of these days, or did not end, is looked at.
    """
    paused = Q(Exists(Completion.objects.filter(entrustment=OuterRef("pk"))))
    paused |= Q(Exists(AgreedDecision.objects.filter(entrustment=OuterRef("pk"))))
    touching = Q(state__in=UNDECIDED) | Q(due_on__gte=first)
    rows = Entrustment.objects.filter(paused, touching, received_on__lte=last).prefetch_related(
        "completions", "agreed_decisions"
    )
    today = timezone.localdate()
    return sum(put_decision_day(row, today) for row in rows.iterator(chunk_size=CHUNK))
