"""Whatever is posted to the filing form: it is answered, and what was typed is still there."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Entrustment

NEW = "/cases/entrustments/new/"
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=60)
NUMBER = st.sampled_from(["", "0", "1", "2", "-1", "9" * 30, "1e3", "３", "x", "50", "51"])
FIELDS = (
    "client_name", "client_kind", "client_reference", "contact_name", "contact_phone", "received_on", "category",
    "matter", "purpose", "is_reappraisal", "facts", "remarks", "subjects-0-kind", "subjects-0-name",
    "subjects-0-identity_number", "materials-0-name", "materials-0-kind", "materials-0-quantity",
    "materials-0-received_on",
    "materials-1-name",
)  # fmt: skip
MACHINERY = ("draft", "draft_version", "form_key", "take")
KEPT = (
    "client_name",
    "client_reference",
    "contact_phone",
    "purpose",
    "received_on",
    "subjects-0-name",
    "materials-0-quantity",
)
POSTS = st.fixed_dictionaries(
    {"act": st.sampled_from(["file", "save", "check", "add_subjects", "add_materials", "add_", "", "\0"])},
    optional={
        **dict.fromkeys(FIELDS + MACHINERY, TEXT),
        "client_kind": st.sampled_from(["court", "police", "", "friend"]) | TEXT,
        "category": st.sampled_from(["FY-02", "FY", "WZ-01", "XX-99"]) | TEXT,
        "received_on": st.sampled_from(["2026-11-20", "2026-02-30", "0000-00-00", "99999-01-01"]) | TEXT,
        "subjects-TOTAL_FORMS": NUMBER,
        "materials-TOTAL_FORMS": NUMBER,
        "materials-INITIAL_FORMS": NUMBER,
    },
)


@pytest.mark.django_db
def test_any_post_is_answered_and_keeps_what_was_typed(sign_in: Callable[[str], Client]) -> None:
    client = sign_in("jinan_clerk")

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(POSTS, st.booleans())
    def answered(post: dict[str, str], in_background: bool) -> None:
        headers = {"X-Autosave": "1"} if in_background else {}
        before = Entrustment.objects.count()
        answer = client.post(NEW, post, headers=headers)
        assert answer.status_code in {200, 302, 409, 422}
        if answer.status_code == 302 or in_background:
            return
        page = unescape(answer.content.decode())
        assert Entrustment.objects.count() == before
        for name in KEPT:
            assert post.get(name, "").replace("\0", "") in page.replace("\0", ""), name

    answered()
