-- Deliveries know their sender, so that each destination's backlog is served in turns: a turn of each sender.
alter table delivery add column sender text not null default '';

update delivery d
set sender = regexp_replace(m.source, '^/agencies/', '')
from message m
where m.exchange_id = d.exchange_id and d.finished_at is null;

-- In the order in which the deliveries of a sender go; a null is due at once. The senders of a destination are found by
-- going from one to the next in this index, never by reading all that is ready.
drop index delivery_ready;
create index delivery_ready on delivery (destination, sender, coalesce(next_attempt_at, '-infinity'), delivery_id)
    where state = 'ready';
