"""Tabler, cut down: the rules for bare elements and for the classes the pages use, with the variables they need."""

import re
from collections.abc import Iterator
from pathlib import Path

from workshop.say import Problem

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_VARIABLE = re.compile(r"--[\w-]+")
_NESTED = ("@media", "@supports")
_ROOTS = (":root", ":host")
# Themes, layouts and scripts of Tabler that the portal does not have.
_FOREIGN = ("[data-", "[dir=", "[class")


def kept_classes(path: Path) -> set[str]:
    """Return the classes named in the file, one a line; # begins a comment."""
    lines = (line.split("#", 1)[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return {line for line in lines if line}


def cut_down(sheet: str, classes: set[str]) -> str:
    """Return the rules of `sheet` that bare elements and `classes` need. Raises Problem for a class without a rule."""
    unknown = classes - set(_CLASS.findall(_COMMENT.sub("", sheet)))
    if unknown:
        raise Problem(f"Tabler has no rule for {', '.join(sorted(unknown))}; correct assets/css/tabler.keep.")
    rules = list(_kept(_COMMENT.sub("", sheet), classes))
    return "\n".join(_without_idle_variables(rules)) + "\n"


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Split a style sheet into (selector or at-rule, what stands between its braces)."""
    start = depth = opened = 0
    for place, sign in enumerate(sheet):
        if sign == "{":
            depth += 1
            opened = place if depth == 1 else opened
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield sheet[start:opened].strip(), sheet[opened + 1 : place]
                start = place + 1
        elif sign == ";" and depth == 0:
            start = place + 1  # @charset


def _kept(sheet: str, classes: set[str]) -> Iterator[str]:
    for head, body in _rules(sheet):
        if head.startswith(_NESTED):
            inner = "".join(_kept(body, classes))
            if inner:
                yield f"{head}{{{inner}}}"
        elif not head.startswith("@"):
            wanted = [each for each in _outside_brackets(head, ",") if _is_wanted(each, classes)]
            if wanted:
                yield f"{','.join(wanted)}{{{body}}}"


def _is_wanted(selector: str, classes: set[str]) -> bool:
    return set(_CLASS.findall(selector)) <= classes and not any(mark in selector for mark in _FOREIGN)


def _outside_brackets(text: str, sign: str) -> list[str]:
    """Split a list of selectors or declarations at every `sign` that stands outside brackets."""
    parts, depth = [""], 0
    for each in text:
        depth += (each == "(") - (each == ")")
        if each == sign and depth == 0:
            parts.append("")
        else:
            parts[-1] += each
    return [part.strip() for part in parts if part.strip()]


def _without_idle_variables(rules: list[str]) -> list[str]:
    """Leave out, in the lists of variables, those that no kept rule and no kept variable reads."""
    lists = [rule for rule in rules if rule.startswith(_ROOTS)]
    read = set(_VARIABLE.findall("".join(re.findall(r"var\(([^;}]*)", "".join(set(rules) - set(lists))))))
    values = dict(pair for rule in lists for pair in _declarations(rule))
    waiting = list(read)
    while waiting:
        for name in _VARIABLE.findall(values.get(waiting.pop(), "")):
            if name not in read:
                read.add(name)
                waiting.append(name)
    reduced = (_reduced(rule, read) if rule in lists else rule for rule in rules)
    return [rule for rule in reduced if not rule.endswith("{}")]


def _declarations(rule: str) -> list[tuple[str, str]]:
    """Return the declarations of a rule as (name, value)."""
    _head, _, body = rule.partition("{")
    found = (each.partition(":") for each in _outside_brackets(body.rstrip("}"), ";"))
    return [(name.strip(), value) for name, _, value in found]


def _reduced(rule: str, read: set[str]) -> str:
    kept = [f"{name}:{value}" for name, value in _declarations(rule) if not name.startswith("--") or name in read]
    return f"{rule.partition('{')[0]}{{{';'.join(kept)}}}"
