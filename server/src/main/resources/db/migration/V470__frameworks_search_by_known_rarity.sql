-- Which words are rare is known to the planner: it keeps the commonest words of a column with their shares. The search asks for them from time
-- to time, so that "install so" asks the index for both words and "isolate the" for one.
create function frameworks.common_words() returns table (word text, share real)
language sql stable security definer set search_path = '' as $$
    select w.word, s.most_common_elem_freqs[w.place]
      from pg_catalog.pg_stats s, unnest(s.most_common_elems::text::text[]) with ordinality w (word, place)
     where s.schemaname = 'frameworks' and s.tablename = 'items' and s.attname = 'search' $$;

-- As before, but common words have no say in the order: where they stand tells little and takes long to find out.
create or replace function frameworks.find_items(
    places uuid[], code text, rare text, common text, first_word text, runs text[], most integer)
returns table (framework uuid, identifier uuid, tier integer, weight real, place integer)
language plpgsql stable security definer set search_path = '' as $$
declare
    seen uuid[] := array(select unnest(places) intersect select unnest(frameworks.visible()));
    rarely tsquery := to_tsquery('pg_catalog.simple', nullif(rare, ''));
    commonly tsquery := to_tsquery('pg_catalog.simple', nullif(common, ''));
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
    if rarely is not null then
        condition := condition || ' and i.search @@ $2';
    end if;
    if commonly is not null then
        condition := condition || ' and pg_catalog.ts_match_vq(i.search, $3)';
    end if;
    foreach run in array runs loop
        condition := condition || format(' and i.signs <> ''{}'' and i.signs @> %L::text[] and strpos(lower(i.statement), lower(%L)) > 0',
            frameworks.signs(run), run);
    end loop;
    if condition <> 'true' then
        return query execute
            'select h.framework, h.identifier, case when starts_with(lower(h.statement), lower($5)) then 2 else 3 end,
                    coalesce(ts_rank_cd(h.search, $2), 0), h.position
               from (select * from frameworks.items i
                      where i.framework = any($1) and i.retired_at is null and ' || condition || ' limit $4) h'
            using seen, rarely, commonly, most, first_word;
    end if;
end $$;
