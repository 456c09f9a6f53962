"""Races about accounts, delegation, legal tables, calendars, jobs and the clients of the API."""

from datetime import date
from typing import Any

from django.utils import timezone

from appraisal_portal.administration import running
from foundation.accounts.actions.contacting import keep_contact
from foundation.accounts.actions.delegating import give, take
from foundation.accounts.actions.disabling import disable, enable
from foundation.accounts.actions.opening import open_account, open_organisation
from foundation.accounts.actions.posting import end_posting, grant_posting
from foundation.accounts.actions.resetting import start_reset
from foundation.accounts.models import Organisation, User
from foundation.accounts.roles import Role
from foundation.audit.actors import SYSTEM
from foundation.audit.models import OutboxMessage
from foundation.clocks.actions.publishing import load_calendar, publish_edition
from foundation.exchange.actions import clients
from foundation.exchange.actions.clients import NewSecret
from foundation.kpi.actions.recounting import order_recount, stop_recount
from foundation.law.actions.amending import amend, end
from foundation.law.models import Ground
from tests.people import Cast
from tests.races.kit import Deed, Scene

WHY = "示例：依申请办理"
TODAY = date(2026, 11, 25)


def account(cast: Cast) -> Deed:
    given: dict[str, Any] = {"name": "示例新人", "username": "shili.xinren", "role": Role.OFFICER, "reason": WHY}
    organ, by = cast.jinan.organisation, cast.actor("administrator")
    return lambda: open_account(organisation=organ, valid_from=TODAY, by=by, **given)


def posting(cast: Cast) -> Deed:
    given: dict[str, Any] = {"role": Role.INSPECTOR, "valid_from": TODAY, "reason": WHY}
    user, organ, by = cast.jinan.user, cast.jinan.organisation, cast.actor("administrator")
    return lambda: grant_posting(user, organisation=organ, by=by, **given)


def posting_end(cast: Cast) -> Deed:
    row, by = cast.lixia, cast.actor("administrator")
    return lambda: end_posting(row, last_day=TODAY, by=by, reason=WHY, version=row.trail_seq)


def in_an_institution(cast: Cast) -> Deed:
    given: dict[str, Any] = {"role": Role.QUALITY_MANAGER, "valid_from": TODAY, "reason": WHY}
    user, house = cast.jinan_clerk.user, cast.jinan_institution.organisation
    by = cast.actor("jinan_institution_administrator")
    return lambda: grant_posting(user, organisation=house, by=by, **given)


def disabling(cast: Cast) -> Deed:
    user, by = cast.lixia.user, cast.actor("administrator")
    return lambda: disable(User.objects.get(pk=user.pk), by=by, reason=WHY)


def enabling(cast: Cast) -> Deed:
    user, by = cast.lixia.user, cast.actor("administrator")
    disable(user, by=by, reason=WHY)
    return lambda: enable(User.objects.get(pk=user.pk), by=by, reason=WHY)


def resetting(cast: Cast) -> Deed:
    user, by = cast.lixia.user, cast.actor("administrator")
    return lambda: start_reset(user, by=by, reason=WHY)


def organisation(cast: Cast) -> Deed:
    given: dict[str, Any] = {"kind": "court", "level": "none", "name": "示例历下区人民法院", "division": "370102"}
    by = cast.actor("administrator")
    return lambda: open_organisation(by=by, reason=WHY, **given)


def contact(cast: Cast) -> Deed:
    key, by = cast.jinan.organisation_id, cast.actor("jinan")
    seen = cast.jinan.organisation.trail_seq
    given = {"address": "示例路1号", "telephone": "0531-00000001", "office_hours": "9:00—17:00", "reason": WHY}
    return lambda: keep_contact(Organisation.objects.get(pk=key), version=seen, by=by, **given)


def delegation(cast: Cast) -> Deed:
    given: dict[str, Any] = {"verb": "figures.view", "role": Role.APPRAISER, "level": "none", "source": "示例决定"}
    by = cast.actor("administrator")
    return lambda: give(effective_from=date(2026, 12, 1), by=by, **given)


def delegation_taken(cast: Cast) -> Deed:
    given: dict[str, Any] = {"verb": "figures.view", "role": Role.OFFICER, "level": "county", "source": "示例决定"}
    by = cast.actor("administrator")
    return lambda: take(effective_from=TODAY, by=by, **given)


def amendment(cast: Cast) -> Deed:
    row, by = Ground.objects.get(code="TZ20-3"), cast.actor("administrator")
    values = {"name_zh": "示例：改过的文字"}
    return lambda: amend(row, by=by, values=values, effective_from=date(2026, 12, 1), reason=WHY, version=row.trail_seq)


def article_end(cast: Cast) -> Deed:
    row, by = Ground.objects.get(code="TZ20-3"), cast.actor("administrator")
    return lambda: end(row, by=by, last_day=date(2026, 12, 31), reason=WHY, version=row.trail_seq)


def edition(cast: Cast) -> Deed:
    load_calendar(SYSTEM)
    given: dict[str, Any] = {"year": 2027, "published": True, "source": "示例通知", "supersedes": "2027-provisional"}
    days = {"holidays": {date(2027, 1, day): "元旦" for day in (1, 2, 3)}, "makeup_days": {}}
    return lambda: publish_edition(by=cast.actor("administrator"), reason=WHY, **given, **days)


def retrying(cast: Cast) -> Deed:
    now, by = timezone.now(), cast.actor("administrator")
    message = OutboxMessage.objects.create(topic="kpi.expiry", not_before=now, parked_at=now, attempts=5)
    return lambda: running.retry(message.pk, by=by, reason=WHY)


def _client(cast: Cast) -> NewSecret:
    return clients.register_client(
        name="示例业务系统",
        organisation=cast.jinan_institution.organisation,
        role=Role.CASE_CLERK,
        scopes=("cases:read",),
        by=cast.actor("administrator"),
        reason=WHY,
    )


def client(cast: Cast) -> Deed:
    return lambda: _client(cast)


def client_revoked(cast: Cast) -> Deed:
    row, by = _client(cast).client, cast.actor("administrator")
    return lambda: clients.revoke_client(row, by=by, reason=WHY, version=row.trail_seq)


def secret_rotated(cast: Cast) -> Deed:
    row, by = _client(cast).client, cast.actor("administrator")
    return lambda: clients.rotate_secret(row, overlap_days=7, by=by, reason=WHY, version=row.trail_seq)


def recount(cast: Cast) -> Deed:
    by = cast.actor("province")
    return lambda: order_recount(by=by, reason=WHY)


def recount_stopped(cast: Cast) -> Deed:
    row, by = order_recount(by=cast.actor("administrator"), reason=WHY), cast.actor("province_leader")
    return lambda: stop_recount(row, by=by, reason=WHY, version=row.trail_seq)


SCENES = (
    Scene("accounts.manage", account, "account", events=3),
    Scene("accounts.manage", posting, "posting"),
    Scene("accounts.manage", posting_end, "posting ended"),
    Scene("accounts.manage", disabling, "disabled"),
    Scene("accounts.manage", enabling, "enabled"),
    Scene("accounts.manage", resetting, "reset", keyed=True),
    Scene("accounts.manage_institution", in_an_institution),
    Scene("accounts.open_organisation", organisation),
    Scene("organisations.keep_contact", contact),
    Scene("delegation.amend", delegation, "given", lasting=True),
    Scene("delegation.amend", delegation_taken, "taken", lasting=True),
    Scene("law.amend", amendment, "amended", lasting=True),
    Scene("law.amend", article_end, "ended", lasting=True),
    Scene("clocks.publish_edition", edition, lasting=True),
    Scene("jobs.retry", retrying),
    Scene("figures.recount", recount),
    Scene("figures.stop_recount", recount_stopped),
    Scene("api.register_client", client, keyed=True, events=3),
    Scene("api.revoke_client", client_revoked, events=2),
    Scene("api.rotate_secret", secret_rotated),
)
