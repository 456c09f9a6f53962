"""Which roles exist at which bodies, and which nobody may hold together."""

from typing import Final

from foundation.accounts.models import Organisation
from foundation.accounts.roles import INSTITUTIONAL, SUPERVISING, Role

Kind = Organisation.Kind
Level = Organisation.Level

_HOMES: Final[dict[str, frozenset[Role]]] = {
    Kind.ORGAN: SUPERVISING | {Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR, Role.EXPERT},
    Kind.INSTITUTION: INSTITUTIONAL | {Role.APPRAISER, Role.ASSISTANT, Role.EXPERT},
    Kind.ASSOCIATION: frozenset({Role.ASSOCIATION_SECRETARY, Role.EXPERT}),
    Kind.CASE_HANDLING: frozenset({Role.ORGAN_USER}),
}
_PROVINCIAL: Final = frozenset({Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR})

# What an institution administrator may grant in his own institution.
GRANTABLE_BY_INSTITUTION: Final = INSTITUTIONAL | {Role.APPRAISER, Role.ASSISTANT}

# Administrators and auditors watch each other; one person in both watches nobody (trust AZ-07).
SEPARATED: Final = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR})


def roles_at(organisation: Organisation) -> frozenset[Role]:
    """Return the roles that can be held at a body. Administration and audit are provincial."""
    roles = _HOMES[organisation.kind]
    return roles if organisation.level == Level.PROVINCE else roles - _PROVINCIAL
