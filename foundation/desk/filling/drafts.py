"""A long form between page and draft: what a window has read, saving by button or by itself, two windows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse, QueryDict
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.audit.errors import RuleBroken
from foundation.desk import formats
from foundation.desk.actions import drafting
from foundation.desk.filling.attempting import UNSAID
from foundation.desk.filling.middleware import IN_BACKGROUND, query_of
from foundation.desk.formats import clock_time
from foundation.desk.models import Draft


@dataclass(frozen=True)
class Window:
    """What a window knows of its draft: none yet, or the version it has read."""

    pk: UUID | None = None
    version: int = 0


def draft_asked(request: HttpRequest, actor: AnyActor, form: str) -> Draft | None:
    """Return the draft that the address names, if it is one's own."""
    pk = _uuid(request.GET.get("draft", ""))
    return Draft.objects.visible_to(actor).of_form(form).filter(pk=pk).first() if pk else None


def window_of(request: HttpRequest) -> Window:
    """Read from a post which draft the window works at."""
    version = request.POST.get("draft_version", "")
    number = int(version) if version.isdecimal() and len(version) < 10 else 0
    return Window(_uuid(request.POST.get("draft", "")), number)


def in_background(request: HttpRequest) -> bool:
    """Whether the page saves by itself; it wants a short answer and no page."""
    return IN_BACKGROUND in request.headers


def typed_fields(data: QueryDict) -> dict[str, list[str]]:
    """Return what a draft keeps of posted data."""
    return {name: values for name, values in data.lists() if name not in UNSAID}


def autosave(request: HttpRequest, actor: AnyActor, form: str, labels: Mapping[str, str]) -> JsonResponse:
    """Save what was typed and answer with the new version, or with what another window has changed."""
    window = window_of(request)
    try:
        draft = drafting.save_draft(form, typed_fields(request.POST), by=actor, pk=window.pk, version=window.version)
    except drafting.DraftChanged as changed:
        return JsonResponse({"message": words_of_change(changed, request.POST, labels)}, status=409)
    except RuleBroken as refused:
        return JsonResponse({"message": " ".join(str(each.message) for each in refused.findings)}, status=422)
    return JsonResponse(
        {
            "draft": str(draft.pk),
            "version": draft.version,
            "message": _("Draft saved at %(time)s") % {"time": clock_time(draft.updated_at)},
        }
    )


@dataclass(frozen=True)
class DraftDifference:
    """One field that two windows hold differently."""

    label: str
    stored: str
    sent: str


def differences(draft: Draft, data: QueryDict, labels: Mapping[str, str]) -> list[DraftDifference]:
    """Compare a stored draft with what a window sends, field by field; fields without a label are named as they are."""
    stored, sent = query_of(draft.fields), query_of(typed_fields(data))
    names = [name for name in dict.fromkeys([*sent, *stored]) if not name.endswith("_FORMS")]
    return [
        DraftDifference(
            labels.get(name, name), formats.listed(stored.getlist(name)), formats.listed(sent.getlist(name))
        )
        for name in names
        if stored.getlist(name) != sent.getlist(name)
    ]


def words_of_change(changed: drafting.DraftChanged, data: QueryDict, labels: Mapping[str, str]) -> str:
    """Say in one sentence what another window has done."""
    if changed.draft is None:
        return _("This draft was sent or discarded in another window. What you type here is not being saved.")
    fields = [each.label for each in differences(changed.draft, data, labels)][:6]
    return _(
        "Another window saved this draft at %(time)s. It differs in: %(fields)s. Press “Save draft” to see both."
    ) % {
        "time": clock_time(changed.draft.updated_at),
        "fields": formats.listed(fields) or "—",
    }


def context_of(draft: Draft | None, window: Window) -> dict[str, Any]:
    """What the template of a form with drafts needs."""
    return {
        "draft": draft,
        "draft_id": draft.pk if draft else (window.pk or ""),
        "draft_version": draft.version if draft else window.version,
    }


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
