-- From which network a session was begun, no closer: '203.0.113.…'. It goes with the session.
ALTER TABLE organizations.session ADD COLUMN network text;
