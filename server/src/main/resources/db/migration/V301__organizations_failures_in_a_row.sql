-- How often one authenticator of a person failed since it was last right (NIST SP 800-63B-4 section 3.2.2: at most 100). It stands here so that
-- all servers count together and a restart forgets nothing. For an address that nobody has a row is written and taken away in
-- one transaction, so that the time of an answer does not tell them apart.
CREATE TABLE organizations.failures_in_a_row (
    person        uuid        NOT NULL,
    authenticator text        NOT NULL CHECK (authenticator IN ('PASSWORD', 'TIMED_CODE', 'RECOVERY_CODE')),
    failures      int         NOT NULL CHECK (failures >= 0),
    since         timestamptz NOT NULL,
    PRIMARY KEY (person, authenticator)
);
ALTER TABLE organizations.failures_in_a_row ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON organizations.failures_in_a_row
    USING ((SELECT house.everything()) OR person = (SELECT house.person()));
