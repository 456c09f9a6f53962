"""Standing conditions in words, for pages and programs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.desk.detail.page import Standing
from governance.standing.foresight import Stop
from institutions.covering import named
from institutions.standing.conditions import Answer, Condition, Judged
from institutions.standing.picture import Picture

TONES = {Answer.KEPT: "ok", Answer.DOUBTFUL: "hold", Answer.LOST: "late"}


def said(judged: Judged) -> str:
    """Say in a few words what was found."""
    say = {
        Condition.THIRD_APPRAISER: _appraisers,
        Condition.ACCREDITATION: _accredited,
        Condition.INSTRUMENTS: _instruments,
        Condition.QUALITY_MANAGER: _manager,
        Condition.HEAD: _head,
        Condition.PREMISES: _housed,
        Condition.ACTIVITY: _active,
    }
    return say[judged.rule.condition](judged)


def _appraisers(judged: Judged) -> str:
    told = {"found": judged.found, "least": judged.rule.least, "unsure": judged.unsure}
    if judged.unsure and judged.answer is not Answer.KEPT:
        return _("%(found)d of %(least)d, and %(unsure)d without a mark") % told
    if judged.answer is Answer.DOUBTFUL:
        return _("No appraiser on record")
    return _("%(found)d of %(least)d") % told


def _accredited(judged: Judged) -> str:
    if judged.answer is Answer.DOUBTFUL:
        return _("Accredited in part")
    return _("Accredited") if judged.answer is Answer.KEPT else _("Not accredited")


def _instruments(judged: Judged) -> str:
    if judged.answer is Answer.DOUBTFUL:
        return _("No instrument on record")
    return ngettext("%(count)d usable", "%(count)d usable", judged.found) % {"count": judged.found}


def _manager(judged: Judged) -> str:
    if judged.answer is Answer.DOUBTFUL:
        return _("No quality manager on record")
    return _("In office") if judged.answer is Answer.KEPT else _("No quality manager")


def _housed(judged: Judged) -> str:
    if judged.answer is Answer.DOUBTFUL and judged.found:
        return _("None of the premises in use is at the registered seat")
    if judged.answer is Answer.DOUBTFUL:
        return _("No premises on record")
    return _("Premises in use") if judged.answer is Answer.KEPT else _("No premises in use")


def _head(judged: Judged) -> str:
    if judged.answer is Answer.KEPT:
        return _("Is a full-time appraiser of the institution")
    if judged.unsure:
        return _("Is an appraiser without a full-time mark")
    if judged.answer is Answer.LOST:
        return _("Is part-time, or practises here no more")
    return _("No appraiser of this name")


def _active(judged: Judged) -> str:
    if judged.answer is Answer.KEPT:
        return _("Has practised within a year")
    if judged.answer is Answer.DOUBTFUL and not judged.found:
        return _("No case on record")
    if judged.answer is Answer.DOUBTFUL:
        return _("Is not allowed to practise at present")
    return _("No case accepted for a year")


def place_of(judged: Judged) -> str:
    """Name what a condition was asked of: an item, a practice category, or the institution."""
    return named([judged.category]) if judged.category else _("The institution")


@dataclass(frozen=True)
class Line:
    """An item of the licence with the answer to each condition asked of it, by condition; `state` is the worst."""

    name: str
    code: str
    answers: tuple[Judged | None, ...]
    state: Standing

    @property
    def cells(self) -> list[tuple[str, str, str]]:
        """Heading, tone and words of each answer; without words where a condition is not asked."""
        labels = (str(each.label) for each in COLUMNS)
        return [
            (label, TONES[each.answer], said(each)) if each is not None else (label, "", "")
            for label, each in zip(labels, self.answers, strict=True)
        ]


COLUMNS = (Condition.THIRD_APPRAISER, Condition.ACCREDITATION, Condition.INSTRUMENTS)


def lines_of(answers: Iterable[Judged]) -> list[Line]:
    """Return the items with their answers, those that have to stop first."""
    by_item: dict[str, dict[str, Judged]] = {}
    for each in answers:
        if each.rule.condition in COLUMNS:
            by_item.setdefault(each.category, {})[each.rule.condition] = each
    found = []
    for code, known in by_item.items():
        found.append(Line(named([code]), code, tuple(known.get(each) for each in COLUMNS), _worst(known.values())))
    order = {"late": 0, "due": 1, "hold": 2, "ok": 3}
    return sorted(found, key=lambda line: (order[line.state.tone], line.code))


def _worst(answers: Iterable[Judged]) -> Standing:
    known = list(answers)
    if any(each.stops for each in known):
        return Standing("late", _("Has to stop"))
    if any(each.answer is Answer.LOST for each in known):
        return Standing("due", _("To be put right"))
    if any(each.answer is Answer.DOUBTFUL for each in known):
        return Standing("hold", _("Not known for certain"))
    return Standing("ok", _("Conditions kept"))


def staff_of(picture: Picture, on: date) -> dict[str, int]:
    """Count who is registered here, who of them may practise on a day, and who of these is full-time or unmarked."""
    able = [each for each in picture.people if each.practises(on)]
    return {
        "here": sum(any(span.holds(on) for span in each.here) for each in picture.people),
        "able": len(able),
        "full": sum(each.full_time is True for each in able),
        "unsure": sum(each.full_time is None for each in able),
    }


def finding_of(lines: Sequence[Line], missing: Sequence[Judged]) -> str:
    """Say in one sentence how the institution stands."""
    stopped = [line.name for line in lines if line.state.tone == "late"]
    if stopped:
        head = ngettext(
            "%(count)d of %(all)d items has to stop: %(names)s.",
            "%(count)d of %(all)d items have to stop: %(names)s.",
            len(stopped),
        )
        return head % {"count": len(stopped), "all": len(lines), "names": "、".join(stopped)}
    if missing:
        count = len(missing)
        return ngettext(
            "No item has to stop; %(count)d condition is to be put right.",
            "No item has to stop; %(count)d conditions are to be put right.",
            count,
        ) % {"count": count}
    return _("No condition is known to be lost.")


def cited(judged: Judged) -> dict[str, Any]:
    """The rule behind an answer: its words, its article, and whether the article awaits confirmation."""
    rule = judged.rule
    return {"name": rule.name, "article": rule.article, "unconfirmed": rule.to_be_confirmed}


def stop_words(stop: Stop) -> str:
    """Say who may take an item that stops: none, or the nearest able institution and how far it is."""
    if stop.next is None:
        return _("No other institution of the province is able.")
    told = {"name": stop.next, "km": stop.km, "able": stop.able}
    if stop.able_in_county:
        return _("%(name)s in the same county; %(able)d able in the province.") % told
    if stop.able_in_city:
        return _("%(name)s in the same city; the county is left without.") % told
    if stop.km is None:
        return _("%(name)s in another city; county and city are left without.") % told
    return _("%(name)s, about %(km)d km away; county and city are left without.") % told
