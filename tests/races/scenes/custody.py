"""Races about the custody of materials."""

from datetime import timedelta

from cases.actions import keeping_materials
from cases.actions.correcting_custody import correct
from tests.factories.cases import make_case
from tests.factories.custody import CAME, HE, SHE, consent, give_back, keep, make_material
from tests.factories.entrustments import make_entrustment
from tests.people import Cast
from tests.races.kit import Deed, Scene

LATER = CAME + timedelta(hours=1)
CLERK = "jinan_clerk"


def receipt(cast: Cast) -> Deed:
    row, by = make_entrustment(cast.jinan_institution), cast.actor(CLERK)
    return lambda: make_material(row, by=by, line=1)


def keeping(cast: Cast) -> Deed:
    by = cast.actor(CLERK)
    row = make_material(make_case(cast.jinan_institution), by=by)
    return lambda: keep(row, "handed", LATER, by=by, giver=HE, holder=SHE)


def consenting(cast: Cast) -> Deed:
    by = cast.actor(CLERK)
    row = make_material(make_case(cast.jinan_institution), by=by)
    return lambda: consent(row, LATER, by=by)


def returning(cast: Cast) -> Deed:
    by = cast.actor(CLERK)
    row = make_material(make_case(cast.jinan_institution), by=by)
    return lambda: give_back(row, LATER, by=by)


def destruction(cast: Cast) -> Deed:
    by = cast.actor("jinan_head")
    row = make_material(make_case(cast.jinan_institution), by=cast.actor(CLERK))
    said = {"ground": "XH-4", "giver": HE, "document_number": "示例销毁记录1号"}
    return lambda: keeping_materials.destroy(row.pk, by=by, version=row.trail_seq, happened_at=LATER, **said)


def correction(cast: Cast) -> Deed:
    by = cast.actor(CLERK)
    row = make_material(make_case(cast.jinan_institution), by=by)
    return lambda: correct(row.pk, by=by, version=row.trail_seq, number=1, struck=True, reason="示例：登记有误")


SCENES = (
    Scene("cases.receive_material", receipt),
    Scene("cases.keep_material", keeping),
    Scene("cases.record_consent", consenting),
    Scene("cases.return_material", returning),
    Scene("cases.destroy_material", destruction),
    Scene("cases.correct_custody", correction),
)
