"""Filling in the letter of entrustment at acceptance, as a person does: by mouse, and by keyboard alone."""

from playwright.sync_api import Page

from tests.journeys.keyboard import mark, write


def agree_by_keyboard(page: Page) -> None:
    """Go down the form by Tab and agree on what every letter must say."""
    write(page, "fee", "800")
    mark(page, "delivery", "collect")
    write(page, "copies", "3")
    mark(page, "materials_return", "whole")
    mark(page, "leftover", "collect")
    write(page, "leftover_weeks", "4")
    mark(page, "disputes", "litigate")
    mark(page, "risks_told", "on")


def agree_by_mouse(page: Page) -> None:
    """Find the fields by their words and agree on the same."""
    page.get_by_label("预计收费总金额（元）").fill("800")
    page.get_by_label("自取").check()
    page.get_by_label("交付委托人份数").fill("3")
    page.get_by_label("鉴定材料须完整、无损坏地退还委托人").check()
    page.get_by_label("委托人限期自行取回").check()
    page.get_by_label("取回期限（周）").fill("4")
    page.get_by_label("向有管辖权的人民法院起诉").check()
    page.get_by_label("已向委托人告知鉴定风险").check()
