"""What the gate asks of the institution and its people: licence, practice, restrictions, scope, accreditation, people.

Each check returns a finding, or nothing and the words of what is in order.
"""

from collections.abc import Callable
from typing import Any, Final

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appraisers.certified import certified_at
from appraisers.models import Appraiser
from appraisers.staffing import APPRAISERS_NEEDED
from cases.asked import Asked
from foundation.audit.errors import Finding
from foundation.audit.statements import Statement
from foundation.law import queries as law
from foundation.law.models import Category
from institutions import barring, covering
from institutions.covering import AccreditationFound, Fit, named
from institutions.models import Institution
from institutions.registered import licence_on
from institutions.renewing import DEEMED, holds, lives_on
from institutions.standing.conditions import Rule, rules_on
from institutions.standing.kinds import Condition

REGISTERED: Final = "山东省司法鉴定条例第五条"
SCOPE: Final = "司法鉴定程序通则第十五条第一项、山东省司法鉴定条例第三十条第一项"
APPRAISERS: Final = "司法鉴定程序通则第十八条、第十九条、山东省司法鉴定条例第三十二条"
ENOUGH: Final = 9
"""Appraisers that are looked at: more than any rule asks for."""

Check = Callable[[Asked], list[Finding] | str]


def licence(asked: Asked) -> list[Finding] | str:
    """Whether the licence holds, a timely renewal that is undecided included (许可法 art. 50(2))."""
    row = licence_on(asked.institution, asked.on)
    if holds(row.first, row.last, row.pending_since, asked.on):
        if row.pending_since is None or not lives_on(row.last, row.pending_since, asked.on):
            return _("The practice licence is valid")
        return _(
            "The practice licence ended on %(last)s; its renewal, asked for in time on %(asked)s, is undecided, so"
            " that it holds on (%(article)s)"
        ) % {
            "last": row.last.isoformat(),
            "asked": row.pending_since.isoformat(),
            "article": DEEMED,
        }
    return [
        Finding(
            _("The practice licence is not valid on this day"),
            REGISTERED,
            fact=_("Licence %(number)s is valid from %(first)s to %(last)s.")
            % {
                "number": row.number,
                "first": row.first.isoformat(),
                "last": row.last.isoformat(),
            },
            way_out=_("Return the entrustment with the reason, or wait until the renewal is on record."),
            code="licence_not_valid",
        )
    ]


def in_practice(asked: Asked) -> list[Finding] | str:
    """Whether the registration stands."""
    status = Institution.Status(licence_on(asked.institution, asked.on).status)
    if status is Institution.Status.NORMAL:
        return _("The institution is in practice")
    return [
        Finding(
            _("The institution is not in practice"),
            REGISTERED,
            fact=_("Its registration says: %(status)s.") % {"status": status.label},
            way_out=_("Tell the client to entrust another institution."),
            code="not_in_practice",
        )
    ]


def restrictions(asked: Asked) -> list[Finding] | str:
    """Whether a restriction bars the institution from the category, or from everything."""
    key = asked.institution.pk
    rows = barring.against([key], asked.on)[key]
    if asked.category is None:
        rows = [row for row in rows if not row.categories]
    found = barring.findings_of(rows, asked.category.code if asked.category else "")
    return found or _("No restriction bars the institution")


def scope(asked: Asked) -> list[Finding] | str:
    """Whether the category lies within the items of the licence (程序通则 art. 15(1))."""
    passed = _("The category lies within the business scope")
    if asked.category is None:
        return passed
    if law.legacy(asked.category.code, asked.on):
        return [_legacy(asked.category)]
    found = covering.scope_on(asked.institution, asked.category, asked.on)
    if found.fit is Fit.WITHIN:
        return passed
    if found.fit is None:
        return _(
            "The practice category lies within the business scope; items of it are not on file, so they were not"
            " compared"
        )
    if found.fit is Fit.WIDER:
        return [_too_wide(asked.category, found.items)]
    listed = found.items or licence_on(asked.institution, asked.on).practice_codes
    return [
        Finding(
            _("The category is outside the business scope of the institution"),
            SCOPE,
            field="category",
            fact=_("Entrusted: %(category)s. Registered: %(held)s.")
            % {"category": asked.category.name, "held": named(listed) or _("nothing")},
            way_out=_("Tell the client to entrust another institution, or apply for the additional scope first."),
            code="outside_scope",
        )
    ]


def _legacy(category: Category) -> Finding:
    return Finding(
        _("The category is not registered any more"),
        SCOPE,
        field="category",
        fact=_("%(category)s: earlier cases keep it.") % {"category": category.name},
        way_out=_("Refuse the entrustment, or have the client name a category in force."),
        code="category_legacy",
    )


def _too_wide(category: Category, items: tuple[str, ...]) -> Finding:
    return Finding(
        _("The entrusted category is wider than the items of the licence"),
        SCOPE,
        field="category",
        fact=_("Entrusted: %(category)s. The licence lists: %(items)s.")
        % {"category": category.name, "items": named(items)},
        way_out=_("Say in the reason under which item the matter falls, or have the client name the item."),
        overridable=True,
        code="scope_wider_than_items",
    )


def accreditation(asked: Asked) -> list[Finding] | str:
    """Whether the laboratory is accredited, where that is compulsory for the category."""
    duty = covering.duty_of(asked.category.code, asked.on) if asked.category else None
    if asked.category is None or duty is None:
        return _("No accreditation is compulsory for the category")
    found = covering.accreditation_on(asked.institution, asked.category.code, duty.kinds, asked.on)
    if found.fit is Fit.WITHIN:
        return _("The laboratory is accredited for the category")
    article = _("%(article)s (to be confirmed)") % {"article": duty.article} if duty.to_be_confirmed else duty.article
    if found.fit is Fit.WIDER:
        return [_accredited_in_part(asked.category, found.covers, article)]
    return [_not_accredited(asked.category, found, article)]


def _accredited_in_part(category: Category, covers: tuple[str, ...], article: str) -> Finding:
    return Finding(
        _("The entrusted category is wider than what the accreditation covers"),
        article,
        field="category",
        fact=_("Entrusted: %(category)s. Accredited: %(covers)s.")
        % {"category": category.name, "covers": named(covers)},
        way_out=_("Say in the reason under which item the matter falls, or have the client name the item."),
        overridable=True,
        code="accreditation_narrower",
    )


def _not_accredited(category: Category, found: AccreditationFound, article: str) -> Finding:
    if found.lapsed:
        message = _("The compulsory accreditation for this category has lapsed")
        last = covering.last_day(found.lapsed).isoformat()
        fact = _("The certificate %(number)s held until %(last)s.") % {
            "number": found.lapsed.certificate_number,
            "last": last,
        }
    else:
        message = _("No compulsory accreditation for this category is on file")
        fact = _("Entrusted: %(category)s. Accredited: %(covers)s.") % {
            "category": category.name,
            "covers": named(found.covers) or _("nothing"),
        }
    return Finding(
        message,
        article,
        field="category",
        fact=fact,
        way_out=_("Refuse the entrustment, or have the renewed certificate recorded by the organ first."),
        code="accreditation_lapsed" if found.lapsed else "not_accredited",
    )


_CERTIFIED: Final[Statement[Any]] = Statement(
    lambda institution, practice, lineage, on: (
        Appraiser.objects.filter(institution=institution)
        .certified_for(practice, on)
        .unrestricted(lineage, on)
        .order_by(F("is_full_time").desc(nulls_first=True))
        .values_list("is_full_time", flat=True)[:ENOUGH]
    )
)


def people(asked: Asked) -> list[Finding] | str:
    """Whether two appraisers may work on it, and the item has its full-time ones; a restricted one counts for neither.

    程序通则 arts. 18, 19; 条例 arts. 10, 17: losing the third full-time appraiser stops the item at once (decisions.md
    10). One whose roster does not say whether he is full-time may count.
    """
    passed = _("At least two appraisers are certified for the category")
    licensed = licence_on(asked.institution, asked.on).practice_codes
    if asked.category is None or asked.category.practice_code not in licensed:
        return passed  # outside the scope nobody can be certified here; that is said already
    practice, lineage = asked.category.practice_code, list(law.lineage(asked.category.code))
    marks = _marks(asked, practice, lineage)
    count, full = len(marks), sum(mark is not False for mark in marks)
    if count >= APPRAISERS_NEEDED:
        rule = rules_on(asked.on).get(Condition.THIRD_APPRAISER)
        return passed if rule is None or full >= rule.least else [_stopped(asked.category, rule, full)]
    return [
        Finding(
            _("Fewer than two appraisers are certified for this category"),
            APPRAISERS,
            field="category",
            fact=ngettext(
                "%(count)d appraiser holds a certificate for %(category)s that is valid on %(day)s.",
                "%(count)d appraisers hold a certificate for %(category)s that is valid on %(day)s.",
                count,
            )
            % {"count": count, "category": _practice_name(asked.category), "day": asked.on.isoformat()},
            way_out=_("Refuse the entrustment, or have the certificates put in order before deciding."),
            code="too_few_appraisers",
        )
    ]


def _marks(asked: Asked, practice: str, lineage: list[str]) -> list[bool | None]:
    """Whether full-time, of those who may work in a category there. On an earlier day as the register had it then."""
    key, on = asked.institution.pk, asked.on
    if on >= timezone.localdate():
        return _CERTIFIED.rows(institution=key, practice=practice, lineage=lineage, on=on)
    people = certified_at(key, practice, on)
    barred = set(barring.of_people_from((each.person for each in people), lineage, on))
    return [each.is_full_time for each in people if each.person not in barred]


def _stopped(category: Category, rule: Rule, full: int) -> Finding:
    return Finding(
        _("The item has to stop: it has too few full-time appraisers"),
        rule.article,
        field="category",
        fact=ngettext(
            "%(count)d full-time appraiser is certified for %(category)s; %(least)d are needed.",
            "%(count)d full-time appraisers are certified for %(category)s; %(least)d are needed.",
            full,
        )
        % {"count": full, "category": _practice_name(category), "least": rule.least},
        way_out=_("Refuse the entrustment. The institution may ask for a suspension, or give the item up."),
        code="item_stopped",
    )


def _practice_name(category: Category) -> str:
    practice = law.categories().get(category.practice_code)
    return practice.name if practice else category.name


STANDING: Final[tuple[Check, ...]] = (licence, in_practice, restrictions, scope, accreditation, people)
