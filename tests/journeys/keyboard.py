"""Hands that only know Tab, arrows, Space and Enter."""

import pytest
from playwright.sync_api import Page


def reach(page: Page, script: str, presses: int = 120) -> None:
    """Press Tab until `script`, an expression about the focused element `e`, holds; it fails when it never does."""
    for _press in range(presses):
        if page.evaluate(f"(() => {{ const e = document.activeElement; return {script}; }})()"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{script} is not reached by Tab")


def write(page: Page, name: str, text: str) -> None:
    """Reach the field of a name and put a text into it in place of what stands there."""
    reach(page, f"e.name === '{name}'")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def choose(page: Page, name: str, value: str) -> None:
    """Reach a selection and go down to one of its values."""
    reach(page, f"e.name === '{name}'")
    for _press in range(60):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"{name} does not offer {value}")


def mark(page: Page, name: str, value: str) -> None:
    """Reach a group of choices and mark one."""
    reach(page, f"e.name === '{name}'")
    for _press in range(60):
        if page.evaluate("document.activeElement.value") == value:
            break
        kind = page.evaluate("document.activeElement.type")
        page.keyboard.press("ArrowDown" if kind == "radio" else "Tab")
    if not page.evaluate("document.activeElement.checked"):
        page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.checked") and page.evaluate("document.activeElement.value") == value


def press_button(page: Page, words: str) -> None:
    """Reach a button by its words and press it."""
    reach(page, f"e.type === 'submit' && e.textContent.includes('{words}')")
    page.keyboard.press("Enter")
