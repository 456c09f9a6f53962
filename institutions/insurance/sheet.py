"""The sheet of policies: those of one institution, one a row; the exported list has the same columns."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, ClassVar, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.audit.actors import Actor
from foundation.exchange.cells.faults import Message
from foundation.exchange.cells.numbers import read_whole_number
from foundation.exchange.kinds import Words
from foundation.exchange.sheets.specs import Column, SheetSpec
from institutions.actions import insuring
from institutions.models import InsurancePolicy
from institutions.roster.columns import simple
from institutions.sheets.columns import IGNORED, day_column, house_column, text
from institutions.sheets.declaring import Entry, RecordSheet
from institutions.verbs import KEEP_INSURANCE

COLUMNS: Final = SheetSpec(
    name="policy_sheet",
    columns=(
        house_column(),
        Column(
            "policy_number",
            _("Number of the policy"),
            ("保险单号", "保单号", "保单编号", "保单号码", "number of the policy"),
            text(),
            required=True,
            example="示例PZ2026001",
        ),
        Column(
            "insurer",
            _("Insurer"),
            ("保险公司", "承保公司", "保险人", "承保机构", "保险机构", "insurer"),
            text(),
            required=True,
            example="示例财产保险公司",
        ),
        Column(
            "cover",
            _("Sum insured (yuan)"),
            ("保险金额（元）", "保险金额", "保额", "保额（元）", "赔偿限额", "责任限额", "sum insured"),
            simple(read_whole_number),
            required=True,
            example="1000000",
            explanation=_("In whole yuan."),
        ),
        day_column(
            "valid_from",
            _("Valid from"),
            ("自", "保险起期", "有效期起", "起保日期", "保险期间起", "生效日期", "from"),
            "2026-01-01",
            required=True,
        ),
        day_column(
            "valid_until",
            _("Last valid day"),
            ("最后一日", "保险止期", "有效期止", "到期日期", "保险期间止", "有效期至", "终止日期", "last day"),
            "2026-12-31",
            required=True,
        ),
    ),
    ignored=IGNORED,
)


class PolicySheet(RecordSheet):
    """Policies of an institution, recorded and corrected as on its tab."""

    code: ClassVar[str] = "policy_sheet"
    label = _("Sheet of policies")
    verb = KEEP_INSURANCE
    model = InsurancePolicy
    spec = COLUMNS
    words = Words(
        sheet=_("Sheet of policies"),
        record=_("Policy"),
        template=_("Template of the sheet of policies"),
        about=_("Policies of professional liability, one a row; the exported list of policies has the same columns."),
        new=_("Policies that are not on record yet."),
        loaded=_("New policies, each with an event."),
        see=_("See the policies"),
    )
    position = 10
    route = "policy_list"
    identity = ("valid_from", "policy_number")
    compared = ("insurer", "cover", "valid_until")
    order = "valid_from"
    messages: ClassVar[Mapping[str, Message]] = {
        "cover_out_of_bounds": Message(
            _("Write the sum in whole yuan, from 1 on."), _("Type the sum of the policy without a unit.")
        )
    }

    def known(self, entries: Iterable[Entry]) -> Mapping[Hashable, InsurancePolicy]:
        """Policies by institution, first day and number."""
        every = list(entries)
        rows = InsurancePolicy.objects.filter(institution__in={entry.owner.pk for entry in every})
        found = {(row.institution_id, row.valid_from, row.policy_number): row for row in rows}
        return {key: found[key] for entry in every if (key := self.key(entry)) in found}

    def told(self, stored: InsurancePolicy) -> Mapping[str, Any]:
        """Insurer, sum and last day."""
        return {name: getattr(stored, name) for name in self.compared}

    def record(self, entry: Entry, by: Actor) -> InsurancePolicy:
        """Record it."""
        said = {name: entry.values[name] for name in (*self.identity, *self.compared)}
        return insuring.record_policy(entry.owner.pk, by=by, **said)

    def correct(self, stored: InsurancePolicy, values: Mapping[str, Any], by: Actor, reason: str) -> None:
        """Correct it."""
        said = {**self.told(stored), **values}
        insuring.correct_policy(stored.pk, by=by, version=stored.trail_seq, reason=reason, **said)

    def stored(self, keys: Iterable[UUID]) -> Mapping[UUID, InsurancePolicy]:
        """Policies by key."""
        rows = InsurancePolicy.objects.select_for_update().filter(pk__in=list(keys)).order_by("pk")
        return {row.pk: row for row in rows}

    def page(self, key: UUID) -> str:
        """The list that shows it alone."""
        return f"{reverse('policy_list')}?policy={key}"
