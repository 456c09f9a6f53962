"""The long forms that keep drafts, by their code. Apps register theirs when they are loaded (`apps.py`)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from foundation.desk.models import Draft

Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class LongForm:
    """A form with drafts: code, title, the route of its page, its verb, and what a draft of it is called."""

    code: str
    title: Any
    route: str
    verb: str
    name_of: Callable[[Fields], str]

    @property
    def url(self) -> str:
        """The address of the empty form."""
        return reverse(self.route)


_forms: dict[str, LongForm] = {}


def register(form: LongForm) -> None:
    """Make a form known. Raises ValueError for a code given twice."""
    if _forms.get(form.code, form) != form:
        raise ValueError(f"The form {form.code} is registered twice.")
    _forms[form.code] = form


def known(code: str) -> LongForm:
    """Return the form. Raises KeyError for one that nobody registered."""
    return _forms[code]


def shown(drafts: Sequence[Draft]) -> list[dict[str, Any]]:
    """Return drafts as a page lists them: name, address, when saved; opened for their owner only."""
    return [
        {
            "draft": draft,
            "name": known(draft.form).name_of(draft.fields),
            "url": f"{known(draft.form).url}?draft={draft.pk}",
        }
        for draft in drafts
    ]
