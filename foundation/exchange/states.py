"""States of an import and the lawful moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.audit.moves import Move


class State(models.TextChoices):
    """Where an import stands, from the upload to the loaded rows."""

    UPLOADED = "uploaded", _("Uploaded")
    READING = "reading", _("Being read")
    MAPPING_NEEDED = "mapping_needed", _("Columns to be assigned")
    CHECKED = "checked", _("Checked")
    LOADING = "loading", _("Being loaded")
    LOADED = "loaded", _("Loaded")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    STOPPED = "stopped", _("Stopped while loading")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


WAITING = frozenset({State.UPLOADED, State.READING})
AT_WORK = WAITING | {State.LOADING, State.UNDOING}
LOADABLE = frozenset({State.CHECKED, State.STOPPED})
UNDOABLE = frozenset({State.LOADED, State.STOPPED, State.FAILED})
OPEN = frozenset({State.UPLOADED, State.READING, State.MAPPING_NEEDED, State.CHECKED})

# Moves the portal makes itself. Their names are kinds of events; nobody needs to hold them as verbs.
READ = Move("import.read", frozenset({State.UPLOADED}), State.READING)
ASK = Move("import.asked", frozenset({State.READING}), State.MAPPING_NEEDED)
CHECK = Move("import.checked", frozenset({State.READING}), State.CHECKED)
FINISH = Move("import.loaded", frozenset({State.LOADING}), State.LOADED)
REFUSE_LOAD = Move("import.load_refused", frozenset({State.LOADING}), State.CHECKED)
FINISH_UNDO = Move("import.undone", frozenset({State.UNDOING}), State.UNDONE)
FAIL = Move("import.failed", frozenset({State.UPLOADED, State.READING, State.LOADING}), State.FAILED)


def settle(verb: str) -> Move:
    """Answering what the portal asked: the sheet is read again with the answers."""
    return Move(verb, frozenset({State.MAPPING_NEEDED, State.CHECKED}), State.UPLOADED)


def order(verb: str) -> Move:
    """Ordering the valid rows to be loaded."""
    return Move(verb, LOADABLE, State.LOADING)


def stop(verb: str) -> Move:
    """Stopping a load between two chunks: what is loaded stays; later the rest can be loaded, or this much undone."""
    return Move(verb, frozenset({State.LOADING}), State.STOPPED)


def undo(verb: str) -> Move:
    """Ordering the records of an import to be made void."""
    return Move(verb, UNDOABLE, State.UNDOING)


def give_undo_back(state: str) -> Move:
    """An undo that was not carried out: the import stands as it stood before the order."""
    return Move("import.undo_refused", frozenset({State.UNDOING}), state)


def cancel(verb: str) -> Move:
    """Giving an import up before anything of it was loaded."""
    return Move(verb, OPEN, State.CANCELLED)
