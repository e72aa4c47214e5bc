-- What was done on this server: rows are added and never changed, which the trigger holds even against our own code.
CREATE SCHEMA audit;

CREATE TABLE audit.entry (
    sequence     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at           timestamptz NOT NULL,
    action       text        NOT NULL,
    actor        text        NOT NULL,
    organization text,
    subject      text        NOT NULL,
    details      jsonb       NOT NULL,
    leaf         bytea       NOT NULL CHECK (octet_length(leaf) = 32)
);

CREATE INDEX entry_of_organization ON audit.entry (organization, sequence DESC);

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION 'audit entries are never changed or removed';
END
$$;

CREATE TRIGGER entry_stands BEFORE UPDATE OR DELETE ON audit.entry
    FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER entries_stand BEFORE TRUNCATE ON audit.entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
