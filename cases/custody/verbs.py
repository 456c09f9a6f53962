"""What can be done about the custody of materials."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

KEEPING: Final = "司法鉴定程序通则第二十二条"
RECEIVE: Final = Verb(
    "cases.receive_material", _("Record the receipt of materials"), "司法鉴定程序通则第十二条、第二十二条"
)
KEEP: Final = Verb("cases.keep_material", _("Record where materials are, who has them and what is used"), KEEPING)
CONSENT: Final = Verb("cases.record_consent", _("Record consents of clients to damage or destruction"), KEEPING)
GIVE_BACK: Final = Verb("cases.return_material", _("Record that materials are given back"), KEEPING)
DESTROY: Final = Verb("cases.destroy_material", _("Record that materials are destroyed"), KEEPING)
CORRECT: Final = Verb("cases.correct_custody", _("Correct the chain of custody"), KEEPING)

VERBS: Final = (RECEIVE, KEEP, CONSENT, GIVE_BACK, DESTROY, CORRECT)
SCOPES: Final = (
    ApiScope("custody:receive", _("Record the receipt of materials"), RECEIVE.code),
    ApiScope("custody:keep", _("Record the keeping of materials"), KEEP.code),
    ApiScope("custody:consent", _("Record consents about materials"), CONSENT.code),
    ApiScope("custody:return", _("Record the return of materials"), GIVE_BACK.code),
    ApiScope("custody:destroy", _("Record the destruction of materials"), DESTROY.code),
    ApiScope("custody:correct", _("Correct the chain of custody by programs"), CORRECT.code),
)
