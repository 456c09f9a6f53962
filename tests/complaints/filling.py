"""Answering the questions of a complaint as a visitor's browser does."""

from typing import Any

from django.test import Client

from institutions.models import Institution
from tests.factories.complaints import IDENTITY

NEW = "/complain/new/"
REVIEW = "/complain/new/review/"
RECEIPT = "/complain/receipt/"
FOLLOW = "/complain/follow/"
NAME = "示例投诉人乙"


def answers(institution: Institution, **values: Any) -> dict[str, dict[str, Any]]:
    """Return what is posted on each page; keywords replace fields."""
    pages: dict[str, dict[str, Any]] = {
        "": {"matter": "breach"},
        "institution/": {"words": "示例甲", "institution": str(institution.pk)},
        "kinds/": {"kinds": ["TS10-05", "TS10-06"]},
        "account/": {"account": "示例：机构在收费标准之外另收费用，且未出具凭证。"},
        "request/": {"request": "示例：请求查处并退还费用。"},
        "day/": {"known_on_0": "2026", "known_on_1": "10", "known_on_2": ""},
        "interest/": {"interest": "party"},
        "person/": {"name": NAME, "identity_number": IDENTITY, "sex": "female", "occupation": "示例职业"},
        "contact/": {"phone": "0531-00000001", "address": "示例市示例路1号"},
        "agent/": {"agent_name": "", "agent_phone": ""},
    }
    return {page: {name: values.get(name, value) for name, value in fields.items()} for page, fields in pages.items()}


def fill_in(client: Client, institution: Institution, **values: Any) -> None:
    """Answer every question; each answer must lead on."""
    for page, fields in answers(institution, **values).items():
        answer = client.post(f"{NEW}{page}", fields)
        assert answer.status_code == 302, (page, answer.content.decode())


def send(client: Client) -> Any:
    """Press the button under all answers."""
    return client.post(REVIEW)
