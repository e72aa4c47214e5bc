-- Somebody who proved their first step has lost what gives them codes. Whoever runs the server confirms it, everybody who reads mail at one of
-- their addresses can stop it for a day, and then the second step is switched off.
CREATE TABLE organizations.lost_second_step (
    person       uuid PRIMARY KEY REFERENCES organizations.person,
    stop_hash    bytea       NOT NULL UNIQUE CHECK (octet_length(stop_hash) = 32),
    asked_at     timestamptz NOT NULL,
    confirmed_by uuid,
    confirmed_at timestamptz,
    CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
);
ALTER TABLE organizations.lost_second_step ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON organizations.lost_second_step USING ((SELECT house.everything()));
