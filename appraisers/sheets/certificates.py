"""The sheet of changed certificates of appraisers: one change by one document a row."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from appraisers.actions.changing_certificates import change_certificate, reissue_certificate
from appraisers.certified import states_of
from appraisers.models import Appraiser, CertificateState
from appraisers.roster.columns import read_full_time
from appraisers.sheets.finding import CERTIFICATE, NAME, appraiser_of
from appraisers.verbs import CHANGE_CERTIFICATE
from foundation.audit.actors import Actor
from foundation.exchange.cells.faults import Message
from foundation.exchange.cells.texts import read_names
from foundation.exchange.kinds import Words
from foundation.exchange.sheets.specs import CHOICE, NUMBER_ON_PAPER, Column, SheetSpec
from institutions.actions.changing_registration import Paper
from institutions.models import PermitState
from institutions.registration.sheet_base import DAY, DOCUMENT, NOT_OF_A_CHANGE, REASON, PermitSheet
from institutions.roster.columns import simple
from institutions.roster.readers import read_number
from institutions.sheets.columns import categories_column, codes_of, house_column, text
from institutions.sheets.declaring import Note, Seen, house
from institutions.states import counting


def _read_name(value: Any) -> Any:
    return read_names(value if value is not None else "", longest=40)


COLUMNS: Final = SheetSpec(
    name="certificate_sheet",
    columns=(
        house_column(required=True),
        replace(CERTIFICATE, explanation=_("The number in force; by it the appraiser is found, else by the name.")),
        NAME,
        DAY,
        DOCUMENT,
        Column(
            "new_name",
            _("Name on the certificate"),
            ("变更后姓名", "执业证记载姓名", "name on the certificate"),
            simple(_read_name),
        ),
        Column(
            "title",
            _("Professional title"),
            ("职称", "专业技术职称", "变更后职称", "专业职称", "professional title"),
            text(),
            example="主任法医师",
        ),
        Column(
            "is_full_time",
            _("Full-time"),
            ("专职/兼职", "专兼职", "专职或者兼职", "变更后专兼职", "是否专职", "full-time or part-time"),
            simple(read_full_time),
            form=CHOICE,
            explanation=_("专职 or 兼职."),
        ),
        categories_column(("执业类别", "变更后执业类别", "业务范围", "practice categories")),
        Column(
            "new_number",
            _("Number on the certificate"),
            ("新执业证号", "执业证记载证号", "变更后执业证号", "换发证号", "number on the certificate"),
            simple(read_number),
            form=NUMBER_ON_PAPER,
            explanation=_("Only where the certificate was issued anew under another number."),
        ),
        REASON,
    ),
    ignored=NOT_OF_A_CHANGE,
)


class CertificateSheet(PermitSheet):
    """Changes of certificates, recorded as on the page of the certificate."""

    code = "certificate_sheet"
    label = _("Sheet of changed certificates")
    verb = CHANGE_CERTIFICATE
    model = state = CertificateState
    spec = COLUMNS
    words = Words(
        sheet=_("Sheet of changed certificates"),
        record=_("State of a certificate"),
        template=_("Template of the sheet of changed certificates"),
        about=_("Changes of certificates, one a row: an empty cell says that the item stayed as it was."),
        new=_("Changes that are not on record yet."),
        loaded=_("New changes, each with an event."),
        see=_("See the changes"),
    )
    position = 5
    route = "certificate_state_list"
    items: ClassVar[Mapping[str, str]] = {
        "new_name": "name", "title": "title", "is_full_time": "is_full_time", "categories": "practice_codes",
        "new_number": "certificate_number",
    }  # fmt: skip
    compared = (*items, "document_number")
    number = "new_number"
    columns_of: ClassVar[Mapping[str, str]] = {
        "name": "new_name", "certificate_number": "new_number", "practice_codes": "categories",
    }  # fmt: skip
    messages: ClassVar[Mapping[str, Message]] = {
        **PermitSheet.messages,
        "full_time_form": Message(_("This is neither full-time nor part-time."), _("Write 专职 or 兼职.")),
        "beyond_institution": Message(
            _("The institution is not licensed for a category of the row."),
            _("An appraiser practises within the categories of the institution."),
        ),
    }

    def settle(self, values: dict[str, Any], seen: Seen, note: Note) -> Appraiser | None:
        """The appraiser and the categories by code."""
        owner = house(values, seen, note)
        values["categories"] = codes_of(values["categories"] or (), None, note)
        return appraiser_of(values, owner, seen, note) if owner is not None else None

    def present(self, owner: Appraiser) -> PermitState:
        """The last state that counts."""
        return counting(states_of(owner))[-1]

    def change(self, owner: Appraiser, by: Actor, paper: Paper, items: Mapping[str, Any]) -> None:
        """Change items of the certificate."""
        change_certificate(owner.pk, by=by, version=_version(owner.pk), paper=paper, items=items)

    def reissue(self, owner: Appraiser, by: Actor, paper: Paper, number: str) -> None:
        """Issue the certificate anew."""
        reissue_certificate(owner.pk, by=by, version=_version(owner.pk), paper=paper, certificate_number=number)

    def page(self, key: UUID) -> str:
        """The list that shows it alone."""
        return f"{reverse('certificate_state_list')}?state_key={key}"


def _version(appraiser: UUID) -> int:
    return int(Appraiser.objects.values_list("trail_seq", flat=True).get(pk=appraiser))
