"""The database side of the trail: tables, hashing, appending, and what guards them.

The functions are owned by the migrating role and run with its rights (SECURITY DEFINER), so that
the serving role can append to the trail without being able to write its tables.
"""

TABLES = """
CREATE TABLE audit_event (
    id bigint GENERATED ALWAYS AS IDENTITY,
    stream text NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL,
    body bytea,
    body_hash bytea NOT NULL,
    prev bytea NOT NULL,
    hash bytea NOT NULL,
    alg text NOT NULL DEFAULT 'sha256',
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (stream, seq)
);
CREATE UNIQUE INDEX audit_event_by_id ON audit_event (id);
CREATE INDEX audit_event_by_time ON audit_event USING brin (recorded_at);
CREATE INDEX audit_event_by_actor ON audit_event (actor, recorded_at DESC) WHERE actor <> 'system';
CREATE TABLE audit_head (stream text PRIMARY KEY, seq bigint NOT NULL, hash bytea NOT NULL);
"""

# The hash covers everything that a later change could falsify: algorithm, predecessor, place in the
# stream, the database's time in microseconds, and the body by its own hash, so that a body can be
# lawfully removed without breaking the chain. Lengths come first, so that no two inputs read alike.
FUNCTIONS = r"""
CREATE FUNCTION audit_hash(alg text, prev bytea, stream text, seq bigint, recorded_at timestamptz, body_hash bytea)
RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
    SELECT sha256(
        convert_to('sfjd-ev/1', 'UTF8') || '\x00'::bytea
        || int8send(octet_length(alg)) || convert_to(alg, 'UTF8')
        || prev
        || int8send(octet_length(stream)) || convert_to(stream, 'UTF8')
        || int8send(seq)
        || int8send((extract(epoch FROM recorded_at) * 1000000)::bigint)
        || body_hash)
$$;

CREATE FUNCTION audit_append(p_stream text, p_body bytea) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    v_seq bigint;
    v_prev bytea;
    v_at timestamptz := clock_timestamp();
    v_body_hash bytea := sha256(p_body);
    v_hash bytea;
    v_json jsonb := convert_from(p_body, 'UTF8')::jsonb;
BEGIN
    INSERT INTO audit_head (stream, seq, hash) VALUES (p_stream, 0, decode(repeat('00', 32), 'hex'))
        ON CONFLICT DO NOTHING;
    SELECT h.seq, h.hash INTO v_seq, v_prev FROM audit_head h WHERE h.stream = p_stream FOR UPDATE;
    v_seq := v_seq + 1;
    v_hash := audit_hash('sha256', v_prev, p_stream, v_seq, v_at, v_body_hash);
    INSERT INTO audit_event (stream, seq, kind, actor, body, body_hash, prev, hash, recorded_at)
    VALUES (p_stream, v_seq, v_json ->> 'kind', v_json -> 'by' ->> 'id', p_body, v_body_hash, v_prev, v_hash, v_at);
    UPDATE audit_head SET seq = v_seq, hash = v_hash WHERE stream = p_stream;
    RETURN v_seq;
END $$;

CREATE FUNCTION audit_append_many(p_streams text[], p_bodies bytea[]) RETURNS TABLE (stream text, seq bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_at timestamptz := clock_timestamp();
    v_zero bytea := decode(repeat('00', 32), 'hex');
BEGIN
    -- Lock the heads in one order, so that two loaders cannot wait for each other.
    PERFORM 1 FROM audit_head h WHERE h.stream = ANY (p_streams) ORDER BY h.stream FOR UPDATE;
    RETURN QUERY
    WITH input AS MATERIALIZED (
        SELECT i.stream, i.body, sha256(i.body) AS body_hash, convert_from(i.body, 'UTF8')::jsonb AS json,
               coalesce(h.seq, 0) + 1 AS seq, coalesce(h.hash, v_zero) AS prev, h.stream IS NULL AS opens
        FROM unnest(p_streams, p_bodies) AS i (stream, body) LEFT JOIN audit_head h ON h.stream = i.stream
    ), written AS (
        INSERT INTO audit_event (stream, seq, kind, actor, body, body_hash, prev, hash, recorded_at)
        SELECT i.stream, i.seq, i.json ->> 'kind', i.json -> 'by' ->> 'id', i.body, i.body_hash, i.prev,
               audit_hash('sha256', i.prev, i.stream, i.seq, v_at, i.body_hash), v_at
        FROM input i
        RETURNING audit_event.stream, audit_event.seq, audit_event.hash
    ), opened AS (
        INSERT INTO audit_head (stream, seq, hash)
        SELECT w.stream, w.seq, w.hash FROM written w WHERE w.seq = 1
    ), moved AS (
        UPDATE audit_head h SET seq = w.seq, hash = w.hash FROM written w WHERE w.seq > 1 AND h.stream = w.stream
    )
    SELECT w.stream, w.seq FROM written w;
END $$;

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The trail and regulated rows are neither % nor emptied (table %).',
        CASE TG_OP WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END, TG_TABLE_NAME USING ERRCODE = 'TR002';
END $$;

CREATE FUNCTION audit_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_database() LIKE 'test\_%' THEN RETURN NULL; END IF;
    RAISE EXCEPTION 'The table % is not emptied.', TG_TABLE_NAME USING ERRCODE = 'TR002';
END $$;

CREATE TRIGGER audit_event_keeps BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_event_stays BEFORE TRUNCATE ON audit_event EXECUTE FUNCTION audit_refuse_truncate();
CREATE TRIGGER audit_head_stays BEFORE TRUNCATE ON audit_head EXECUTE FUNCTION audit_refuse_truncate();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_keeps;
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_stays;
REVOKE ALL ON FUNCTION audit_append(text, bytea), audit_append_many(text[], bytea[]) FROM PUBLIC;
"""

# Everything the serving role may do. Tables made by later migrations inherit the defaults; the
# guard of a regulated table takes DELETE away again.
GRANTS = """
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{app}') AND current_user <> '{app}' THEN
        GRANT USAGE ON SCHEMA public TO {app};
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app};
        GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app};
        REVOKE INSERT, UPDATE, DELETE ON audit_event, audit_head, django_migrations FROM {app};
        GRANT EXECUTE ON FUNCTION audit_append(text, bytea), audit_append_many(text[], bytea[]) TO {app};
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app};
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app};
    END IF;
END $$;
"""
