"""Carries out curl calls of the documentation without curl, which a bare machine need not have.

Understands the options that our examples use; any other fails, so that an example cannot say what was not tried.
"""

import base64
import http.client
import shlex
from dataclasses import dataclass, field
from string import Template
from typing import Any
from urllib.parse import quote_plus, urlsplit

FLAGS = {"--silent", "--show-error", "--fail-with-body"}


@dataclass
class Call:
    """One call: its address, method, headers and body."""

    address: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)
    get: bool = False


def parsed(text: str, variables: dict[str, str]) -> Call:
    """Read an example as the shell and curl would. Raises ValueError for what is not understood."""
    words = shlex.split(Template(text).substitute(variables).replace("\\\n", " "))
    if words[0] != "curl":
        raise ValueError("An example is one call of curl.")
    call, rest = Call(), iter(words[1:])
    for word in rest:
        if word in FLAGS:
            continue
        if word == "--get":
            call.get = True
        elif word == "--header":
            name, _colon, value = next(rest).partition(":")
            call.headers[name] = value.strip()
        elif word == "--user":
            call.headers["Authorization"] = "Basic " + base64.b64encode(next(rest).encode()).decode()
        elif word == "--data":
            call.data.append(next(rest))
        elif word == "--data-urlencode":
            name, _equals, value = next(rest).partition("=")
            call.data.append(f"{name}={quote_plus(value)}")
        elif word.startswith("http") and not call.address:
            call.address = word
        else:
            raise ValueError(f"Not understood: {word}")
    return call


def carried_out(text: str, variables: dict[str, str]) -> tuple[int, dict[str, str], Any]:
    """Carry out an example and return status, headers and body."""
    call = parsed(text, variables)
    where = urlsplit(call.address)
    data = "&".join(call.data)
    path = f"{where.path}?{data}" if call.get and data else where.path
    headers = dict(call.headers)
    if call.data and not call.get:
        headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
    link = http.client.HTTPConnection(where.hostname or "", where.port, timeout=20)
    try:
        link.request(
            "POST" if call.data and not call.get else "GET",
            path,
            body=None if call.get else data.encode(),
            headers=headers,
        )
        answer = link.getresponse()
        return answer.status, dict(answer.headers), answer.read().decode()
    finally:
        link.close()
