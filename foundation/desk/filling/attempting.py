"""Carrying out what a form asks for: refusals stand beside the fields, a second sending does nothing new."""

import hashlib
import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.once import Answer, digest_of, once
from foundation.desk.filling import keys
from foundation.desk.filling.versions import TAKE, VersionedForm, take_stored

Value = TypeVar("Value")
# Fields of the machinery, which are no part of what was asked.
UNSAID = frozenset({"csrfmiddlewaretoken", keys.NAME, TAKE, "act", "draft", "draft_version"})


def typed(request: HttpRequest) -> QueryDict | None:
    """What the person typed: the posted form, or what was kept when the session had ended; None without either."""
    if request.method == "POST":
        return request.POST
    return getattr(request, "kept", None)


def attempt(
    request: HttpRequest,
    form: BaseForm,
    act: Callable[[dict[str, Any]], Value],
    *,
    show: Callable[[list[Finding]], None] | None = None,
) -> Value | None:
    """Carry out an act with what a valid form holds; None when it was not asked for, not valid or refused.

    The findings then stand beside their fields (`show` puts them where a form has several parts). Where somebody
    else was faster, a VersionedForm shows both values of each field; any other form lets StaleState pass to the
    page that says so.
    """
    if request.method != "POST" or _only_takes(request, form) or not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except RuleBroken as refused:
        if show is not None:
            show(refused.findings)
        else:
            add_findings(form, refused.findings)
    except StaleState:
        if not isinstance(form, VersionedForm):
            raise
        form.show_differences()
        form.overtaken = True
    return None


def attempt_once(
    request: HttpRequest,
    form: BaseForm,
    act: Callable[[dict[str, Any]], Answer],
    *,
    scope: str,
    show: Callable[[list[Finding]], None] | None = None,
) -> Answer | None:
    """Like `attempt`, but sending the same form twice has one effect and the same answer.

    `act` returns what the page needs to go on (ids and addresses, no personal data). Raises KeyReused when
    the form was changed after it had been carried out; `foundation.desk.filling.middleware` makes a page of it.
    """

    def act_once(given: dict[str, Any]) -> Answer:
        key = keys.key_of(request) or secrets.token_hex(16)  # a form without a key is sent as often as it is sent
        answer, fresh = once(f"form:{scope}:{request.user.pk}", key, digest_of_post(request), lambda: act(given))
        return {**answer, "fresh": fresh}

    return attempt(request, form, act_once, show=show)


def digest_of_post(request: HttpRequest) -> bytes:
    """Return the digest of everything a form says, files by their contents."""
    said: dict[str, Any] = {name: request.POST.getlist(name) for name in request.POST if name not in UNSAID}
    for name, files in request.FILES.lists():
        said[f"file:{name}"] = [_hash_of(file) for file in files]
    return digest_of({"path": request.path, "said": said})


def _hash_of(file: Any) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def status_of(request: HttpRequest, *forms: BaseForm) -> int:
    """The status of a page with forms: 409 where somebody was faster, 422 where something is wrong, else 200."""
    if request.method != "POST":
        return 200
    if any(isinstance(form, VersionedForm) and (form.differences or form.overtaken) for form in forms):
        return 409
    return 422 if any(form.is_bound and form.errors for form in forms) else 200


def add_findings(form: BaseForm, findings: list[Finding]) -> None:
    """Put findings beside the fields they name, the others above the form."""
    for finding in findings:
        form.add_error(finding.field if finding.field in form.fields else None, words_of(finding))


def words_of(finding: Finding) -> str:
    """Return a finding as one text: what, article, way out. Chinese sentences follow each other without a space.

    Where a record stands against it, a link to that record follows.
    """
    between = "" if (get_language() or "").startswith("zh") else " "
    said = between.join(part for part in (str(finding.message), str(finding.article), str(finding.way_out)) if part)
    if not finding.record_url:
        return said
    link = _("On file: %(fact)s") % {"fact": finding.fact} if finding.fact else _("See what is on file")
    return format_html('{}{}<a href="{}">{}</a>', said, between, finding.record_url, link)


def _only_takes(request: HttpRequest, form: BaseForm) -> bool:
    """Whether the button pressed takes over a stored value and sends nothing."""
    return isinstance(form, VersionedForm) and take_stored(form, request.POST.get(TAKE, ""))
