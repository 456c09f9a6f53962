"""Who complains is read by nobody in passing: planted words are looked for in everything that leaves (PD-08)."""

import io
import re
from urllib.parse import quote

from django.test import Client

from complaints.models import Complaint
from complaints.public import cookie
from tests.access.test_canaries import lying_open
from tests.complaints.filling import FOLLOW, NEW, RECEIPT, answers, send
from tests.factories.complaints import IDENTITY
from tests.people import Cast

CANARIES = {
    "name": "示例金丝雀丙", "phone": "0531-00000077", "address": "示例金丝雀路7号", "account": "示例金丝雀经过"
}  # fmt: skip


def test_no_log_address_cookie_or_column_tells_who_complains(cast: Cast, log_lines: io.StringIO) -> None:
    """From the first answer to the progress: drafts, trail, outbox, cache, sessions among the columns."""
    words = [*CANARIES.values(), IDENTITY]
    phone, said = Client(), ""
    for page, fields in answers(cast.jinan_institution, **CANARIES).items():
        answer = phone.post(f"{NEW}{page}", fields)
        said += answer.headers.get("Location", "") + str(answer.cookies)
    assert lying_open(words)[0] == [], "while it is a draft"
    said += str(send(phone).headers)
    shown = re.search(r'class="code">([^<]+)<', phone.get(RECEIPT).content.decode())
    assert shown is not None
    code, number = shown[1], Complaint.objects.get().number
    key = phone.cookies[cookie.NAME].value
    said += str(phone.get(f"{RECEIPT}pdf/").headers)
    said += str(Client().post(FOLLOW, {"number": number, "code": code}).headers)
    found, read = lying_open([*words, code, code.replace("-", ""), key])
    assert found == []
    assert {"complaints_complainant", "audit_event", "audit_outboxmessage", "portal_cache", "django_session"} <= read
    assert [word for word in words if word in said or quote(word) in said] == []
    assert [word for word in [*words, code, key] if word in log_lines.getvalue()] == []
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", key)
    assert phone.cookies[cookie.NAME]["httponly"]
    assert phone.cookies[cookie.NAME]["path"] == "/complain/"
