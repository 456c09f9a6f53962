"""An institution as its page shows it: licence with validity, categories in words, seat, and the clock of renewal."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from foundation.accounts.acting import AnyActor
from foundation.clocks.queries import current_calendar
from foundation.clocks.reckoning import ClockState
from foundation.desk import formats
from foundation.desk.detail.clock import Clock, clock_shown
from foundation.desk.detail.facts import Fact, fact
from foundation.desk.detail.page import Detail, Link, Standing
from foundation.desk.telephones import telephone_links
from foundation.law import queries as law
from institutions.deadlines import renewal
from institutions.models import Institution, Restriction
from institutions.openness import closed
from institutions.recognised import in_short, recognitions_on
from institutions.standing.state import STOPPED
from institutions.standing.state import standing as standing_on

KIND = "institution"
TONES = {Institution.Status.NORMAL: "ok", Institution.Status.ENDED: "void"}
RENEWAL_TITLE = gettext_lazy("Renewal of the licence")


def detail_of(institution: Institution, actor: AnyActor) -> Detail:
    """Return the page of an institution for an actor who sees it; the row comes from `for_list`."""
    tools = []
    restrictions = list(Restriction.objects.filter(institution=institution))
    if actor.may("figures.view"):
        tools.append(Link(_("Figures of the institution"), reverse("figures_of_institution", args=[institution.pk])))
    return Detail(
        kind=KIND,
        model="institutions.Institution",
        row=institution,
        title=institution.organisation.name,
        streams=(institution.stream, institution.organisation.stream, *(row.stream for row in restrictions)),
        standing=_standing(institution, restrictions),
        facts=[seat_of(institution), _("licence %(number)s") % {"number": institution.licence_number}],
        crumbs=[Link(_("Institutions"), reverse("institution_list"))],
        tools=tools,
    )


def _standing(institution: Institution, restrictions: Iterable[Restriction]) -> Standing:
    """The state of the registration; what bars or stops the whole practice of one that is in practice goes before it.

    That every item stops is asked as the public register asks it (`openness.closed`).
    """
    today = timezone.localdate()
    bars = [row for row in restrictions if row.organisation_id is not None and row.is_in_force(today)]
    if standing_on(institution, today, bars).may_accept and closed([institution], today):
        return Standing(STOPPED.shape, _("%(state)s: every item has to stop") % {"state": STOPPED.word})
    if institution.status == Institution.Status.NORMAL and bars:
        whole = any(not row.categories for row in bars)
        return Standing("hold", _("Restricted") if whole else _("Restricted in part"))
    return Standing(TONES[Institution.Status(institution.status)], institution.get_status_display())


def facts_of(institution: Institution) -> list[Fact]:
    """Return the facts of the registration."""
    body = institution.organisation
    held = recognitions_on([institution.pk], timezone.localdate())
    return [
        fact(_("Licence number"), institution.licence_number, is_number=True),
        fact(_("Valid from"), institution.licence_from),
        fact(_("Valid until"), institution.licence_until, note=_validity(institution)),
        fact(_("Practice categories"), *category_names(institution.practice_codes)),
        fact(_("Seat"), seat_of(institution)),
        fact(_("Address"), institution.address),
        fact(_("Telephone"), telephone_links(institution.telephone)),
        fact(_("Abbreviation in numbers"), institution.abbreviation),
        fact(_("Unified social credit code"), body.credit_code, is_number=True),
        fact(_("Recognised as"), *in_short(held.get(institution.pk, ()))),
        fact(_("Entered in the portal"), institution.recorded_at),
    ]


def seat_of(row: Institution) -> str:
    """Return city and county in words."""
    names = [found.name for code in (row.city_code, row.county_code) if code and (found := law.division(code))]
    return "".join(names) if formats.in_chinese() else ", ".join(reversed(names))


def category_names(codes: Iterable[str]) -> list[str]:
    """Return practice categories in words, in the order of the official documents."""
    known = law.categories()
    return [str(known[code].name) if code in known else code for code in sorted(codes)]


def _validity(row: Institution) -> str:
    """Say how long a licence is still valid; one whose registration has ended is not, whatever day it names."""
    return _("Registration has ended") if row.status == Institution.Status.ENDED else validity(row.licence_until)


def validity(until: date) -> str:
    """Say how long a licence or certificate is still valid, in calendar days, or since when it is not."""
    left = (until - timezone.localdate()).days
    if left < 0:
        return ngettext("ended %(n)d day ago", "ended %(n)d days ago", -left) % {"n": -left}
    if left == 0:
        return _("today is the last valid day")
    return ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}


def clock_of(row: Institution) -> Clock | None:
    """Return the clock of the renewal of a licence; a registration that has ended is not renewed and has none."""
    if row.status == Institution.Status.ENDED:
        return None
    return renewal_clock(row.licence_until, asked_on=row.renewal_pending_since)


def renewal_clock(until: date, title: object = RENEWAL_TITLE, asked_on: date | None = None) -> Clock | None:
    """Return by when renewal is to be asked for; `asked_on` is the day of an application in time that is undecided."""
    reckoning = renewal(until, timezone.localdate(), asked_on)
    if reckoning is None or reckoning.due_on is None:
        return None
    if asked_on is not None:
        day = formats.prose_date(asked_on)
        note = _("Asked for in time on %(day)s and not decided yet; past its last day it holds on until it is decided.")
        return clock_shown(reckoning, current_calendar(), title=title, note=note % {"day": day})
    note = _("No application for renewal is on record.")
    standing = None
    if reckoning.state is ClockState.LATE:
        day = formats.prose_date(reckoning.due_on)
        standing = ("due", _("The day for asking, %(day)s, has passed") % {"day": day})
    return clock_shown(reckoning, current_calendar(), title=title, note=note, standing=standing)
