-- Who has to do with a dossier, and where the messages of those wait who have not.

-- Whose submitted registered it, and whom the handling agency asked to take part.
alter table dossier add column registrant text;
alter table dossier add column participants text[] not null default '{}';
-- Not null: this is no dossier, but the place where messages of that agency wait that name this code, while no such dossier
-- is registered or the agency has no relation to it. One for each agency and code, so that nobody's message takes the code,
-- or counts for the dossier.
alter table dossier add column held_for text;
alter table dossier drop constraint dossier_code_key;
create unique index dossier_name on dossier (code, coalesce(held_for, ''))
    where held_for is null or merged_into is null;

update dossier d set registrant = substr(m.source, 11)
from message m where m.exchange_id = d.registered_by and m.source like '/agencies/%';

-- A code belongs to the system that gives it out: the same text in another system is another alias.
alter table dossier_alias drop constraint dossier_alias_pkey;
alter table dossier_alias add primary key (code, system);

alter table held_message add column sender text;
-- whether it was found that the dossier is there and its sender has no relation to it: it is looked at again when the
-- dossier's relations change, and when its wait is over
alter table held_message add column judged boolean not null default false;
update held_message h set sender = substr(m.source, 11)
from message m where m.exchange_id = h.exchange_id and m.source like '/agencies/%';
create index held_message_sender on held_message (sender);

-- The dossier that a code or an alias means; null when there is none, or when several systems gave that alias to several.
create function dossier_named(name text) returns bigint language sql stable parallel safe as
$$
    select coalesce(
        (select d.dossier_id from dossier d
         where d.code = name and d.held_for is null and d.registered_by is not null),
        (select min(a.dossier_id) from dossier_alias a where a.code = name having count(distinct a.dossier_id) = 1),
        (select coalesce(d.merged_into, d.dossier_id) from dossier d where d.code = name and d.held_for is null))
$$;

-- Files that messages of a dossier name: who may look at the dossier may fetch them, as the media type that it names. Written
-- by the accept stage; said_by is the sender that named the file.
create table dossier_file (
    dossier_id bigint not null,
    sha256     text   not null,
    media_type text,
    said_by    text   not null,
    primary key (dossier_id, sha256)
);
create index dossier_file_sha256 on dossier_file (sha256);
create index land_file_sha256 on land_file (sha256) where sha256 is not null;

insert into dossier_file (dossier_id, sha256, media_type, said_by)
select coalesce(d.merged_into, d.dossier_id), f ->> 'sha256', max(f ->> 'mediaType'), max(substr(m.source, 11))
from message m join dossier d on d.dossier_id = m.dossier_id,
     lateral jsonb_path_query(convert_from(m.canonical, 'UTF8')::jsonb, '$.data.documents[*]') f
where f ->> 'sha256' is not null and not exists (select 1 from held_message h where h.exchange_id = m.exchange_id)
group by 1, 2;

-- Who brought a file, and as what: it may fetch it again before a dossier names it.
create table attachment_upload (
    sha256     text        not null,
    agency     text        not null,
    media_type text        not null,
    stored_at  timestamptz not null,
    primary key (sha256, agency)
);
insert into attachment_upload (sha256, agency, media_type, stored_at)
select sha256, stored_by, media_type, stored_at from attachment;
