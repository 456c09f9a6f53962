"""Institutions whose licence was revoked, and their heads, made by the verbs."""

from datetime import date
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation.accounts.acting import PostedActor
from institutions.actions.barring_heads import Head, restrict_head
from institutions.actions.changing_registration import Paper, end_registration
from institutions.actions.registering import correct
from institutions.models import Institution, Restriction
from tests.factories.bodies import make_institution

HEAD = "示例负责人甲"
IDENTITY = "379999198001010016"
REVOKED_ON = date(2026, 11, 2)
_serial = count(1)


def make_revoked(*, by: PostedActor, county: str = "370102", ground: str = "SD16-4") -> Institution:
    """Make an institution with a head whose registration ended on a ground: that its licence was revoked."""
    with transaction.atomic(savepoint=False):
        house = make_institution(f"示例被吊销{next(_serial)}司法鉴定所", county)
        correct(house, {"head_name": HEAD}, by=by, facts={}, reason="示例：名册载明负责人")
    paper = Paper(REVOKED_ON, f"示例吊销〔2026〕{next(_serial)}号", "示例：许可证被吊销")
    end_registration(house.pk, by=by, version=house.trail_seq, paper=paper, ground=ground)
    return Institution.objects.select_related("organisation").get(pk=house.pk)


def head_bar(**other: Any) -> dict[str, Any]:
    """Return what a bar of the head says."""
    given: dict[str, Any] = {
        "head": Head(HEAD, IDENTITY), "valid_from": min(REVOKED_ON, timezone.localdate()),
        "document_number": f"示例吊销决〔2026〕{next(_serial)}号", "reason": "示例：机构被吊销许可证",
    }  # fmt: skip
    return {**given, **other}


def make_barred_head(*, by: PostedActor, **other: Any) -> Restriction:
    """Bar the head of an institution whose licence was revoked."""
    return restrict_head(make_revoked(by=by).pk, by=by, **head_bar(**other))
