"""What the law asks before appraisers are assigned to a case (程序通则 arts. 18–21, 条例 art. 32)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from appraisers.models import Appraiser
from cases.conduct.earlier import Earlier, earlier_participation
from cases.gate import Verdict
from cases.models import Agreement, Assignment, Case
from cases.standing_checks import APPRAISERS_NEEDED
from foundation.audit.errors import Finding
from foundation.desk import formats
from foundation.law import queries as law
from institutions import barring
from institutions.models import Restriction
from institutions.renewing import holds

QUALIFIED: Final = "司法鉴定程序通则第十八条"
TWO: Final = "司法鉴定程序通则第十九条、山东省司法鉴定条例第三十二条"
RECUSAL: Final = "司法鉴定程序通则第二十条、山东省司法鉴定条例第三十二条"
BY_AGREEMENT: Final = "司法鉴定委托书（司发通〔2016〕112号文书格式1）约定事项第3项"
ONE_INSTITUTION: Final = "司法鉴定程序通则第十八条"


@dataclass(frozen=True)
class Asked:
    """What the gate looks at: the case, who is there already, whom it shall get, and what is known of them."""

    case: Case
    chosen: tuple[Appraiser, ...]
    present: tuple[Assignment, ...]
    recused: frozenset[UUID]
    earlier: dict[UUID, tuple[Earlier, ...]]
    on: date
    bars: dict[UUID, list[Restriction]]
    agreed: frozenset[UUID] = frozenset()


def asked_of(case: Case, chosen: Sequence[Appraiser], on: date, *, leaving: UUID | None = None) -> Asked:
    """Return what the gate looks at; `leaving` is the assignment that ends with the act."""
    rows = list(case.assignments.select_related("appraiser"))
    return Asked(
        case=case,
        chosen=tuple(chosen),
        present=tuple(row for row in rows if row.ended_on is None and row.pk != leaving),
        recused=frozenset(row.appraiser_id for row in rows if row.recusal_ground),
        earlier=earlier_participation(case, chosen),
        on=on,
        bars=barring.against([case.institution_id, *(row.person_id for row in chosen)], on),
        agreed=frozenset(Agreement.objects.filter(case=case).values_list("recused", flat=True).last() or ()),
    )


def may_assign(case: Case, chosen: Sequence[Appraiser], on: date, *, leaving: UUID | None = None) -> Verdict:
    """Say what stands against assigning these appraisers, so that they and those already there appraise together.

    `chosen` come with person and institution joined.
    """
    asked = asked_of(case, chosen, on, leaving=leaving)
    found: list[Finding] = []
    passed: list[str] = []
    for check, words in CHECKS:
        findings = list(check(asked))
        found += findings
        passed += [] if findings else [str(words)]
    return Verdict(tuple(sorted(found, key=lambda finding: finding.overridable)), tuple(passed))


def of_one(asked: Asked, appraiser: Appraiser) -> list[Finding]:
    """Return what stands against one appraiser alone, for a list of candidates."""
    alone = replace(asked, chosen=(appraiser,))
    return [finding for check in OF_EACH for finding in check(alone)]


def _enough(asked: Asked) -> Iterator[Finding]:
    count = len({row.appraiser_id for row in asked.present} | {row.pk for row in asked.chosen})
    if asked.chosen and count >= APPRAISERS_NEEDED:
        return
    yield Finding(
        _("Fewer than two appraisers"),
        TWO,
        field="appraisers",
        fact=ngettext(
            "With this choice %(count)d appraiser would be assigned.",
            "With this choice %(count)d appraisers would be assigned.",
            count,
        )
        % {"count": count},
        way_out=_("Choose two or more appraisers; complex matters may have more."),
        code="too_few_appraisers",
    )


def _house(asked: Asked) -> Iterator[Finding]:
    for row in asked.chosen:
        if row.institution_id != asked.case.institution_id:
            yield Finding(
                _("%(appraiser)s practises at another institution") % {"appraiser": row.person.name},
                ONE_INSTITUTION,
                field="appraisers",
                fact=_("Certificate %(number)s.") % {"number": row.certificate_number},
                way_out=_("Choose appraisers of the institution that accepted the case."),
                code="other_institution",
            )


def _certificate(asked: Asked) -> Iterator[Finding]:
    for row in asked.chosen:
        if not holds(row.certificate_from, row.certificate_until, row.renewal_pending_since, asked.on):
            yield Finding(
                _("The certificate of %(appraiser)s is not in force on this day") % {"appraiser": row.person.name},
                QUALIFIED,
                field="appraisers",
                fact=_("Certificate %(number)s is valid from %(first)s to %(last)s.")
                % {
                    "number": row.certificate_number,
                    "first": row.certificate_from.isoformat(),
                    "last": row.certificate_until.isoformat(),
                },
                way_out=_("Choose somebody else, or wait until the renewal is on record."),
                code="certificate_not_valid",
            )


def _category(asked: Asked) -> Iterator[Finding]:
    names = law.categories()
    wanted = names.get(asked.case.practice_code)
    for row in asked.chosen:
        if asked.case.practice_code not in row.practice_codes:
            held = formats.listed(names[code].name for code in row.practice_codes if code in names)
            yield Finding(
                _("The certificate of %(appraiser)s does not cover the category") % {"appraiser": row.person.name},
                QUALIFIED,
                field="appraisers",
                fact=_("The case: %(category)s. Certified for: %(held)s.")
                % {"category": wanted.name if wanted else asked.case.practice_code, "held": held or _("nothing")},
                way_out=_("Choose appraisers who are certified for the category."),
                code="category_not_covered",
            )


def _institution_barred(asked: Asked) -> Iterator[Finding]:
    yield from barring.findings_of(asked.bars.get(asked.case.institution_id, ()), asked.case.category_id)


def _barred(asked: Asked) -> Iterator[Finding]:
    for row in asked.chosen:
        for finding in barring.findings_of(asked.bars.get(row.person_id, ()), asked.case.category_id):
            yield replace(
                finding,
                message=_("%(appraiser)s is restricted") % {"appraiser": row.person.name},
                field="appraisers",
                way_out=_("Choose somebody else."),
            )


def _recused(asked: Asked) -> Iterator[Finding]:
    for row in asked.chosen:
        if row.pk in asked.recused:
            yield Finding(
                _("%(appraiser)s has recused himself or herself from this case") % {"appraiser": row.person.name},
                RECUSAL,
                field="appraisers",
                fact=_("The ground is on record in the trail of the case."),
                way_out=_("Choose somebody else."),
                code="recused",
            )


def _recused_by_agreement(asked: Asked) -> Iterator[Finding]:
    for row in asked.chosen:
        if row.pk in asked.agreed:
            yield Finding(
                _("%(appraiser)s is recused by agreement") % {"appraiser": row.person.name},
                BY_AGREEMENT,
                field="appraisers",
                fact=_("The letter of entrustment names who does not appraise."),
                way_out=_("Choose somebody else, or agree otherwise with the client."),
                code="recused_by_agreement",
            )


def _present(asked: Asked) -> Iterator[Finding]:
    there = {row.appraiser_id for row in asked.present}
    for row in asked.chosen:
        if row.pk in there:
            yield Finding(
                _("%(appraiser)s is assigned to this case already") % {"appraiser": row.person.name},
                field="appraisers",
                way_out=_("Choose somebody else."),
                code="assigned_already",
            )


def _earlier(asked: Asked) -> Iterator[Finding]:
    for row in asked.chosen:
        known = asked.earlier.get(row.pk, ())
        if known:
            yield Finding(
                _("%(appraiser)s may have appraised the same matter before") % {"appraiser": row.person.name},
                RECUSAL,
                field="appraisers",
                fact=earlier_in_words(known),
                way_out=_("Choose somebody else; or say why it was not the same matter."),
                overridable=True,
                code="took_part_before",
            )


def earlier_in_words(known: Sequence[Earlier]) -> str:
    """Say in which earlier appraisals of the subject somebody took part."""
    return _("; ").join(
        _("Same subject and category: %(case)s, ended on %(day)s")
        % {
            "case": each.number or _("a case of another institution"),
            "day": formats.table_date(each.ended_on) if each.ended_on else "—",
        }
        for each in known
    )


Check = Callable[[Asked], Iterator[Finding]]
OF_EACH: Final[tuple[Check, ...]] = (
    _present,
    _house,
    _certificate,
    _category,
    _barred,
    _recused,
    _recused_by_agreement,
    _earlier,
)
CHECKS: Final[tuple[tuple[Check, Any], ...]] = (
    (_enough, gettext_lazy("Two or more appraisers appraise together")),
    (_present, gettext_lazy("Nobody is chosen who is assigned already")),
    (_house, gettext_lazy("All practise at this institution")),
    (_certificate, gettext_lazy("Every certificate is in force on this day")),
    (_category, gettext_lazy("Every certificate covers the category")),
    (_institution_barred, gettext_lazy("No restriction bars the institution")),
    (_barred, gettext_lazy("No restriction bars anybody chosen")),
    (_recused, gettext_lazy("Nobody chosen has recused himself or herself from this case")),
    (_recused_by_agreement, gettext_lazy("Nobody chosen is recused by agreement")),
    (_earlier, gettext_lazy("No earlier part in the same matter is known")),
)
