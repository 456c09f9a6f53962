"""A restriction as its page shows it: who is barred from what, on which ground, until when, and what he says to it."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from foundation.accounts.acting import AnyActor
from foundation.audit.errors import Finding
from foundation.desk import formats
from foundation.desk.detail import tabs
from foundation.desk.detail.acts import Wish, offered
from foundation.desk.detail.facts import Fact, fact
from foundation.desk.detail.page import Detail, Link, Standing
from foundation.desk.detail.tabs import Tab
from institutions.barring import ground_words, what_words
from institutions.models import Objection, Restriction
from institutions.restrictions import gate
from institutions.restrictions.deadlines import reconsider_by
from institutions.restrictions.states import ObjectionState
from institutions.restrictions.verbs import DECIDE, OBJECT, VIEW
from institutions.verbs import LIFT_RESTRICTION

KIND = "restriction"


def register_tabs() -> None:
    """Put the tabs of a restriction in their places; called once when the app is loaded."""
    tabs.register(
        KIND,
        Tab("overview", gettext_lazy("Overview"), "restriction", VIEW.code, 0),
        Tab("trail", gettext_lazy("Trail"), "restriction_trail", VIEW.code, 80),
    )


def standing_of(row: Restriction, on: date | None = None) -> Standing:
    """Return the state of a restriction on a day (today where none is given) in words."""
    on = on or timezone.localdate()
    if row.lifted_on is not None and row.lifted_on <= on:
        return Standing("void", _("Lifted"))
    if row.valid_until is not None and row.valid_until < on:
        return Standing("void", pgettext("restriction", "Ended"))
    return Standing("hold", _("Begins later") if row.valid_from > on else _("Holds now"))


def barred_name(row: Restriction) -> str:
    """Name who is barred."""
    return row.person.name if row.person is not None else str(row.institution)


def detail_of(row: Restriction, raised: Objection | None, actor: AnyActor) -> Detail:
    """Return the page of a restriction for an actor who sees it; the row comes from `for_list`."""
    return Detail(
        kind=KIND,
        model="institutions.Restriction",
        row=row,
        title=_("Restriction: %(whom)s") % {"whom": barred_name(row)},
        streams=(row.stream,),
        standing=standing_of(row),
        facts=[what_words(row), row.document_number],
        crumbs=[Link(_("Restrictions"), reverse("restriction_list"))],
        acts=offered(actor, *_wishes(row, raised, actor)),
    )


def _wishes(row: Restriction, raised: Objection | None, actor: AnyActor) -> list[Wish]:
    today, key = timezone.localdate(), [row.pk]
    gone = [Finding(_("This restriction bars nothing any more."))] if gate.over(row, today) else []
    posting = actor.posting
    waiting = raised is not None and raised.state == ObjectionState.RAISED and row.lifted_on is None
    organ = posting.organisation if posting is not None else None
    decide = decision_findings(row, raised, actor)
    lift = gone or (list(gate.of_province(row, organ)) if organ is not None else [])
    return [
        Wish(
            (OBJECT.code,),
            _("Object to it"),
            reverse("restriction_object", args=key),
            findings=list(gate.may_object(row, raised, today)),
        ),
        Wish(
            (DECIDE.code,),
            _("Decide about the objection"),
            reverse("restriction_decide", args=key),
            findings=decide,
            is_next=waiting and not decide and actor.may(DECIDE.code),
            asks_reason=True,
        ),
        Wish((LIFT_RESTRICTION,), _("Lift the restriction"), reverse("restriction_lift", args=key), findings=lift,
             asks_reason=True),
    ]  # fmt: skip


def decision_findings(row: Restriction, raised: Objection | None, actor: AnyActor) -> list[Finding]:
    """Why an actor may not decide about the objection to a restriction; nothing of a posting outside an organ."""
    if raised is None or raised.state != ObjectionState.RAISED:
        return [Finding(_("No objection waits for a decision."))]
    organ = actor.posting.organisation if actor.posting is not None else None
    return list(gate.may_decide(row, raised, actor, organ)) if organ is not None else []


def objection_standing(row: Restriction, raised: Objection | None) -> Standing | None:
    """Return where an objection stands in words; None where none was raised."""
    if raised is None:
        return None
    if gate.closed_by_lifting(row, raised):
        return Standing("void", _("Closed, since the restriction was lifted"))
    tones = {ObjectionState.RAISED.value: "open", ObjectionState.UPHELD.value: "ok"}
    return Standing(tones.get(raised.state, "void"), str(ObjectionState(raised.state).label))


def facts_of(row: Restriction, actor: AnyActor) -> list[Fact]:
    """Return the facts of a restriction: ground with article, document, days, organs."""
    place = row.institution.get_absolute_url() if actor.may("institutions.view") else ""
    by = reconsider_by(row)
    note = _("until %(day)s") % {"day": formats.prose_date(by)} if by else ""
    until: Any = row.valid_until or (_("lifted before") if row.lifted_on else _("until lifted"))
    facts = [
        fact(_("Who is barred"), barred_name(row)),
        fact(_("Institution"), str(row.institution), url=place),
        fact(_("What is barred"), what_words(row)),
        fact(_("Ground"), ground_words(row)),
        fact(_("Barred from"), row.valid_from),
        fact(_("Last day"), until),
        fact(_("Decision"), row.document_number, is_number=True),
        fact(_("Set by"), row.set_by.name),
    ]
    if row.lifted_on is None:
        facts.append(fact(_("Administrative reconsideration"), _("may be asked for"), note=note))
    if row.lifted_on is not None:
        facts.append(fact(_("Lifted from"), row.lifted_on, note=row.lift_document))
        facts.append(fact(_("Lifted by"), row.lifted_by.name if row.lifted_by else ""))
    return facts
