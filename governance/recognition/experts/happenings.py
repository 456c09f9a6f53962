"""What events and notices of experts and their draws say, in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.law import queries as law
from governance.recognition.actions.appointing import DECIDED_NOTICE, ENDED_NOTICE
from governance.recognition.experts.serving import DRAWN_NOTICE, EVALUATED_NOTICE
from governance.recognition.experts.states import Mark, Rank
from governance.recognition.experts.verbs import (
    APPOINT,
    AVAILABILITY,
    DRAW,
    EVALUATE,
    NOMINATE,
    NOMINATE_OUTSIDE,
    OPEN,
    REVEAL,
)


def _ranked(facts: Mapping[str, Any]) -> list[str]:
    known, labels = law.categories(), dict(Rank.choices)
    code = str(facts.get("category", ""))
    words = {"category": known[code].name if code in known else code, "rank": labels.get(str(facts.get("rank")), "—")}
    return [gettext("%(category)s, %(rank)s.") % words]


def _available(facts: Mapping[str, Any]) -> list[str]:
    return [gettext("Available.") if facts.get("available") else gettext("Not available.")]


def _promised(facts: Mapping[str, Any]) -> list[str]:
    if not {"pool", "recused", "commitment"} <= set(facts):
        return []
    return [gettext("Pool of %(pool)s, %(recused)s recused; promise %(commitment)s.") % facts]


def _drawn(facts: Mapping[str, Any]) -> list[str]:
    return [gettext("Public value %(value)s.") % {"value": facts.get("value", "—")}]


def _marked(facts: Mapping[str, Any]) -> list[str]:
    labels = dict(Mark.choices)
    return [
        gettext("%(mark)s: %(n)s.") % {"mark": labels.get(mark, mark), "n": number}
        for mark, number in sorted(dict(facts.get("marks", {})).items())
    ]


KINDS: Final[dict[str, Any]] = {
    "outsider.entered": _("Person from outside the profession entered"),
    "outsider.changed": _("Particulars of a person from outside the profession changed"),
}
LOOKS: Final = (REVEAL.code,)
TELLERS: Final = {
    NOMINATE.code: _ranked,
    NOMINATE_OUTSIDE.code: _ranked,
    APPOINT.code: _ranked,
    AVAILABILITY.code: _available,
    OPEN.code: _promised,
    DRAW.code: _drawn,
    EVALUATE.code: _marked,
}
SENTENCES: Final[dict[str, Any]] = {
    DECIDED_NOTICE: _("Your nomination as an expert is decided. The page says how."),
    ENDED_NOTICE: _("Your term as an expert is ended. The page gives the reason."),
    DRAWN_NOTICE: _("You were drawn as an expert by %(organ)s (draw %(number)s). The page says for what."),
    EVALUATED_NOTICE: _("%(organ)s evaluated your work as a drawn expert (draw %(number)s). The page says how."),
}
_OWN: Final = _("You were nominated as an expert.")
REASONS: Final[dict[str, Any]] = dict.fromkeys(SENTENCES, _OWN)
SHORT: Final[dict[str, Any]] = {
    DECIDED_NOTICE: _("Nominations decided"),
    ENDED_NOTICE: _("Terms ended"),
    DRAWN_NOTICE: _("Drawn as an expert"),
    EVALUATED_NOTICE: _("Work as an expert evaluated"),
}
