-- Messages of before V9 that wait for a dossier wait where V9 lets new ones wait: apart from it, one row for each sender and
-- code, so that they go on by the same rules, and the code's own row counts nothing of strangers.
insert into dossier (code, held_for, messages, created_at, updated_at)
select d.code, h.sender, max(h.position), min(d.created_at), now()
from held_message h join dossier d on d.dossier_id = h.dossier_id
where h.reason = 'unknown-dossier' and h.sender is not null
  and d.held_for is null and d.merged_into is null and d.registered_by is null
group by d.code, h.sender
on conflict (code, coalesce(held_for, '')) where held_for is null or merged_into is null do nothing;

alter table message disable trigger append_only;
with moved as (
    update held_message h set dossier_id = p.dossier_id
    from dossier d, dossier p
    where h.dossier_id = d.dossier_id and h.reason = 'unknown-dossier'
      and d.held_for is null and d.merged_into is null and d.registered_by is null
      and p.code = d.code and p.held_for = h.sender and p.merged_into is null
      and p.messages >= h.position
    returning h.exchange_id, h.dossier_id)
update message m set dossier_id = moved.dossier_id from moved where m.exchange_id = moved.exchange_id;
alter table message enable trigger append_only;

-- Several agencies may name a file of a dossier; what counts is whether one of them had it to give.
alter table dossier_file add column named_at timestamptz not null default now();
alter table dossier_file drop constraint dossier_file_pkey;
alter table dossier_file add primary key (dossier_id, sha256, said_by);

-- Files that were named before: only who stored one first is known, so that whoever named one counts as having brought it.
insert into attachment_upload (sha256, agency, media_type, stored_at)
select distinct on (f.sha256, f.said_by) f.sha256, f.said_by, coalesce(f.media_type, a.media_type), a.stored_at
from dossier_file f join attachment a on a.sha256 = f.sha256
order by f.sha256, f.said_by, f.dossier_id
on conflict do nothing;

-- The dossier that a code or an alias means to the hub itself; null when there is none, or several. An alias of the land
-- registry goes first: tax names dossiers by it, and no other system may make it ambiguous by giving out the same text.
create or replace function dossier_named(name text) returns bigint language sql stable parallel safe as
$$
    select coalesce(
        (select d.dossier_id from dossier d
         where d.code = name and d.held_for is null and d.registered_by is not null),
        (select a.dossier_id from dossier_alias a where a.code = name and a.system = 'land-registry'),
        (select min(a.dossier_id) from dossier_alias a where a.code = name having count(distinct a.dossier_id) = 1),
        (select coalesce(d.merged_into, d.dossier_id) from dossier d where d.code = name and d.held_for is null))
$$;
