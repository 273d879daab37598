-- The balance is counted on from a checkpoint instead of from the beginning: what was finished, and what the ledger says was
-- created, up to some minutes ago, and everything since from the tables themselves.

create table balance_mark (
    one            boolean primary key default true check (one),
    -- all entries of the ledger up to this one are in the checkpoint, and no later one
    entry_id       bigint      not null,
    -- all deliveries finished before this are in the checkpoint, and no later one
    finished_until timestamptz not null
);

create table balance_checkpoint (
    destination text primary key,
    created     bigint not null default 0,
    delivered   bigint not null default 0,
    refused     bigint not null default 0,
    cancelled   bigint not null default 0
);

-- What was finished lately stands together, since what is delivered at once is nearly all.
create index delivery_finished on delivery using brin (finished_at) with (pages_per_range = 16, autosummarize = on);
-- The other states that are not final have an index of their own.
create index delivery_waiting on delivery (destination) where state = 'waiting';

-- No transaction of the hub lasts for five minutes.
insert into balance_mark (entry_id, finished_until)
select coalesce(max(entry_id), 0), now() - interval '5 minutes' from ledger_entry where at < now() - interval '5 minutes';

insert into balance_checkpoint (destination, created, delivered, refused, cancelled)
select destination, coalesce(created, 0), coalesce(delivered, 0), coalesce(refused, 0), coalesce(cancelled, 0)
from (select name as destination, count(*) as created
      from ledger_entry, unnest(destinations) name
      where entry_id <= (select entry_id from balance_mark) group by name) created
full join (select destination, count(*) filter (where state = 'delivered') as delivered,
                  count(*) filter (where state = 'refused') as refused,
                  count(*) filter (where state = 'cancelled') as cancelled
           from delivery where finished_at < (select finished_until from balance_mark) group by destination) found
    using (destination);

-- Deliveries that are finished are neither changed nor deleted. Who does so all the same, or brings one in that was finished
-- before, changes what the checkpoint counted, and the balance shows it at once.
create function count_changed_past() returns trigger language plpgsql as
$$
declare
    counted_until timestamptz;
begin
    select finished_until into counted_until from balance_mark for share;
    if tg_op <> 'INSERT' and old.finished_at < counted_until then
        update balance_checkpoint
        set delivered = delivered - (old.state = 'delivered')::int, refused = refused - (old.state = 'refused')::int,
            cancelled = cancelled - (old.state = 'cancelled')::int
        where destination = old.destination;
    end if;
    if tg_op <> 'DELETE' and new.finished_at < counted_until then
        insert into balance_checkpoint (destination, delivered, refused, cancelled)
        values (new.destination, (new.state = 'delivered')::int, (new.state = 'refused')::int,
                (new.state = 'cancelled')::int)
        on conflict (destination) do update
        set delivered = balance_checkpoint.delivered + excluded.delivered,
            refused = balance_checkpoint.refused + excluded.refused,
            cancelled = balance_checkpoint.cancelled + excluded.cancelled;
    end if;
    return null;
end
$$;

create trigger past_inserted after insert on delivery
    for each row when (new.finished_at is not null) execute function count_changed_past();
create trigger past_updated after update on delivery
    for each row when (old.finished_at is not null) execute function count_changed_past();
create trigger past_deleted after delete on delivery
    for each row when (old.finished_at is not null) execute function count_changed_past();
