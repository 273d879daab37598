-- Names: what a text means. The code of a registered dossier, each alias, and each place where messages wait for a name claim
-- it, and each claim on a name has its number. Two transactions that decide about a name at the same time without seeing each
-- other want the same number, and the second of them begins anew.
alter index dossier_name rename to dossier_code;

create table dossier_name (
    name       text   not null,
    -- of the claims on this name, from 1
    nth        int    not null,
    -- whose alias it is; null for the dossier's own code, and for a place where messages wait
    system     text,
    dossier_id bigint not null,
    -- an alias that is a dossier code in another notation, as its system writes it; null for all others
    said       text,
    primary key (name, nth)
);

insert into dossier_name (name, nth, system, dossier_id)
select name, row_number() over (partition by name order by kind, dossier_id, system), system, dossier_id
from (select code as name, 1 as kind, null as system, dossier_id from dossier
      where held_for is null and registered_by is not null
      union all
      select code, 2, system, dossier_id from dossier_alias
      union all
      select code, 3, null, dossier_id from dossier where held_for is not null and merged_into is null) claims;

-- The same text in two systems is two aliases.
create unique index dossier_name_alias on dossier_name (name, system) where system is not null;
create index dossier_name_of_dossier on dossier_name (dossier_id) where system is not null;
-- Names that mean several dossiers are few, and an operator asks for them.
create index dossier_name_shared on dossier_name (name) where nth > 1;

drop table dossier_alias;
create view dossier_alias as
select coalesce(said, name) as code, system, dossier_id from dossier_name where system is not null;

-- As before, by names.
create or replace function dossier_named(name text) returns bigint language sql stable parallel safe as
$$
    select coalesce(
        (select d.dossier_id from dossier d
         where d.code = $1 and d.held_for is null and d.registered_by is not null),
        (select a.dossier_id from dossier_name a where a.name = $1 and a.system = 'land-registry'),
        (select min(a.dossier_id) from dossier_name a
         where a.name = $1 and a.system is not null having count(distinct a.dossier_id) = 1),
        (select coalesce(d.merged_into, d.dossier_id) from dossier d where d.code = $1 and d.held_for is null))
$$;

-- Whether the hub said no to what a call was about to become: only then the same call may become something else.
alter table land_taken add column refused boolean not null default false;

-- Nodes that took a code and an alias of the same text at the same moment let both stand. They go on standing: a name means
-- the dossier of that code first.
create view shared_name as
select n.name, n.system, n.dossier_id, d.code as dossier,
       n.system is not null and exists (select 1 from dossier_name c join dossier o on o.dossier_id = c.dossier_id
                                        where c.name = n.name and c.system is null and o.held_for is null) as hidden
from dossier_name n join dossier d on d.dossier_id = n.dossier_id and d.held_for is null
where n.name in (select m.name from dossier_name m where m.nth > 1)
  and exists (select 1 from dossier_name m join dossier o on o.dossier_id = m.dossier_id and o.held_for is null
              where m.name = n.name and m.dossier_id <> n.dossier_id);

do $$
declare
    shared bigint;
begin
    select count(distinct name) into shared from shared_name where hidden;
    if shared > 0 then
        raise warning '% aliases have the text of another dossier''s code, which hides them: see GET /admin/v1/shared-names', shared;
    end if;
end
$$;
