"""What every answer carries, whatever its route, status and reader (trust DP-02, DP-03, DP-04)."""

from django.http import HttpResponseBase


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
    return faults
