-- What row-level security asks: how far the work at hand may see. The server writes it on every connection (Reach); nothing said means
-- that the work sees what the public sees. Policies write (select house.everything()), so that it is asked once per statement.
CREATE SCHEMA house;

CREATE FUNCTION house.everything() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('throughline.reach', true), '') = 'house' $$;

CREATE FUNCTION house.person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('throughline.person', true), '')::uuid $$;

CREATE FUNCTION house.organizations() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(nullif(current_setting('throughline.organizations', true), ''), '{}')::uuid[] $$;
