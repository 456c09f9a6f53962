"""Registers in time in the demo: some licences and certificates changed by documents, by the verbs, each once."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from appraisal_portal.demo.plan import Plan, identity_number
from appraisers.actions.changing_certificates import change_certificate, end_certificate, reissue_certificate
from appraisers.actions.moving import move_appraiser
from appraisers.models import Appraiser
from appraisers.ties import ties_of
from foundation.accounts.acting import AnyActor, PostedActor
from foundation.accounts.models import Posting
from foundation.audit.actors import Actor
from foundation.audit.once import Answer, digest_of, once
from foundation.law import queries as law
from institutions.actions.barring_heads import LICENCE_REVOKED, Head, restrict_head
from institutions.actions.changing_registration import (
    Paper,
    change_registration,
    end_registration,
    reissue_licence,
)
from institutions.actions.registering_one import register_institution
from institutions.gate import Registration
from institutions.models import Institution

OFFICER, HEAD, OWN = "demo-province", "demo-head", "demo-appraiser"
WHY: Final = "示例：依据文件办理"
LONG: Final = 400
"""Days for which a permit has to have held, so that no change lies before its beginning."""
BARRED: Final = Head("示例被吊销机构负责人", identity_number(30_000, 2))
"""Who headed the institution of the demo whose licence was revoked; made up like all others."""
Deed = Callable[[], Any]


def change_registers(province: Plan) -> int:
    """Carry the changes out that are not yet; return how many were carried out now."""
    posting = Posting.objects.select_related("user", "organisation").get(user__username=OFFICER)
    done = 0
    for number, deed in enumerate(_deeds(PostedActor(posting.user, posting), province.until), 1):
        key = f"{province.seed}/{number}"

        def act(deed: Deed = deed) -> Answer:
            deed()
            return {}

        done += once("demo:registers", key, digest_of({"key": key}), act)[1]
    return done


def _deeds(by: AnyActor, until: date) -> Iterator[Deed]:
    """What changes: at the institution of the personas first, then at every ninth one."""
    own = Posting.objects.get(user__username=HEAD).organisation_id
    long_since = until - timedelta(days=LONG)
    standing = Institution.objects.in_practice().exclude(pk=own).filter(licence_from__lt=long_since)
    others = list(standing.order_by("licence_number").values_list("pk", flat=True))
    yield lambda: _change(own, by, until - timedelta(days=240), funds=800_000, head_name="示例负责人甲")
    yield lambda: _change(own, by, until - timedelta(days=120), address="示例大道18号")
    yield lambda: _change(own, by, until - timedelta(days=30), head_name="示例负责人乙")
    yield lambda: _reissue(own, by, until - timedelta(days=9))
    for at, key in enumerate(others[::9]):
        items = {"funds": 500_000 + 50_000 * at, "head_name": f"示例负责人{at + 1:02d}"}
        yield partial(_change, key, by, until - timedelta(days=60 + 3 * at), **items)
    for key in others[3:4]:
        yield partial(_move_seat, key, by, until - timedelta(days=45))
    yield from _certificates(own, others, by, until)
    yield lambda: _move_somebody(others, by, until - timedelta(days=25))
    yield lambda: _revoke(by, until)


def _certificates(own: Any, others: list[Any], by: Actor, until: date) -> Iterator[Deed]:
    rows = Appraiser.objects.filter(institution=own, certificate_from__lt=until - timedelta(days=LONG)).order_by(
        "certificate_number"
    )
    for at, row in enumerate(rows[:3]):
        on = until - timedelta(days=90 - 20 * at)
        yield partial(_change_certificate, row.pk, by, on)
    mine = Appraiser.objects.get(person__user__username=OWN)
    yield lambda: reissue_certificate(
        mine.pk, by=by, version=_version(Appraiser, mine.pk), paper=_paper(until - timedelta(days=5))
    )
    # One leaves practice at an institution that has people enough.
    many = [key for key in others if Appraiser.objects.filter(institution=key).count() > 12][:1]
    for row in Appraiser.objects.filter(
        institution__in=many, certificate_until__gt=until, certificate_from__lt=until - timedelta(days=LONG)
    ).order_by("pk")[:1]:
        yield partial(_end_certificate, row.pk, by, until - timedelta(days=15))


def _change_certificate(pk: UUID, by: Actor, on: date) -> None:
    held = Appraiser.objects.values_list("title", flat=True).get(pk=pk)
    title = "主任法医师" if held == "副主任法医师" else "副主任法医师"
    change_certificate(pk, by=by, version=_version(Appraiser, pk), paper=_paper(on), items={"title": title})


def _end_certificate(pk: UUID, by: Actor, on: date) -> None:
    end_certificate(pk, by=by, version=_version(Appraiser, pk), paper=_paper(on), ground="SD24-1")


def _move_somebody(others: list[Any], by: Actor, on: date) -> None:
    """From an institution that has people enough to one with a category in common; nothing binds who goes."""
    rows = Appraiser.objects.filter(institution__in=others, certificate_until__gt=on + timedelta(days=60))
    for row in rows.filter(certificate_from__lt=on - timedelta(days=LONG)).order_by("certificate_number"):
        crowd = Appraiser.objects.filter(institution=row.institution_id).count()
        houses = Institution.objects.filter(pk__in=others, practice_codes__contains=row.practice_codes)
        to = houses.exclude(pk=row.institution_id).order_by("licence_number").first()
        if crowd > 12 and to is not None and not list(ties_of(row)):
            move_appraiser(
                row.pk, by=by, version=row.trail_seq, paper=_paper(on), licence_number=to.licence_number,
                categories=row.practice_codes,
            )  # fmt: skip
            return


def _revoke(by: AnyActor, until: date) -> None:
    """An institution that lost its licence last month, and its head, who heads none for three years."""
    first, ended = until - timedelta(days=LONG), until - timedelta(days=30)
    last = first.replace(year=first.year + 5, day=min(first.day, 28)) - timedelta(days=1)
    county = law.divisions("county", within="370200")[0].code
    entry = Registration(
        name="示例被吊销许可证司法鉴定所", licence_number="379999001", licence_from=first, licence_until=last,
        division=county, practice_codes=("FY-02",), address="示例大道999号（虚构）", telephone="0000-00000999",
        head_name=BARRED.name, abbreviation="示例吊",
    )  # fmt: skip
    paper = _paper(first)
    row = register_institution(by=by, entry=entry, funds=500_000, document_number=paper.number, reason=paper.reason)
    end_registration(row.pk, by=by, version=row.trail_seq, paper=_paper(ended), ground=LICENCE_REVOKED)
    restrict_head(
        row.pk, by=by, head=BARRED, valid_from=ended, document_number=f"示例吊销〔{ended.year}〕1号",
        reason="示例：许可证被吊销，全部虚构",
    )  # fmt: skip


def _change(key: Any, by: Actor, on: date, **items: Any) -> None:
    change_registration(key, by=by, version=_version(Institution, key), paper=_paper(on), items=items)


def _reissue(key: Any, by: Actor, on: date) -> None:
    reissue_licence(key, by=by, version=_version(Institution, key), paper=_paper(on))


def _move_seat(key: Any, by: Actor, on: date) -> None:
    """To another county of the same city."""
    row = Institution.objects.get(pk=key)
    counties = [each.code for each in law.divisions("county", within=row.city_code) if each.code != row.county_code]
    _change(key, by, on, division_id=counties[0], address="示例路1号")


def _paper(on: date) -> Paper:
    return Paper(on, f"示例变更〔{on.year}〕{on.timetuple().tm_yday}号", WHY)


def _version(model: Any, key: Any) -> int:
    return int(model.objects.values_list("trail_seq", flat=True).get(pk=key))
