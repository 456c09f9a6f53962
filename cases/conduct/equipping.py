"""Instruments and methods in the process record: what an entry may name, by the one rule of `equipment.fitness`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from cases.conduct.grounds import CUSTODY
from cases.models import Case
from equipment import fitness
from equipment.models import Instrument, Method
from foundation.audit.errors import Finding

USE: Final = "GC-8"
"""Use of instruments: it names them, where the institution has put any on record."""
MOST: Final = 20
RECORDED: Final = "司法鉴定程序通则第二十七条"


@dataclass(frozen=True)
class Named:
    """What an entry names, and what stands against it."""

    instruments: tuple[Instrument, ...] = ()
    methods: tuple[Method, ...] = ()
    findings: tuple[Finding, ...] = ()


def named_in(case: Case, kind: str, instruments: Sequence[UUID], methods: Sequence[UUID], on: date) -> Named:
    """Judge the instruments and methods that an entry of a kind names for a day, in the transaction of the entry."""
    if len(instruments) > MOST or len(methods) > MOST:
        field = "instruments" if len(instruments) > MOST else "methods"
        return Named(findings=(Finding(_("At most %(most)d at a time.") % {"most": MOST}, field=field),))
    if kind in CUSTODY and (instruments or methods):
        field = "instruments" if instruments else "methods"
        words = _("The custody of materials names neither instruments nor methods.")
        return Named(findings=(Finding(words, field=field, code="custody_names_nothing"),))
    house, category = case.institution_id, case.category_id
    fitness.hold(house, instruments, methods)
    used, against_use = fitness.may_use(house, category, instruments, on)
    followed, against_methods = fitness.may_follow(house, category, methods, on)
    findings = [*against_use, *against_methods]
    if kind == USE and not instruments and fitness.keeps_instruments(house):
        findings.append(
            Finding(
                _("Name the instruments that were used."), RECORDED, field="instruments", code="instruments_missing"
            )
        )
    return Named(tuple(used), tuple(followed), tuple(findings))
