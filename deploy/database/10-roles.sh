#!/bin/sh
# Runs once, when the database is made: the owner migrates, the application role serves and owns nothing.
# psql reads the passwords from the secret files itself, so that they appear in no list of processes.
set -eu
# An unreadable file would make roles with empty passwords, since psql goes on after a failed `cat`.
for secret in database_owner_password database_app_password; do
    test -r "/run/secrets/$secret" && test -s "/run/secrets/$secret" || { echo "$secret cannot be read" >&2; exit 1; }
done
psql -X -q -v ON_ERROR_STOP=1 --username postgres --dbname postgres <<'SQL'
\set owner_password `cat /run/secrets/database_owner_password`
\set app_password `cat /run/secrets/database_app_password`
CREATE ROLE portal_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'owner_password';
CREATE ROLE portal_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'app_password';
ALTER DATABASE portal OWNER TO portal_owner;
REVOKE ALL ON DATABASE portal FROM PUBLIC;
GRANT CONNECT ON DATABASE portal TO portal_app;
\connect portal
ALTER SCHEMA public OWNER TO portal_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
SQL
