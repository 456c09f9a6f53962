"""Forms: label, hint, error, control; one summary that links the errors in the order of the fields."""

import re
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from foundation.desk.error_summary import problems_of


class Filing(forms.Form):
    """A form with one control of each kind."""

    number = forms.CharField(label="意见书编号", help_text="在意见书第一页右上角")
    kind = forms.ChoiceField(label="导入方式", choices=[("a", "只检查"), ("b", "载入")], widget=forms.RadioSelect)
    city = forms.ChoiceField(label="市", choices=[("", "请选择"), ("370100", "济南市")])
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea)
    sure = forms.BooleanField(label="内容属实")
    secret = forms.CharField(widget=forms.HiddenInput)

    def clean_number(self) -> str:
        """A rule with its own words."""
        if "〔" not in self.cleaned_data["number"]:
            raise forms.ValidationError("意见书编号缺少年份，例如〔2024〕")
        return str(self.cleaned_data["number"])


@pytest.fixture(autouse=True)
def _chinese() -> Any:
    with translation.override("zh-hans"):
        yield


def _summary(form: forms.Form) -> str:
    return Template("{% load portal %}{% error_summary form %}").render(Context({"form": form}))


def test_the_summary_lists_errors_in_the_order_of_the_fields_and_links_to_them() -> None:
    html = _summary(Filing({"number": "1186号", "secret": "x"}))
    assert re.findall(r'<a href="#([^"]+)">([^<]+)</a>', html) == [
        ("id_number", "意见书编号缺少年份，例如〔2024〕"),
        ("id_kind_0", "请选择导入方式"),
        ("id_city", "请选择市"),
        ("id_sure", "请确认：内容属实"),
    ]
    assert "有4处需要改" in html
    assert 'tabindex="-1"' in html
    assert "autofocus" in html


def test_every_link_of_the_summary_leads_to_a_control() -> None:
    form = Filing({})
    html = form.render()
    for problem in problems_of(form):
        assert not problem.target or f'id="{problem.target}"' in html


def test_an_error_stands_beside_its_field_in_the_same_words_and_describes_the_control() -> None:
    html = Filing({"number": "1186号"})["number"].as_field_group()
    assert "is-bad" in html
    assert "<p>意见书编号缺少年份，例如〔2024〕</p>" in html
    control = re.search(r"<input[^>]+>", html)
    assert control is not None
    assert 'aria-invalid="true"' in control[0]
    assert 'aria-describedby="id_number_helptext id_number_error"' in control[0]
    assert 'id="id_number_helptext"' in html
    assert 'id="id_number_error"' in html
    assert 'class="form-control"' in control[0]
    assert 'value="1186号"' in control[0]


def test_optional_fields_say_so_and_required_ones_say_nothing() -> None:
    form = Filing()
    assert "（可不填）" in form["note"].as_field_group()
    assert "（可不填）" not in form["number"].as_field_group()
    assert "必填" not in form.render()


def test_a_group_of_choices_is_a_fieldset_with_its_question_as_legend() -> None:
    html = Filing({})["kind"].as_field_group()
    assert html.count("pt-choice") == 2
    assert re.search(r"<fieldset aria-describedby=\"id_kind_error\">\s*<legend", html)
    assert 'for="id_kind_0"' in html


def test_what_was_chosen_stays_chosen() -> None:
    html = Filing({"kind": "b", "city": "370100", "sure": "on"}).render()
    assert re.search(r'value="b"[^>]* checked', html)
    assert re.search(r'value="370100" selected', html)


def test_an_error_in_a_hidden_field_or_the_whole_form_is_listed_without_a_link() -> None:
    form = Filing({"number": "〔2024〕1", "kind": "a", "city": "370100", "sure": "on"})
    form.add_error(None, "两项日期相互矛盾")
    assert [(problem.text, problem.target) for problem in problems_of(form)] == [
        ("两项日期相互矛盾", ""),
        ("请填写Secret", ""),
    ]


def test_a_form_not_yet_sent_has_no_summary() -> None:
    assert _summary(Filing()).strip() == ""


def test_formsets_list_the_errors_of_all_their_forms() -> None:
    formset = forms.formset_factory(Filing)({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-number": "1"})
    assert [problem.target for problem in problems_of(formset)][-4:-1] == [
        "id_form-0-number", "id_form-0-kind_0", "id_form-0-city",
    ]  # fmt: skip


def test_the_title_of_a_refused_page_begins_with_the_count() -> None:
    template = Template('{% load portal %}{% title_with_errors "台账导入" form %}')
    assert template.render(Context({"form": Filing({"secret": "x"})})) == "有4处需要改：台账导入"
    assert template.render(Context({"form": Filing()})) == "台账导入"


def test_the_sign_in_page_shows_summary_first_and_keeps_what_was_typed() -> None:
    class SignIn(forms.Form):
        login = forms.CharField(label="用户名")
        password = forms.CharField(label="密码", widget=forms.PasswordInput)

    request = RequestFactory().get("/accounts/login/")
    form = SignIn({"login": "示例官员甲", "password": ""})
    html = render_to_string("account/login.html", {"form": form}, request=request)
    assert "<title>有1处需要改：工作人员登录" in html
    assert html.index("pt-errsum") < html.index("<h1")
    assert 'value="示例官员甲"' in html
    assert html.count("<h1") == 1
