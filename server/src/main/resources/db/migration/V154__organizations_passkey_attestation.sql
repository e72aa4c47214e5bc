-- What the device said when the passkey was made: a later answer is compared with it. There was no passkey without it.
DELETE FROM organizations.passkey;
ALTER TABLE organizations.passkey ADD COLUMN attestation bytea NOT NULL;
