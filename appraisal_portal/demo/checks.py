"""The first checks of the demo's figures: real ones, over what was just loaded."""

from django.utils import timezone

from appraisal_portal.demo.plan import Plan
from foundation.kpi.checking.recording import Found, record
from foundation.kpi.checking.sampling import sample
from foundation.kpi.merging import merge
from foundation.kpi.models import FigureCheck
from foundation.kpi.recomputing import recompute


def check_figures(province: Plan) -> int:
    """Check all figures and take a sample, unless that was done before; return how many cells differ.

    A portal that starts before its data are loaded has already checked that nothing is right.
    """
    if FigureCheck.objects.filter(kind=FigureCheck.Kind.FULL, cells__gt=0).exists():
        return 0
    merge()
    began = timezone.now()
    drift = recompute(repair=False)
    record(FigureCheck.Kind.FULL, Found(drift.cells, drift.total, drift.first), began)
    began = timezone.now()
    found = sample(str(province.seed), province.until)
    record(FigureCheck.Kind.SAMPLE, found, began)
    return drift.total + found.differing
