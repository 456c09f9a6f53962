"""Everybody reads what an institution is recognised as: in the list, on its page, and by a condition."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from institutions.actions.recognising import end_recognition
from institutions.models import Recognition
from tests.factories import assessments
from tests.factories.people import make_appraiser
from tests.factories.recognitions import MUNICIPAL, PROVINCIAL, hold
from tests.people import Cast

SignIn = Callable[[str], Client]
pytestmark = pytest.mark.django_db


def test_grade_and_standardisation_stand_in_the_register_and_can_be_asked_for(cast: Cast, sign_in: SignIn) -> None:
    house = cast.jinan_institution
    hold(house, MUNICIPAL)
    ended = hold(cast.qingdao_institution, PROVINCIAL)
    end_recognition(ended, date(2026, 11, 1), by=cast.actor("province"), reason="示例：撤销")
    visitor = Client()
    listed = visitor.get("/register/").content.decode()
    assert listed.count("市级标准化机构") >= 1 and "资质等级" not in listed
    found = visitor.get("/register/?recognition=municipal_standard").content.decode()
    assert "济南示例甲" in found and "青岛示例乙" not in found
    assert "济南示例甲" not in visitor.get("/register/?recognition=provincial_standard").content.decode()
    page = visitor.get(reverse("register_institution", args=[house.licence_number])).content.decode()
    assert "资质等级和认定" in page and "2029-06-30" in page
    other = visitor.get(reverse("register_institution", args=[cast.qingdao_institution.licence_number]))
    assert "省级标准化机构" not in other.content.decode(), "what was withdrawn is not shown"
    staff = sign_in("jinan").get(reverse("institution", args=[house.pk])).content.decode()
    assert "市级标准化机构" in staff


def test_a_grade_is_public_once_published_and_not_before(cast: Cast) -> None:
    make_appraiser(cast.jinan_institution)
    row = assessments.assessment_of(cast.jinan_institution)
    address, visitor = reverse("register_institution", args=[cast.jinan_institution.licence_number]), Client()
    assert "评估年度" not in visitor.get(address).content.decode()
    assessments.publish(row.round)
    Recognition.objects.get(source=row.pk)
    assert not Recognition.objects.in_force(date(2026, 12, 19)).exists()
