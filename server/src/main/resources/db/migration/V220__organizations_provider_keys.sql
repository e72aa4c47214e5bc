-- A provider may know us by our keys (private_key_jwt) instead of a secret.
ALTER TABLE organizations.institution_sign_in ALTER COLUMN client_secret DROP NOT NULL;
