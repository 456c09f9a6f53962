"""Accounts and organisations as their pages show them: facts, postings, and the acts with their reasons."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import AnyActor
from foundation.accounts.actions.authority import objections_to_managing, self_dealing
from foundation.accounts.actions.disabling import standing_objections
from foundation.accounts.actions.resetting import must_be_enabled
from foundation.accounts.catalogue import MANAGE_ACCOUNTS, MANAGE_INSTITUTION, VIEW_ACCOUNTS
from foundation.accounts.models import Organisation, Posting, User
from foundation.audit.errors import Finding
from foundation.desk import formats
from foundation.desk.detail import tabs
from foundation.desk.detail.acts import Wish, offered
from foundation.desk.detail.facts import Fact, fact
from foundation.desk.detail.page import Detail, Link, Standing
from foundation.desk.detail.tabs import Tab

USER, ORGANISATION = "user", "organisation"
MANAGING = (MANAGE_ACCOUNTS.code, MANAGE_INSTITUTION.code)
ACCOUNTS = gettext_lazy("Accounts and postings")


def register_tabs() -> None:
    """Put the tabs in their places; called once when the site is loaded."""
    verb = VIEW_ACCOUNTS.code
    tabs.register(
        USER,
        Tab("overview", gettext_lazy("Overview"), "administration:user", verb, 0),
        Tab("trail", gettext_lazy("Trail"), "administration:user_trail", verb, 80),
    )
    tabs.register(
        ORGANISATION,
        Tab("overview", gettext_lazy("Overview"), "administration:organisation", verb, 0),
        Tab("postings", gettext_lazy("Postings"), "administration:organisation_postings", verb, 20, rows=postings_at),
        Tab("trail", gettext_lazy("Trail"), "administration:organisation_trail", verb, 80),
    )


def user_detail(user: User, actor: AnyActor) -> Detail:
    """Return the page of an account; the row comes from `users_seen_by`, with the postings the actor sees."""
    postings: list[Posting] = list(getattr(user, "seen_postings", ()))
    facts = [user.username]
    if user.last_login is not None:
        facts.append(_("last sign-in %(moment)s") % {"moment": formats.table_moment(user.last_login)})
    return Detail(
        kind=USER,
        model="accounts.Posting",
        row=user,
        why_row=postings[0].pk if postings else None,
        title=user.shown_name,
        streams=(user.stream, *(posting.stream for posting in postings)),
        standing=Standing("ok", _("Enabled")) if user.is_active else Standing("void", _("Disabled")),
        facts=facts,
        crumbs=[Link(ACCOUNTS, reverse("administration:users"))],
        acts=offered(actor, *_wishes_for_user(user, actor)),
    )


def _wishes_for_user(user: User, actor: AnyActor) -> list[Wish]:
    """Granting, resetting, and either disabling or enabling: the state says which of the two exists."""
    whole = objections_to_managing(actor, user)
    own = self_dealing(actor, user)
    wishes = [
        Wish(
            MANAGING,
            _("Grant a posting"),
            reverse("administration:posting_new", args=[user.pk]),
            findings=[*own, *must_be_enabled(user)],
            is_next=True,
            asks_reason=True,
        ),
        Wish(
            MANAGING,
            _("Ask for a new password"),
            reverse("administration:user_reset", args=[user.pk]),
            findings=[*whole, *must_be_enabled(user)],
            asks_reason=True,
        ),
    ]
    if user.is_active:
        label, route = _("Disable the account"), "administration:user_disable"
    else:
        label, route = _("Enable the account"), "administration:user_enable"
    findings = [*whole, *standing_objections(user, active=not user.is_active)]
    url = reverse(route, args=[user.pk])
    return [*wishes, Wish(MANAGING, label, url, findings=findings, is_grave=user.is_active, asks_reason=True)]


def organisation_detail(body: Organisation, actor: AnyActor) -> Detail:
    """Return the page of a body for an actor who sees it."""
    facts = [body.get_kind_display(), str(body.division)]
    if body.level != Organisation.Level.NONE:
        facts.insert(1, body.get_level_display())
    return Detail(
        kind=ORGANISATION,
        model="accounts.Organisation",
        row=body,
        title=body.name,
        streams=(body.stream,),
        standing=Standing("void", _("Closed")) if body.closed_on else Standing("ok", _("Open")),
        facts=facts,
        crumbs=[
            Link(ACCOUNTS, reverse("administration:users")),
            Link(_("Organisations"), reverse("administration:organisations")),
        ],
        acts=offered(actor, _open_account(body)),
    )


def _open_account(body: Organisation) -> Wish:
    closed = [Finding(_("This organisation is closed."))] if body.closed_on else []
    return Wish(MANAGING, _("Open an account"), reverse("administration:user_new"), findings=closed, is_next=True)


def organisation_facts(body: Organisation) -> list[Fact]:
    """Return the facts of a body."""
    superior = reverse("administration:organisation", args=[body.parent_id]) if body.parent_id else ""
    return [
        fact(_("Kind"), body.get_kind_display()),
        fact(_("Level"), "" if body.level == Organisation.Level.NONE else body.get_level_display()),
        fact(_("Seat"), str(body.division)),
        fact(_("Superior body"), body.parent.name if body.parent else "", url=superior),
        fact(_("Short name"), body.short_name),
        fact(_("Unified social credit code"), body.credit_code, is_number=True),
        fact(_("Closed on"), body.closed_on),
        fact(_("State"), _("Closed") if body.closed_on else _("Open")),
    ]


def postings_at(body: Organisation, actor: AnyActor) -> "QuerySet[Posting]":
    """Postings at a body that the actor sees, with their people."""
    return Posting.objects.visible_to(actor).filter(organisation=body).select_related("user__person", "organisation")
