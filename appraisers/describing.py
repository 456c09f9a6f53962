"""An appraiser as the page shows him: certificate with validity, categories in words, institution, clock of renewal."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from appraisers.models import Appraiser
from foundation.accounts.acting import AnyActor
from foundation.desk.detail.clock import Clock
from foundation.desk.detail.facts import Fact, fact
from foundation.desk.detail.page import Detail, Link, Standing
from institutions.describing import category_names, renewal_clock, seat_of, validity
from institutions.models import BarKind, Institution, Restriction
from institutions.renewing import holds

KIND = "appraiser"
RENEWAL_TITLE = gettext_lazy("Renewal of the certificate")
LEAST = 3
LEAST_ARTICLE = "山东省司法鉴定条例第十条"


def detail_of(appraiser: Appraiser, actor: AnyActor) -> Detail:
    """Return the page of an appraiser for an actor who sees him; the row comes from `for_list`."""
    institution = appraiser.institution
    restrictions = list(Restriction.objects.filter(person=appraiser.person_id))
    crumbs = [Link(_("Appraisers"), reverse("appraiser_list"))]
    if actor.may("institutions.view"):
        crumbs.append(Link(str(institution), institution.get_absolute_url()))
    return Detail(
        kind=KIND,
        model="appraisers.Appraiser",
        row=appraiser,
        title=appraiser.person.name,
        streams=(appraiser.stream, appraiser.person.stream, *(row.stream for row in restrictions)),
        standing=_standing(appraiser, restrictions),
        facts=[str(institution), _("certificate %(number)s") % {"number": appraiser.certificate_number}],
        crumbs=crumbs,
    )


def _standing(row: Appraiser, restrictions: Iterable[Restriction]) -> Standing:
    """Whether the certificate holds; a restriction goes before it."""
    today = timezone.localdate()
    if any(bar.kind == BarKind.PRACTICE and bar.is_in_force(today) for bar in restrictions):
        return Standing("hold", _("Restricted"))
    if not holds(row.certificate_from, row.certificate_until, row.renewal_pending_since, today):
        return Standing("void", _("Certificate ended"))
    if row.certificate_until < today:
        return Standing("ok", _("Certificate holds on, renewal undecided"))
    return Standing("ok", _("Certificate valid"))


def facts_of(appraiser: Appraiser, actor: AnyActor) -> list[Fact]:
    """Return the facts of the certificate. Names of appraisers are public; identity numbers stay sealed."""
    institution = appraiser.institution
    return [
        fact(_("Certificate number"), appraiser.certificate_number, is_number=True),
        fact(_("Valid from"), appraiser.certificate_from),
        fact(_("Valid until"), appraiser.certificate_until, note=validity(appraiser.certificate_until)),
        fact(_("Practice categories"), *category_names(appraiser.practice_codes)),
        fact(
            _("Institution"),
            str(institution),
            url=institution.get_absolute_url() if actor.may("institutions.view") else "",
        ),
        fact(_("Seat"), seat_of(institution)),
        fact(_("Entered in the portal"), appraiser.recorded_at),
    ]


def clock_of(row: Appraiser) -> Clock | None:
    """Return the clock of the renewal of a certificate; one that was ended is not renewed and has none."""
    if row.ended_on is not None:
        return None
    return renewal_clock(row.certificate_until, RENEWAL_TITLE, row.renewal_pending_since)


def by_category(institution: Institution, actor: AnyActor) -> list[dict[str, Any]]:
    """Count the appraisers with a valid certificate for each category of the licence (条例 art. 10(4): three at least).

    An institution has a few dozen appraisers; their codes are read and counted here.
    """
    rows = Appraiser.objects.visible_to(actor).filter(
        institution=institution, certificate_until__gte=timezone.localdate()
    )
    held = [code for codes in rows.values_list("practice_codes", flat=True) for code in codes]
    return [
        {"name": name, "count": held.count(code), "short": held.count(code) < LEAST}
        for code, name in zip(
            sorted(institution.practice_codes), category_names(institution.practice_codes), strict=True
        )
    ]
