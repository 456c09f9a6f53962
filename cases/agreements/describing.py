"""The letter of entrustment of a case as its tab shows it: its versions, the newest first, and what changed."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appraisers.models import Appraiser
from cases.agreements.choices import AGREEING, CONSENT
from cases.agreements.forms import LABELS
from cases.agreements.happenings import changed_in_words, limit_in_words
from cases.agreements.terms import SEALED
from cases.agreements.verbs import AMEND, KEEP_SIGNED
from cases.conduct.locking import over
from cases.models import Agreement, Case
from cases.states import OPEN
from foundation.accounts.acting import AnyActor
from foundation.desk import formats
from foundation.desk.detail.acts import Wish
from foundation.desk.detail.facts import Fact, fact
from foundation.documents.verbs import DOWNLOAD

_NOTED: Final = {
    "delivery": "delivery_note",
    "leftover": "leftover_note",
    "disputes": "disputes_note",
}


Opened = dict[int, dict[str, str]]
"""What was opened of the versions: texts by the name of the term, by the number of the version."""


@dataclass(frozen=True)
class VersionShown:
    """One version: its row, its terms in words, what changed against the one before, and what can be done about it."""

    row: Agreement
    facts: tuple[Fact, ...]
    changed: str
    recorded_late: bool
    sign_url: str


@dataclass(frozen=True)
class AgreementShown:
    """The letter of a case: the version that holds, and the earlier ones."""

    newest: VersionShown | None
    earlier: tuple[VersionShown, ...]
    may_download: bool
    has_sealed: bool
    article: str = AGREEING
    consent: str = CONSENT


def agreement_of(case: Case, actor: AnyActor, opened: Opened | None = None) -> AgreementShown:
    """Return the versions of the letter of a case for an actor who sees the case.

    Texts under seal are not even read; `opened` are those that were opened, by the number of the version.
    """
    there = {f"has_{name}": Q(**{f"{name}__isnull": False}) for name in SEALED}
    versions = Agreement.objects.filter(case=case).select_related("letter", "signed_copy")
    rows = list(versions.defer(*SEALED).annotate(**there).order_by("-number"))
    keys = {key for row in rows for key in row.recused}
    names: dict[UUID, str] = dict(Appraiser.objects.filter(pk__in=keys).values_list("pk", "person__name"))
    shown = [_version(row, names, (opened or {}).get(row.number, {}), actor) for row in rows]
    has_sealed = any(getattr(row, f"has_{name}") for row in rows for name in SEALED)
    return AgreementShown(shown[0] if shown else None, tuple(shown[1:]), actor.may(DOWNLOAD.code), has_sealed)


def wishes(case: Case, actor: AnyActor) -> list[Wish]:
    """Return the acts on the letter of a case."""
    if not actor.may(AMEND.code):
        return []
    barred = [] if case.state in OPEN else [over(case)]
    url = reverse("case_agreement_amend", args=[case.pk])
    return [Wish((AMEND.code,), _("Change the letter of entrustment"), url, findings=barred, asks_reason=True)]


def _version(row: Agreement, names: dict[UUID, str], opened: dict[str, str], actor: AnyActor) -> VersionShown:
    open_ = row.signed_on is None or row.signed_copy_id is None
    may_sign = open_ and actor.may(KEEP_SIGNED.code)
    address = f"{reverse('case_agreement_signed', args=[row.case_id])}?number={row.number}"
    recorded = timezone.localdate(row.recorded_at)
    return VersionShown(
        row=row,
        facts=tuple(_facts(row, names, opened)),
        changed=changed_in_words(row.changed),
        recorded_late=row.number > 1 and recorded > row.agreed_on,
        sign_url=address if may_sign else "",
    )


def _facts(row: Agreement, names: dict[UUID, str], opened: dict[str, str]) -> list[Fact]:
    """The terms in words; what is under seal says only that it is there, unless it was opened."""
    seal = str(_("on record, under seal"))
    hidden = {name: opened.get(name, seal) if getattr(row, f"has_{name}") else "" for name in SEALED}
    recused = "、".join(names.get(key, str(key)) for key in row.recused)
    return [
        fact(_("Agreed limit"), limit_in_words(row.limit_days, row.limit_until)),
        fact(LABELS["fee"], formats.number(row.fee, 2), note=row.fee_terms, is_number=True),
        fact(LABELS["delivery"], _noted(row, "delivery"), note=_delivered(row, hidden["delivery_address"])),
        fact(LABELS["officer"], hidden["officer"]),
        fact(LABELS["materials_return"], row.get_materials_return_display(), note=row.materials_keeping),
        fact(LABELS["leftover"], _noted(row, "leftover"), note=_left(row)),
        fact(LABELS["recused"], recused, note=hidden["recusal_reason"]),
        fact(LABELS["disputes"], _noted(row, "disputes")),
        fact(LABELS["other_terms"], row.other_terms),
        fact(LABELS["notes"], row.notes),
        fact(_("Risks told"), _("The statements of the form stand on the letter")),
        fact(_("Signed by both sides on"), row.signed_on),
    ]


def _noted(row: Agreement, name: str) -> str:
    note = getattr(row, _NOTED[name])
    words = str(getattr(row, f"get_{name}_display")())
    return _("%(words)s: %(note)s") % {"words": words, "note": note} if note else words


def _delivered(row: Agreement, address: str) -> str:
    words = ngettext("%(n)d copy", "%(n)d copies", row.copies) % {"n": row.copies}
    return "　".join(filter(None, [words, address]))


def _left(row: Agreement) -> Any:
    if row.leftover_weeks is not None:
        return ngettext("within %(n)d week", "within %(n)d weeks", row.leftover_weeks) % {"n": row.leftover_weeks}
    if row.leftover_fee is not None:
        return _("cost: %(amount)s yuan") % {"amount": formats.number(row.leftover_fee, 2)}
    return ""
