"""What events of the custody of materials say, in words. No name of a person stands in them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext

from cases.custody import grounds
from cases.custody.order import Kind
from cases.custody.verbs import CONSENT, CORRECT, DESTROY, GIVE_BACK, KEEP, RECEIVE


def _told(facts: Mapping[str, Any]) -> list[str]:
    kind = str(facts.get("kind", ""))
    words = gettext("Material %(material)s, entry %(entry)s: %(kind)s.")
    label = str(Kind(kind).label) if kind in Kind.values else kind
    told = [words % {"material": facts.get("material", ""), "entry": facts.get("entry", ""), "kind": label}]
    if facts.get("counters"):
        told.append(gettext("It corrects entry %(number)s.") % {"number": facts["counters"]})
    if facts.get("ground"):
        told.append(gettext("Ground: %(ground)s.") % {"ground": _ground(facts)})
    if facts.get("document"):
        told.append(gettext("Document: %(number)s.") % {"number": facts["document"]})
    return told


def _ground(facts: Mapping[str, Any]) -> str:
    moment = facts.get("happened_at")
    on = timezone.localdate(datetime.fromisoformat(moment)) if isinstance(moment, str) else timezone.localdate()
    return grounds.named(str(facts["ground"]), on)


TELLERS: Final = dict.fromkeys((each.code for each in (RECEIVE, KEEP, CONSENT, GIVE_BACK, DESTROY, CORRECT)), _told)
