"""The verbs of the portal: what can be done, named once. Who may do it is data (Delegation)."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Verb:
    """A thing that can be done: code, words, and the article that gives the power, if one does."""

    code: str
    label: Any
    article: str = ""


_registry: dict[str, Verb] = {}


def register(*verbs: Verb) -> None:
    """Make verbs known. Apps call this when they are loaded; the same code twice is an error."""
    for verb in verbs:
        if _registry.get(verb.code, verb) != verb:
            raise ValueError(f"The verb {verb.code} is registered twice.")
        _registry[verb.code] = verb


def known(code: str) -> Verb:
    """Return the verb. Raises KeyError for one that nobody registered: a misspelt door stays shut loudly."""
    return _registry[code]


def all_verbs() -> list[Verb]:
    """Return every verb in the order of its code."""
    return [_registry[code] for code in sorted(_registry)]
