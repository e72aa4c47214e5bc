-- Search as one types, over all frameworks. Row-level security keeps the index of words from being used (its operator may leak what it
-- compares), so the search runs as the owner of the tables, and asks itself what the asker may see.

-- What stands in scripts that write without spaces, sign by sign and in pairs, so that any run of signs is found by an index.
create function frameworks.signs(said text) returns text[] language sql immutable parallel safe as $$
    select case when said ~ '[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u2E80-\u2FDF\u3005-\u3007\u3040-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\uFF66-\uFF9F\U00020000-\U0003FFFF]'
        then (select coalesce(array_agg(distinct sign), '{}')
                from generate_series(1, least(length(said), 4000)) n,
                     unnest(array[substr(said, n, 1), substr(said, n, 2)]) sign
               where sign ~ '^[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u2E80-\u2FDF\u3005-\u3007\u3040-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\uFF66-\uFF9F\U00020000-\U0003FFFF]')
        else '{}' end $$;

alter table frameworks.items add column signs text[] not null generated always as (frameworks.signs(statement)) stored;
create index items_by_signs on frameworks.items using gin (signs) where signs <> '{}';
create index items_by_code on frameworks.items (lower(code) text_pattern_ops) where code is not null;
create index items_in_framework_by_uri on frameworks.items (framework, uri);

-- The frameworks that the asker may read: what the policies of frameworks.documents say.
create function frameworks.visible() returns uuid[] language sql stable parallel safe security definer set search_path = '' as
$$ select coalesce(array_agg(identifier), '{}') from frameworks.documents
    where published or (select house.everything()) or owner = any ((select house.organizations())::uuid[])
       or identifier = any ((select alignment.frameworks())::uuid[])
       or identifier = any ((select partnerships.in_scope('framework'))::uuid[]) $$;

-- Items among the first matches, the best first: by code, whole or its beginning; then by statement, its beginning before its middle.
create function frameworks.find_items(places uuid[], code text, words text, first_word text, runs text[], most integer)
returns table (framework uuid, identifier uuid, tier integer, weight real, place integer)
language plpgsql stable security definer set search_path = '' as $$
declare
    seen uuid[] := array(select unnest(places) intersect select unnest(frameworks.visible()));
    condition text := 'true';
    run text;
begin
    if code <> '' then
        return query execute
            'select i.framework, i.identifier, case when lower(i.code) = lower($2) then 0 else 1 end, -length(i.code)::real, i.position
               from frameworks.items i
              where i.framework = any($1) and i.retired_at is null and i.code is not null and lower(i.code) like $3
              limit $4'
            using seen, code, replace(replace(replace(lower(code), '\', '\\'), '%', '\%'), '_', '\_') || '%', most;
    end if;
    if words <> '' then
        condition := condition || ' and i.search @@ $2::tsquery';
    end if;
    foreach run in array runs loop
        condition := condition || format(' and i.signs <> ''{}'' and i.signs @> %L::text[] and strpos(lower(i.statement), lower(%L)) > 0',
            frameworks.signs(run), run);
    end loop;
    if words <> '' or runs <> '{}' then
        return query execute
            'select h.framework, h.identifier,
                    case when starts_with(lower(h.statement), lower($5)) then 2 else 3 end,
                    case when $2 is null then 0 else ts_rank_cd(h.search, $2::tsquery) end::real, h.position
               from (select * from frameworks.items i
                      where i.framework = any($1) and i.retired_at is null and ' || condition || ' limit $4) h'
            using seen, case when words = '' then null else to_tsquery('pg_catalog.simple', words)::text end, null::text, most, first_word;
    end if;
end $$;
