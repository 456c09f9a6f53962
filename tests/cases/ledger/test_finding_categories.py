"""Which category a ledger means."""

import pytest

from cases.ledger.categories import LETTERS, bare
from tests.cases.ledger.ledgers import index


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("法医临床鉴定", "FY-02"),
        ("法医临床", "FY-02"),
        ("法医临床司法鉴定", "FY-02"),
        ("法医临床类", "FY-02"),
        (" 法医 临床 ", "FY-02"),
        ("临床", "FY-02"),
        ("FY-02", "FY-02"),
        ("ｆｙ－０２", "FY-02"),
        ("人体残疾等级鉴定", "FY-0202"),
        ("伤残等级", "FY-0202"),
        ("法医临床（伤残等级鉴定）", "FY-0202"),
        ("法医临床/残疾等级鉴定", "FY-0202"),
        ("法医类司法鉴定-法医毒物鉴定", "FY-05"),
        ("毒化", "FY-05"),
        ("DNA", "FY-04"),
        ("亲子鉴定", "FY-04"),
        ("痕迹", "WZ-02"),
        ("文检", "WZ-01"),
        ("文书鉴定", "WZ-01"),
        ("笔迹鉴定", "WZ-0101"),
        ("微量物证", "WZ-03"),
        ("电子数据", "SX-03"),
        ("声像资料司法鉴定", "SX"),
        ("环境损害", "HJ"),
        ("车辆速度鉴定", "WZ-021104"),
    ],
)
def test_usual_words_lead_to_one_category(written, code):
    assert index().find(written) == (code,)


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("物证", ("FY-04", "WZ-01", "WZ-02", "WZ-03")),
        ("物证类司法鉴定", ("FY-04", "WZ-01", "WZ-02", "WZ-03")),
        ("法医类", ("FY-01", "FY-02", "FY-03", "FY-04", "FY-05")),
        ("医疗损害鉴定", ("FY-0108", "FY-0207", "FY-0306")),
        ("文痕", ("WZ-01", "WZ-02")),
        ("法医临床、法医病理", ("FY-01", "FY-02")),
    ],
)
def test_words_that_fit_several_are_left_open(written, codes):
    assert index().find(written) == codes


@pytest.mark.parametrize("written", ["占卜", "其他", "鉴定", "见委托书"])
def test_unknown_words_fit_nothing(written):
    assert index().find(written) == ()


def test_every_official_name_below_the_class_finds_itself_or_asks():
    for node in index().nodes.values():
        found = index().find(node.name)
        assert found, node.name
        if node.level != "大类":
            assert any(code in index().ancestors(node.code) or code == node.code for code in found), node.name


def test_a_letter_only_suggests():
    candidates = index().find("医疗损害鉴定")
    assert index().suggest(candidates, "临") == "FY-0207"
    assert index().suggest(candidates, "痕") == ""
    assert index().suggest(candidates, "") == ""
    assert index().suggest(index().find("物证"), "物") == "FY-04"


def test_every_letter_points_at_a_category():
    assert set(LETTERS.values()) <= index().nodes.keys()


def test_endings_do_not_matter():
    assert bare("法医临床司法鉴定") == bare("法医临床鉴定") == bare("法医临床类") == "法医临床"
