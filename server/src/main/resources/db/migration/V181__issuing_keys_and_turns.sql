-- With which key a credential was signed: what a stolen key touched must be found.
ALTER TABLE issuing.credential ADD COLUMN signed_with text;
UPDATE issuing.credential SET signed_with = convert_from(document, 'UTF8')::jsonb -> 'proof' -> 0 ->> 'verificationMethod'
WHERE document IS NOT NULL;
CREATE INDEX credential_signed_with ON issuing.credential (organization, signed_with);
