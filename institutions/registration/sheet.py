"""The sheet of changed registrations of institutions: one change by one document a row."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.audit.actors import Actor
from foundation.exchange.cells.faults import Message
from foundation.exchange.cells.numbers import read_whole_number
from foundation.exchange.kinds import Words
from foundation.exchange.sheets.specs import NUMBER_ON_PAPER, Column, SheetSpec
from foundation.law import queries as law
from institutions.actions.changing_registration import Paper, change_registration, reissue_licence
from institutions.models import Institution, PermitState, RegistrationState
from institutions.registered import states_of
from institutions.registration.papers import seat_words
from institutions.registration.sheet_base import DAY, DOCUMENT, NOT_OF_A_CHANGE, REASON, PermitSheet
from institutions.roster.columns import simple
from institutions.roster.messages import READING
from institutions.roster.readers import read_number, read_telephone
from institutions.sheets.columns import categories_column, codes_of, house_column, text
from institutions.sheets.declaring import Note, Seen, house
from institutions.states import counting
from institutions.verbs import CHANGE_REGISTRATION

COLUMNS: Final = SheetSpec(
    name="registration_sheet",
    columns=(
        house_column(required=True),
        DAY,
        DOCUMENT,
        Column(
            "name",
            _("Name on the licence"),
            ("变更后名称", "许可证记载名称", "新名称", "登记名称", "name on the licence"),
            text(200),
        ),
        Column(
            "seat",
            _("Seat"),
            ("住所地", "所在地", "变更后所在地", "所在县区", "登记所在地", "县区", "seat"),
            text(60),
            example="济南市历下区",
            explanation=_("City and county by name, or the six-digit code of the county."),
        ),
        Column("address", _("Address"), ("地址", "住所", "变更后地址", "变更后住所", "执业场所", "address"), text(200)),
        Column(
            "telephone",
            _("Telephone"),
            ("联系电话", "电话", "变更后电话", "变更后联系电话", "telephone"),
            simple(read_telephone),
            example="0531-00000000",
        ),
        Column(
            "head_name",
            _("Head"),
            ("负责人", "机构负责人", "变更后负责人", "法定代表人", "head"),
            text(),
            example="示例新负责人",
        ),
        Column(
            "funds",
            _("Funds (yuan)"),
            ("资金", "资金数额", "资金（元）", "注册资金", "资金数额（元）", "funds"),
            simple(read_whole_number),
            example="2000000",
            explanation=_("In whole yuan."),
        ),
        categories_column(("业务范围", "执业类别", "变更后业务范围", "登记业务范围", "practice categories")),
        Column(
            "licence_number",
            _("Number on the licence"),
            ("新许可证号", "许可证记载证号", "变更后许可证号", "换发证号", "number on the licence"),
            simple(read_number),
            form=NUMBER_ON_PAPER,
            explanation=_("Only where the licence was issued anew under another number."),
        ),
        REASON,
    ),
    ignored=NOT_OF_A_CHANGE,
)


class RegistrationSheet(PermitSheet):
    """Changes of registered items, recorded as on the page of the registration."""

    code = "registration_sheet"
    label = _("Sheet of changed registrations")
    verb = CHANGE_REGISTRATION
    model = state = RegistrationState
    spec = COLUMNS
    words = Words(
        sheet=_("Sheet of changed registrations"),
        record=_("State of a registration"),
        template=_("Template of the sheet of changed registrations"),
        about=_("Changes of licences, one a row: an empty cell says that the item stayed as it was."),
        new=_("Changes that are not on record yet."),
        loaded=_("New changes, each with an event."),
        see=_("See the changes"),
    )
    position = 4
    route = "registration_state_list"
    items: ClassVar[Mapping[str, str]] = {
        "name": "name", "seat": "division_id", "address": "address", "telephone": "telephone",
        "head_name": "head_name", "funds": "funds", "categories": "practice_codes", "licence_number": "licence_number",
    }  # fmt: skip
    compared = (*items, "document_number")
    number = "licence_number"
    columns_of: ClassVar[Mapping[str, str]] = {"division": "seat", "practice_codes": "categories"}
    messages: ClassVar[Mapping[str, Message]] = {
        **PermitSheet.messages,
        "county_unknown": Message(
            _("No county of Shandong has this name."), _("Write city and county by name, or the code of the county.")
        ),
        "telephone_form": READING["telephone_form"],
        "head_barred": Message(
            _("A penalty of suspension keeps somebody of this name from heading an institution."),
            _("Name another head; somebody else of the same name is told apart by an addition to it."),
        ),
        "funds_out_of_bounds": Message(
            _("Write the funds in whole yuan, from 1 on."), _("Type the sum without a unit.")
        ),
    }

    def settle(self, values: dict[str, Any], seen: Seen, note: Note) -> Institution | None:
        """The seat and the categories by code."""
        owner = house(values, seen, note)
        if values["seat"]:
            counties: Mapping[str, str] = seen.once("counties", _counties)
            if values["seat"] in counties:
                values["seat"] = counties[values["seat"]]
            else:
                note("seat", "county_unknown", "")
        values["categories"] = codes_of(values["categories"] or (), None, note)
        return owner

    def present(self, owner: Institution) -> PermitState:
        """The last state that counts."""
        return counting(states_of(owner))[-1]

    def change(self, owner: Institution, by: Actor, paper: Paper, items: Mapping[str, Any]) -> None:
        """Change registered items."""
        change_registration(owner.pk, by=by, version=_version(owner.pk), paper=paper, items=items)

    def reissue(self, owner: Institution, by: Actor, paper: Paper, number: str) -> None:
        """Issue the licence anew."""
        reissue_licence(owner.pk, by=by, version=_version(owner.pk), paper=paper, licence_number=number)

    def shown(self, name: str, value: Any) -> str | None:
        """Seat and categories in words."""
        return seat_words(value or "", "") if name == "seat" else super().shown(name, value)

    def page(self, key: UUID) -> str:
        """The list that shows it alone."""
        return f"{reverse('registration_state_list')}?state_key={key}"


def _counties() -> dict[str, str]:
    """Counties by city and name, and by code; by name alone where only one city has one of it."""
    found: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    for row in law.divisions("county"):
        found[seat_words(row.code, "")] = found[row.code] = row.code
        names.setdefault(row.name_zh, []).append(row.code)
    return {**{name: codes[0] for name, codes in names.items() if len(codes) == 1}, **found}


def _version(institution: UUID) -> int:
    return int(Institution.objects.values_list("trail_seq", flat=True).get(pk=institution))
