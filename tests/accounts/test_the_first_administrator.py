"""A new installation has no account; a command opens the first, and only the first."""

import re
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from foundation.accounts.actions.resetting import set_password_with_code
from foundation.accounts.models import Posting, User

pytestmark = pytest.mark.django_db


def first(username: str) -> str:
    out = StringIO()
    call_command("first_administrator", username, name="示例管理员", organ="示例省司法厅", stdout=out)
    return out.getvalue()


@time_machine.travel("2026-11-23 10:00+08:00", tick=False)
def test_the_first_administrator_is_opened_once() -> None:
    assert User.objects.count() == 0
    code = re.search(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){4}", first("erster"))
    assert code
    posting = Posting.objects.get()
    assert (posting.role, posting.organisation.level) == ("system_administrator", "province")
    assert set_password_with_code(username="erster", code=code[0], password="示例-long-enough-77") == posting.user
    with pytest.raises(CommandError):
        first("zweiter")


@time_machine.travel("2026-11-23 10:00+08:00", tick=False)
def test_a_name_that_cannot_be_is_refused_in_words() -> None:
    with pytest.raises(CommandError):
        first("erster administrator!")
    assert User.objects.count() == 0
