-- A list that takes no new credentials any more: after a restore nobody knows which of its places were given away meanwhile.
ALTER TABLE issuing.status_list ADD COLUMN closed_at timestamptz;
