-- What the role may do as which the server works (database.ServerRole): the rows of every room, within the policies of row-level
-- security. It owns nothing, so it can neither change a table nor a policy. The log of what was done is only added to, except where the
-- audit room's own migrations grant more. Runs after every migration, so that a new table needs no word about it.
DO $$
DECLARE
    room text;
BEGIN
    PERFORM pg_advisory_xact_lock(190); -- two servers that start at once would grant over each other
    FOR room IN
        SELECT nspname FROM pg_namespace
        WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('information_schema', 'public')
    LOOP
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO throughline_app', room);
        EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO throughline_app', room);
        IF room = 'audit' THEN
            EXECUTE format('GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA %I TO throughline_app', room);
        ELSE
            EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO throughline_app', room);
        END IF;
    END LOOP;
END
$$;
