"""What can be proved about the deployment without an engine: schema, secrets, rights, health checks."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE = ROOT / "docker-compose.yml"
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]
SECRETS: dict[str, dict[str, str]] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["secrets"]
ONE_SHOT = {"migrate"}
SECRET_WORDS = re.compile(r"passw|secret|token|credential|_key\b", re.IGNORECASE)
PASSWORD_IN_ADDRESS = re.compile(r"://[^/@\s]*:[^/@\s]+@")


def settings_of(service: str) -> dict[str, str]:
    """Return the environment of a service."""
    return {name: str(value) for name, value in (SERVICES[service].get("environment") or {}).items()}


def test_the_parts_of_the_portal_are_all_there() -> None:
    assert set(SERVICES) == {"proxy", "web", "worker", "beat", "migrate", "database", "redis"}


@pytest.mark.parametrize("service", SERVICES)
def test_every_lasting_service_is_watched_and_started_again(service: str) -> None:
    check = SERVICES[service]["healthcheck"]
    if service in ONE_SHOT:
        assert check == {"disable": True} and SERVICES[service]["restart"] == "no"
    else:
        assert check["test"] and check["interval"] and check["retries"]
        assert SERVICES[service]["restart"] == "unless-stopped"


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_runs_with_the_least_rights_and_within_limits(service: str) -> None:
    definition = SERVICES[service]
    assert definition["read_only"] is True
    assert definition["cap_drop"] == ["ALL"]
    assert definition["security_opt"] == ["no-new-privileges:true"]
    assert {"cpus", "memory", "pids"} <= set(definition["deploy"]["resources"]["limits"])
    if service != "proxy":  # its image runs as account 101
        assert not definition["user"].startswith("0")
    assert "privileged" not in definition


def test_no_password_stands_in_the_file() -> None:
    text = COMPOSE.read_text(encoding="utf-8")
    assert not PASSWORD_IN_ADDRESS.search(text)
    for service in SERVICES:
        for name, value in settings_of(service).items():
            if SECRET_WORDS.search(name):
                assert name.endswith("_FILE") and value.startswith("/run/secrets/"), f"{service}: {name}"


def test_every_secret_comes_from_a_file_and_is_given_only_to_services_that_name_it() -> None:
    given = {name for service in SERVICES for name in SERVICES[service].get("secrets", [])}
    assert given == set(SECRETS)
    for secret in SECRETS.values():
        assert set(secret) == {"file"} and secret["file"].startswith("./deploy/secrets/")
    for service in SERVICES:
        for value in settings_of(service).values():
            if value.startswith("/run/secrets/"):
                assert value.removeprefix("/run/secrets/") in SERVICES[service]["secrets"]


def test_only_the_migration_holds_the_password_of_the_owner() -> None:
    holders = {name for name in SERVICES if "database_owner_url" in SERVICES[name].get("secrets", [])}
    assert holders == {"migrate"}
    assert {name for name in SERVICES if settings_of(name).get("PORTAL_ROLE") == "owner"} == {"migrate"}


def test_only_the_proxy_is_reachable_and_only_it_reaches_out() -> None:
    networks = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["networks"]
    assert {name for name in SERVICES if "ports" in SERVICES[name]} == {"proxy"}
    open_networks = {name for name, network in networks.items() if not (network or {}).get("internal")}
    assert {name for name in SERVICES if open_networks & set(SERVICES[name]["networks"])} == {"proxy"}


def test_the_demo_is_off_and_the_host_must_be_named() -> None:
    for service in ("web", "worker", "beat", "migrate"):
        environment = settings_of(service)
        assert environment["PORTAL_DEMO"] == "0"
        assert environment["PORTAL_ORIGIN"].startswith("https://${PORTAL_HOST:?")


def test_the_secrets_are_made_once_and_fit_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    command = [sys.executable, str(ROOT / "deploy" / "make_secrets.py"), "--folder", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    made = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    wanted = {Path(secret["file"]).name for secret in SECRETS.values()}
    assert set(made) == {name for name in wanted if not name.startswith("tls_")}
    assert f":{made['database_app_password']}@" in made["database_url"]
    assert f":{made['database_owner_password']}@" in made["database_owner_url"]
    assert made["redis_url"].split(":")[2].split("@")[0] in made["redis_users.acl"]
    keys = json.loads(made["keys.json"])
    assert keys["active"] in keys["keys"] and keys["index_key"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())
    subprocess.run(command, check=True, capture_output=True)
    assert made == {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    (folder / "database_url").unlink()
    half = subprocess.run(command, check=False, capture_output=True, text=True)
    assert half.returncode == 1 and "belong together" in half.stderr


def test_secrets_never_enter_the_repository_or_the_image() -> None:
    assert "/secrets/" in (ROOT / "deploy" / ".gitignore").read_text(encoding="utf-8")
    assert "deploy/secrets" in (ROOT / "deploy" / "Dockerfile.dockerignore").read_text(encoding="utf-8").split()


def test_the_image_has_every_package_of_the_portal() -> None:
    dockerfile = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "workshop", "bench"}
    packages |= {"governance", "templates", "locale", "reference"}
    assert {name for name in packages if f"/app/{name}/ {name}/" not in dockerfile} == set()
    assert re.search(r"^USER 10001:10001$", dockerfile, re.MULTILINE)


@pytest.mark.parametrize(
    "command",
    [
        ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"],
        ["hadolint", "deploy/Dockerfile"],
        [sys.executable, "-m", "compileall", "-q", "-f", "deploy/probe.py"],
        ["sh", "-n", "deploy/database/10-roles.sh"],
    ],
    ids=["compose schema", "hadolint", "probe", "role script"],
)
def test_the_files_pass_their_own_checkers(command: list[str]) -> None:
    beside = Path(sys.executable).parent / command[0]
    program = str(beside) if beside.exists() else command[0]
    done = subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
