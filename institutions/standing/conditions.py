"""The conditions that an institution has to keep, one function each over a picture of it on a day.

How many are needed, what a loss stops, which clock runs and by which article is a dated list
(`reference/law/standing_conditions.csv`); a condition without a row on the day is not asked. Where the portal does not
know enough, the answer is a doubt and stops nothing: a roster without full-time marks, an institution whose
instruments were never put on record.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from foundation.law import queries as law
from institutions.covering import Fit, duty_of, fit
from institutions.standing.kinds import Condition
from institutions.standing.picture import Item, Picture

LIST: Final = "standing_conditions"


class Answer(Enum):
    """Whether a condition is kept; a doubt is no loss."""

    KEPT = "kept"
    DOUBTFUL = "doubtful"
    LOST = "lost"


@dataclass(frozen=True)
class Rule:
    """What the dated list says of a condition: how many, what a loss stops, which clock and whether a finding follows.

    `clock` is the code of the statutory limit within which the institution may ask for a suspension for
    rectification; empty where there is none.
    """

    condition: Condition
    code: str
    name: str
    least: int
    stops_item: bool
    clock: str
    makes_finding: bool
    article: str
    to_be_confirmed: bool


@dataclass(frozen=True)
class Judged:
    """The answer about one condition of one item or practice category (empty: of the institution).

    `found` counts what is on record for certain, `unsure` what may count besides.
    """

    rule: Rule
    category: str
    answer: Answer
    found: int = 0
    unsure: int = 0

    @property
    def place(self) -> tuple[str, str]:
        """What was asked of what: the key by which answers of two days are compared."""
        return self.rule.condition.value, self.category

    @property
    def stops(self) -> bool:
        """Whether the item has to stop."""
        return self.answer is Answer.LOST and self.rule.stops_item


@dataclass(frozen=True)
class Coming:
    """That a condition kept today is lost from a day on if nothing is done."""

    day: date
    judged: Judged


def rules_on(on: date) -> dict[Condition, Rule]:
    """Return the rules of the conditions on a day, from the dated list."""
    found = {}
    for row in law.entries(LIST, on):
        said = {name: str(value) for name, value in row.details.items()}
        condition = Condition(said["condition"])
        found[condition] = Rule(
            condition, row.code, row.name, int(said["least"]), said["stops"] == "item", said.get("clock", ""),
            said["finding"] == "yes", row.source_text, row.to_be_confirmed,
        )  # fmt: skip
    return found


def third_appraiser(picture: Picture, item: Item, on: date, rule: Rule) -> Judged:
    """Whether enough full-time appraisers may work in an item (条例 art. 10(4); decisions.md 10)."""
    able = [each for each in picture.people if each.works_in(item.category, item.practice, on)]
    certain = sum(each.full_time is True for each in able)
    unsure = sum(each.full_time is None for each in able)
    if certain >= rule.least:
        answer = Answer.KEPT
    elif certain + unsure >= rule.least or not picture.people:
        answer = Answer.DOUBTFUL
    else:
        answer = Answer.LOST
    return Judged(rule, item.category, answer, certain, unsure)


def accreditation(picture: Picture, item: Item, on: date, rule: Rule) -> Judged | None:
    """Whether an item is accredited where that is compulsory; None where it is not."""
    duty = duty_of(item.category, on)
    if duty is None:
        return None
    holding = [each for each in picture.certificates if each.kind in duty.kinds and each.span.holds(on)]
    lies = [fit(item.category, each.covers) for each in holding]
    whole, part = lies.count(Fit.WITHIN), lies.count(Fit.WIDER)
    answer = Answer.KEPT if whole >= rule.least else Answer.DOUBTFUL if whole + part else Answer.LOST
    return Judged(rule, item.category, answer, whole, part)


def instruments(picture: Picture, item: Item, on: date, rule: Rule) -> Judged:
    """Whether an instrument that serves an item may be used; which ones an item needs is not laid down anywhere."""
    serving = [each for each in picture.tools if fit(item.category, each.categories) is not Fit.OUTSIDE]
    usable = sum(each.fit_on(on) for each in serving)
    answer = Answer.KEPT if usable >= rule.least else Answer.LOST if serving else Answer.DOUBTFUL
    return Judged(rule, item.category, answer, usable)


def quality_manager(picture: Picture, practice: str, on: date, rule: Rule) -> Judged:
    """Whether a practice category has exactly one quality manager who still practises here in it.

    An institution that never named any has not put them on record: nothing is known.
    """
    named = [each.person for each in picture.managers if each.practice == practice and each.span.holds(on)]
    able = {each.key for each in picture.people if each.works_in(practice, practice, on)}
    current = sum(person in able for person in named)
    if current == rule.least:
        return Judged(rule, practice, Answer.KEPT, current)
    return Judged(rule, practice, Answer.LOST if picture.managers else Answer.DOUBTFUL, current)


def head(picture: Picture, on: date, rule: Rule) -> Judged:
    """Whether the head is a full-time appraiser of the institution (条例 art. 10(3)).

    The register knows the head by name, and often a legal representative stands there: a name that no appraiser here
    bears is a doubt. One that an appraiser bears who is part-time or practises here no more is a loss.
    """
    named = [each for each in picture.people if picture.head and each.name == picture.head]
    able = [each for each in named if each.practises(on)]
    certain = sum(each.full_time is True for each in able)
    unsure = sum(each.full_time is None for each in able)
    answer = Answer.KEPT if certain >= rule.least else Answer.LOST if named and not unsure else Answer.DOUBTFUL
    return Judged(rule, "", answer, certain, unsure)


def premises(picture: Picture, on: date, rule: Rule) -> Judged:
    """Whether the institution has premises that it may use (条例 art. 10(2)); where none was ever recorded, a doubt.

    It is a doubt, too, that none of those in use is at the registered seat: one of both was not brought up to date.
    """
    used = [each for each in picture.premises if each.holds(on)]
    found = len(used)
    if found >= rule.least and picture.seat and not any(each.is_at(picture.seat) for each in used):
        return Judged(rule, "", Answer.DOUBTFUL, found)
    known = Answer.LOST if picture.premises else Answer.DOUBTFUL
    return Judged(rule, "", Answer.KEPT if found >= rule.least else known, found)


def activity(picture: Picture, on: date, rule: Rule) -> Judged:
    """Whether the institution has practised within a year (条例 art. 16(2)); while it may not, nothing is asked.

    Where no case is on record at all, its ledgers may never have been handed in.
    """
    since = max(filter(None, (picture.licence_from, picture.last_accepted)))
    barred = any(not bar.categories and bar.span.holds(on) for bar in picture.bars)
    if on < a_year_after(since):
        return Judged(rule, "", Answer.KEPT)
    known = picture.last_accepted is not None
    return Judged(rule, "", Answer.LOST if known and not barred else Answer.DOUBTFUL, int(known))


def a_year_after(day: date) -> date:
    """Return the same day of the next year; 1 March after 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


OF_ITEMS: Final[dict[Condition, Callable[[Picture, Item, date, Rule], Judged | None]]] = {
    Condition.THIRD_APPRAISER: third_appraiser,
    Condition.ACCREDITATION: accreditation,
    Condition.INSTRUMENTS: instruments,
}


def judge(picture: Picture, on: date) -> list[Judged]:
    """Judge every condition of an institution on a day: of each item, each practice category, and of the whole."""
    rules = rules_on(on)
    found = []
    for item in picture.items_on(on):
        for condition, ask in OF_ITEMS.items():
            said = ask(picture, item, on, rules[condition]) if condition in rules else None
            if said is not None:
                found.append(said)
    if Condition.QUALITY_MANAGER in rules:
        rule = rules[Condition.QUALITY_MANAGER]
        found += [quality_manager(picture, code, on, rule) for code in picture.practices_on(on)]
    if Condition.HEAD in rules and not picture.ended:
        found.append(head(picture, on, rules[Condition.HEAD]))
    if Condition.PREMISES in rules and not picture.ended:
        found.append(premises(picture, on, rules[Condition.PREMISES]))
    if Condition.ACTIVITY in rules and not picture.ended:
        found.append(activity(picture, on, rules[Condition.ACTIVITY]))
    return found


def lost(picture: Picture, on: date) -> dict[tuple[str, str], Judged]:
    """Return what is lost on a day, by condition and category."""
    if on not in picture.told:
        picture.told[on] = {each.place: each for each in judge(picture, on) if each.answer is Answer.LOST}
    found: dict[tuple[str, str], Judged] = picture.told[on]
    return found


def lost_since(picture: Picture, place: tuple[str, str], on: date) -> date:
    """Return the first day of the time without interruption for which a condition has been lost on a day."""
    first = on
    for day in reversed([day for day in _days(picture) if day <= on]):
        if place not in lost(picture, day):
            break
        first = day
    return first


def coming(picture: Picture, on: date, until: date) -> Iterator[Coming]:
    """What is kept on a day and will be lost by another if nothing is done, each with the first day of its loss."""
    gone = set(lost(picture, on))
    for day in _days(picture):
        if on < day <= until:
            for place, judged in lost(picture, day).items():
                if place not in gone:
                    gone.add(place)
                    yield Coming(day, judged)


def changed(before: Picture, after: Picture, on: date) -> tuple[list[Judged], list[Judged]]:
    """Return what is lost on a day in the second picture and not in the first, and the other way round."""
    was, is_now = lost(before, on), lost(after, on)
    return (
        [each for place, each in is_now.items() if place not in was],
        [each for place, each in was.items() if place not in is_now],
    )


def _days(picture: Picture) -> list[date]:
    last = max(filter(None, (picture.licence_from, picture.last_accepted)))
    return sorted({*picture.turns, a_year_after(last)})
