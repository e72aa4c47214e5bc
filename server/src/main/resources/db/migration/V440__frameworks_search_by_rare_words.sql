-- Of several words the index is asked for the rare ones only: to a beginning that stands everywhere (a, the) it would gather a hundred
-- thousand places before it leaves most of them out. The common words are looked for in what the rare ones found; called as a function and
-- not as an operator they are kept from the index.

drop function frameworks.find_items(uuid[], text, text, text, text[], integer);

-- Items among the first matches, the best first: by code, whole or its beginning; then by statement, its beginning before its middle.
create function frameworks.find_items(places uuid[], code text, rare text, common text, first_word text, runs text[], most integer)
returns table (framework uuid, identifier uuid, tier integer, weight real, place integer)
language plpgsql stable security definer set search_path = '' as $$
declare
    seen uuid[] := array(select unnest(places) intersect select unnest(frameworks.visible()));
    rarely tsquery := case when rare = '' then '' else to_tsquery('pg_catalog.simple', rare) end;
    commonly tsquery := case when common = '' then '' else to_tsquery('pg_catalog.simple', common) end;
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
    if rare <> '' then
        condition := condition || ' and i.search @@ $2';
    end if;
    if common <> '' then
        condition := condition || ' and pg_catalog.ts_match_vq(i.search, $3)';
    end if;
    foreach run in array runs loop
        condition := condition || format(' and i.signs <> ''{}'' and i.signs @> %L::text[] and strpos(lower(i.statement), lower(%L)) > 0',
            frameworks.signs(run), run);
    end loop;
    if condition <> 'true' then
        return query execute
            'select h.framework, h.identifier, case when starts_with(lower(h.statement), lower($5)) then 2 else 3 end,
                    ts_rank_cd(h.search, $2 && $3), h.position
               from (select * from frameworks.items i
                      where i.framework = any($1) and i.retired_at is null and ' || condition || ' limit $4) h'
            using seen, rarely, commonly, most, first_word;
    end if;
end $$;
