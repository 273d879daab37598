-- What the hub put on queues that agencies read (hpasc.out.*, hpasc.receipts.*) and does not know to be consumed. A row is
-- written in the transaction that says the message is there, and deleted when the broker has it no more: the table is as
-- long as the queues. See queued/RATIONALE.md.
create table queued_message (
    queue          text        not null,
    -- of the broker's duplicate detection: while its journal is whole it drops a second message with the same id
    duplicate_id   uuid        not null,
    -- order of the queue, as nearly as the hub knows it
    position       bigint generated always as identity,
    -- of a delivery, whose message is made again from table message; null for a reply
    delivery_id    uuid,
    -- of a reply, as it was sent
    body           text,
    content_type   text,
    correlation_id text,
    kind           text,
    event_id       text,
    -- the start of the broker under which it was put there; null when it has to be sent again
    boot           uuid,
    put_at         timestamptz not null default clock_timestamp(),
    -- when a look at the queue first did not find it
    missed_at      timestamptz,
    primary key (queue, duplicate_id)
);
create index queued_message_position on queued_message (queue, position);
create index queued_message_delivery on queued_message (delivery_id) where delivery_id is not null;
