"""What waits at early warnings: those of one's own jurisdiction that nobody has acknowledged, the most urgent first."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import PostedActor
from foundation.desk.work.heaps import Heap, Line, Section
from governance.early_warning.models import EarlyWarning
from governance.early_warning.orders import URGENT
from governance.early_warning.querysets import EarlyWarningQuerySet
from governance.early_warning.verbs import ACKNOWLEDGE
from governance.early_warning.wording import where


def _rows(actor: PostedActor, today: date) -> EarlyWarningQuerySet:
    return EarlyWarning.objects.visible_to(actor).owned_by(actor).unacknowledged().for_list()


def _line(row: EarlyWarning, actor: PostedActor) -> Line:
    return Line(row.rule.name, _("Look at it and acknowledge"), row.get_absolute_url(), None, where(row))


HEAPS = (
    Heap(
        code="early_warnings_to_acknowledge",
        section=Section.MINE,
        title=gettext_lazy("Early warnings to acknowledge"),
        why=gettext_lazy("A rule of early warning has seen something in your jurisdiction; say what follows from it."),
        verb=ACKNOWLEDGE.code,
        rows=_rows,
        order=URGENT,
        line=_line,
        entry="early_warning_list",
    ),
)
