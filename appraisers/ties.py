"""What binds an appraiser to the institution where he practises: the apps above say what they know of it.

A move asks while it holds the certificate, so that nothing can be bound at the same moment.
"""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from appraisers.models import Appraiser, Assistant, QualityManager
from foundation.audit.errors import Finding
from foundation.desk import formats
from institutions.covering import named

Ties = Callable[[Appraiser], Iterable[Finding]]
SHOWN = 5
_asked: list[Ties] = []


def register(asked: Ties) -> None:
    """Let a move ask for ties of one kind; called once when an app is loaded."""
    _asked.append(asked)


def ties_of(row: Appraiser) -> Iterator[Finding]:
    """Return what binds an appraiser, each with the way out."""
    codes = QualityManager.objects.filter(appraiser=row, valid_until__isnull=True).values_list(
        "practice_code", flat=True
    )
    if codes:
        yield Finding(
            _("He is quality manager of: %(names)s.") % {"names": named(codes)},
            way_out=_("The institution appoints another one first."),
            code="is_quality_manager",
        )
    if Assistant.objects.filter(mentor=row, valid_until__isnull=True).exists():
        yield Finding(
            _("He is mentor of assistants of the institution."),
            way_out=_("The institution ends their time or engages them with another mentor first."),
            code="is_mentor",
        )
    for asked in _asked:
        yield from asked(row)


def listed(names: Iterable[str]) -> str:
    """Name the first of many."""
    every = list(names)
    shown = formats.listed(every[:SHOWN])
    return _("%(names)s and %(n)d more") % {"names": shown, "n": len(every) - SHOWN} if len(every) > SHOWN else shown
