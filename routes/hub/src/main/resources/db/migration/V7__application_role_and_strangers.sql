-- The hub works as a role that is not the owner of these tables: see storage/RATIONALE.md.

-- Gives a role what the hub needs at work, and nothing else. Called by the hub after each migration; whoever migrates by
-- hand calls it himself, as the owner: select grant_application('<role>').
-- From a table that is append-only nobody but its owner can take the trigger; the application has no right to change or
-- delete its rows in the first place. Of what Flyway wrote it only reads.
create function grant_application(application text) returns void language plpgsql as
$$
declare
    thing record;
begin
    if pg_has_role(application, current_user, 'MEMBER') then
        raise exception 'role % may act as the owner of the tables', application using errcode = 'invalid_grant_operation';
    end if;
    -- nodes that start together
    perform pg_advisory_xact_lock(hashtext('grant_application'));
    execute format('grant usage on schema %I to %I', current_schema(), application);
    for thing in
        select c.oid::regclass as name, c.relkind = 'S' as counts,
               case when c.relname = 'flyway_schema_history' then 'select'
                    when exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'append_only')
                        then 'select, insert'
                    else 'select, insert, update, delete' end as granted
        from pg_class c
        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v', 'S')
          and pg_has_role(c.relowner, 'USAGE')
          -- a sequence of an identity column needs no grant
          and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
                          and d.deptype = 'i' and c.relkind = 'S')
    loop
        if thing.counts then
            execute format('revoke all on sequence %s from public, %I', thing.name, application);
            execute format('grant usage on sequence %s to %I', thing.name, application);
        else
            execute format('revoke all on table %s from public, %I', thing.name, application);
            execute format('grant %s on table %s to %I', thing.granted, thing.name, application);
        end if;
    end loop;
    for thing in
        select p.oid::regprocedure as name, p.prorettype = 'trigger'::regtype or p.prosecdef
               or p.proname = 'grant_application' as closed
        from pg_proc p
        where p.pronamespace = current_schema()::regnamespace and pg_has_role(p.proowner, 'USAGE')
    loop
        execute format('revoke all on routine %s from public, %I', thing.name, application);
        if not thing.closed then
            execute format('grant execute on routine %s to %I', thing.name, application);
        end if;
    end loop;
end
$$;

revoke all on function grant_application(text) from public;

-- Calls of gateways. Of those that nobody we know has signed only size and hash are kept: bodies of strangers filled the
-- disk. The hash is of the query, a line feed and the body.
alter table payment_callback
    add column verified    boolean not null default false,
    add column body_bytes  int     not null default 0,
    add column body_sha256 bytea   not null default ''::bytea;

update payment_callback
set verified    = purpose = 'lookup' or payment_id is not null
                  or coalesce(verdict, '') in ('recorded', 'duplicate', 'unknown-order', 'wrong-amount', 'wrong-merchant'),
    body_bytes  = length(query) + length(body),
    body_sha256 = sha256(query || '\x0a'::bytea || body);

update payment_callback set query = ''::bytea, headers = '{}', body = ''::bytea, truncated = true where not verified;

create index payment_callback_unverified on payment_callback (callback_id) where not verified;
