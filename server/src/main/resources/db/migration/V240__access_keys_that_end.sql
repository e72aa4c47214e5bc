-- When the person was told that their key is about to end; null while they were not.
ALTER TABLE access.personal_key ADD COLUMN told_at timestamptz;
CREATE INDEX key_about_to_end ON access.personal_key (expires_at) WHERE revoked_at IS NULL AND told_at IS NULL;
