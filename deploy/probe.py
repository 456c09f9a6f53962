#!/usr/bin/env python3
"""Health probe inside a container: `probe.py web`, `probe.py worker` or `probe.py beat`.

The web server must answer its health page; worker and beat leave a sign of life in the database.
Loads no Django, so that asking every few seconds costs nothing. Exit code 0 means alive.
"""

import http.client
import os
import sys
from pathlib import Path

SILENCE_SECONDS = 180


def web() -> bool:
    """Ask the web server of this container over the loopback address, as the proxy would."""
    host = os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0]
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=5)
    try:
        connection.request("GET", "/health/", headers={"Host": host, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def has_beaten(process: str) -> bool:
    """Say whether `process` left a sign of life in the last three minutes."""
    import psycopg2

    url = os.environ.get("DATABASE_URL") or Path(os.environ["DATABASE_URL_FILE"]).read_text(encoding="utf-8").strip()
    try:
        with psycopg2.connect(url, connect_timeout=5) as link, link.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM audit_heartbeat WHERE process = %s AND seen_at > now() - make_interval(secs => %s)",
                [process, SILENCE_SECONDS],
            )
            return cursor.fetchone() is not None
    except psycopg2.Error:
        return False


def main(arguments: list[str]) -> int:
    """Return the exit code for the process named first."""
    if arguments == ["web"]:
        return 0 if web() else 1
    if arguments in (["worker"], ["beat"]):
        return 0 if has_beaten(arguments[0]) else 1
    sys.stderr.write("Usage: probe.py web|worker|beat\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
