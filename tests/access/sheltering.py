"""What every answer carries, whatever its route, status and reader (trust DP-02, DP-03, DP-04)."""

import re

from django.http import HttpResponse, HttpResponseBase

ADDRESSES = re.compile(rb'(?:href|action|hx-get|hx-post)="([^"]*)"')
# Keys are drawn at random: some look like a telephone.
KEY = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NAMING = re.compile(rb"\d{17}[\dXx]|1[3-9]\d{9}(?!\d)|session")


def faults_of(response: HttpResponseBase, *, signed_in: bool) -> list[str]:
    """Return what an answer lacks."""
    policy = response.headers.get("Content-Security-Policy", "")
    faults = []
    if "default-src 'none'" not in policy or "unsafe" in policy:
        faults.append(f"policy {policy!r}")
    if "frame-ancestors 'none'" not in policy and "sandbox" not in policy:
        faults.append("may be framed")
    if response.headers.get("X-Content-Type-Options") != "nosniff":
        faults.append("may be sniffed")
    if signed_in and "no-store" not in response.headers.get("Cache-Control", ""):
        faults.append("may be stored")
    if response.headers.get("Referrer-Policy") != "same-origin":
        faults.append("tells others where one was")
    if response.headers.get("Cross-Origin-Resource-Policy") != "same-origin":
        faults.append("may be drawn into another site")
    if "geolocation=()" not in response.headers.get("Permissions-Policy", ""):
        faults.append("may ask for place and camera")
    return [*faults, *(f"an address names somebody: {address!r}" for address in addresses_that_name(response))]


def addresses_that_name(response: HttpResponseBase) -> list[bytes]:
    """The addresses of a page that carry the number of a person, a telephone or a session (trust DP-03)."""
    if not isinstance(response, HttpResponse) or "html" not in response.headers.get("Content-Type", ""):
        return []
    return [address for address in ADDRESSES.findall(response.content) if NAMING.search(KEY.sub(b"", address))]
