"""A reason is part of every decision: how long it must be, in one place."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.audit.errors import Finding

LEAST: Final = 2
"""Characters: in Chinese two can be a reason (补录), one is a slip of the keyboard."""

LONGEST: Final = 500
"""Characters of a reason on a form and for programs: what is longer belongs into a document."""


def lacking(reason: str) -> list[Finding]:
    """Return what is wrong with a reason, beside the field `reason`; nothing if it says something."""
    if len(reason.strip()) >= LEAST and "\0" not in reason:
        return []
    return [
        Finding(_("Write the reason in at least %(limit_value)d characters.") % {"limit_value": LEAST}, field="reason")
    ]


def overlong(reason: str) -> list[Finding]:
    """Return what is wrong with a reason that is too long, beside the field `reason`; nothing otherwise."""
    return [Finding(at_most(reason, LONGEST), field="reason")] if len(reason) > LONGEST else []


def at_most(text: str, most: int) -> str:
    """Say that a text has more than `most` characters, in the words of the forms: whichever looks first."""
    words = ngettext(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        most,
    )
    return words % {"limit_value": most, "show_value": len(text)}


def unstorable(text: str, field: str) -> list[Finding]:
    """Return what is wrong with a text that holds a character the database refuses; nothing otherwise."""
    if "\0" not in text:
        return []
    return [Finding(_("This text holds a character that cannot be stored."), field=field)]


def unfit(reason: str) -> list[Finding]:
    """Return what is wrong with a reason that has to be given: too short, too long, not to be stored."""
    return [*lacking(reason), *overlong(reason)]
