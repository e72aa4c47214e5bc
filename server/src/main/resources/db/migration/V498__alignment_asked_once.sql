-- Functions inside policies are asked once a statement. These asked others once a row: with 72 crosswalks every look at a framework took half a
-- second, and twice as many crosswalks took four times as long.
create or replace function partnerships.joined() returns uuid[] language sql stable parallel safe security definer set search_path = '' as
$$ select coalesce(array_agg(m.partnership), '{}') from partnerships.member m
    where m.organization = any ((select house.organizations())::uuid[]) and m.standing = 'JOINED' $$;

create or replace function partnerships.shared() returns uuid[] language sql stable parallel safe security definer set search_path = '' as
$$ select coalesce(array_agg(s.subject), '{}') from partnerships.scope s
     join partnerships.member m on m.partnership = s.partnership
    where s.kind = 'crosswalk' and s.shared and m.standing = 'JOINED' and m.part <> 'OBSERVER'
      and m.organization = any ((select house.organizations())::uuid[]) $$;

create or replace function partnerships.in_scope(wanted text) returns uuid[] language sql stable parallel safe security definer set search_path = '' as
$$ select coalesce(array_agg(subject), '{}') from partnerships.scope
    where kind = wanted and partnership = any ((select partnerships.joined())::uuid[]) $$;

create or replace function alignment.behind() returns uuid[] language sql stable parallel safe security definer set search_path = '' as
$$ select coalesce(array_agg(c.id), '{}') from alignment.crosswalks c
    where c.owner = any ((select house.organizations())::uuid[]) or c.id = any ((select partnerships.shared())::uuid[])
       or exists (select from frameworks.documents d
                   where d.identifier in (c.requirements, c.outcomes) and d.owner = any ((select house.organizations())::uuid[])) $$;

create or replace function alignment.frameworks() returns uuid[] language sql stable parallel safe security definer set search_path = '' as
$$ select coalesce(array_agg(f), '{}') from alignment.crosswalks c, unnest(array[c.requirements, c.outcomes]) as f
    where c.published or c.id = any ((select alignment.behind())::uuid[]) or c.id = any ((select partnerships.in_scope('crosswalk'))::uuid[]) $$;
