"""Races about early warnings: one acknowledgement a warning."""

from governance.early_warning.actions.acknowledging import acknowledge
from tests.database import in_one_transaction
from tests.factories.warnings import make_warning
from tests.people import Cast
from tests.races.kit import Deed, Scene


def acknowledging(cast: Cast) -> Deed:
    with in_one_transaction():
        row = make_warning(cast.jinan_institution)
    by = cast.actor("jinan")
    return lambda: acknowledge(row.pk, by=by, version=row.trail_seq, reason="示例：已约谈，机构承诺限期办结")


SCENES = (Scene("early_warning.acknowledge", acknowledging),)
