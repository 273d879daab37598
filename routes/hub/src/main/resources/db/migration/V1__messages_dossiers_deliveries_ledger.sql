-- The truth of the hub. One transaction of the accept stage writes message, dossier, line, delivery and ledger_entry;
-- one transaction of the delivery stage writes delivery, line and ledger_entry.
-- No foreign keys between the hot tables: both stages hold the locks that make the references right, and the balance
-- query finds what should not be. See accept/RATIONALE.md.

create table dossier (
    dossier_id       bigint generated always as identity primary key,
    code             text        not null unique,
    -- null until a message of type submitted registered the dossier
    status           smallint check (status between 1 and 10),
    registered_by    uuid,
    procedure_code   text,
    procedure_name   text,
    handling_agency  text,
    receiving_branch text,
    submitted_at     timestamptz,
    due_at           timestamptz,
    -- how many messages were accepted for it
    messages         bigint      not null default 0,
    -- a code under which messages came before it was known to be an alias of another dossier
    merged_into      bigint,
    created_at       timestamptz not null,
    updated_at       timestamptz not null
) with (fillfactor = 70);

create index dossier_merged on dossier (merged_into) where merged_into is not null;

create table dossier_alias (
    code       text primary key,
    system     text   not null,
    dossier_id bigint not null
);
create index dossier_alias_dossier on dossier_alias (dossier_id);

-- Every accepted message, as it came and in its canonical form. Append-only.
create table message (
    exchange_id         uuid primary key,
    source              text        not null,
    message_id          text        not null,
    digest              bytea       not null,
    type                text        not null,
    dossier_id          bigint      not null,
    -- n-th accepted message of its dossier
    position            bigint      not null,
    occurred_at         timestamptz not null,
    accepted_at         timestamptz not null,
    protocol            text        not null,
    mark                text,
    corrects            uuid,
    canonical           bytea       not null,
    received            bytea       not null,
    received_media_type text        not null,
    batch_id            uuid        not null,
    leaf_index          int         not null,
    leaf_path           bytea       not null,
    destinations        text[]      not null,
    sequences           bigint[]    not null,
    unique (source, message_id),
    unique (dossier_id, position)
) with (toast_tuple_target = 8160);
create index message_corrects on message (corrects) where corrects is not null;
-- already compact JSON of about 2 KB: compressing it costs more than it saves on the way in
alter table message alter column canonical set storage external;
alter table message alter column received set storage external;

-- Messages that were accepted but cannot go on yet.
create table held_message (
    exchange_id uuid primary key,
    dossier_id  bigint      not null,
    position    bigint      not null,
    -- unknown-dossier: until the dossier is registered; unknown-procedure: until the routing table knows it
    reason      text        not null,
    -- after this the message is refused; null where only a person ends the wait
    deadline    timestamptz
);
create index held_message_dossier on held_message (dossier_id, position);
create index held_message_deadline on held_message (deadline);

-- A line is what one destination gets of one dossier, in order.
create table line (
    dossier_id    bigint not null,
    destination   text   not null,
    last_sequence bigint not null,
    -- deliveries not yet at their end; the first of them is the line's head
    open_count    int    not null check (open_count >= 0),
    primary key (dossier_id, destination)
) with (fillfactor = 70);

create table delivery (
    delivery_id     uuid primary key,
    exchange_id     uuid        not null,
    dossier_id      bigint      not null,
    destination     text        not null,
    sequence        bigint      not null,
    -- raised when a correction takes the place of a refused message
    revision        smallint    not null default 0,
    state           text        not null
        check (state in ('waiting', 'ready', 'in-flight', 'delivered', 'refused', 'cancelled', 'parked')),
    -- how often it was put on the way; a broker message of an earlier round is stale
    round           int         not null default 0,
    attempts        int         not null default 0,
    code            text,
    reason          text,
    reference       text,
    next_attempt_at timestamptz,
    relayed_at      timestamptz,
    leased_until    timestamptz,
    -- its latest failure, and how many of its failures were its own: others of its destination got through in between
    failed_at       timestamptz,
    own_failures    int         not null default 0,
    -- late or gap, of a message that was held and got its mark when it went on
    mark            text,
    created_at      timestamptz not null,
    finished_at     timestamptz,
    unique (dossier_id, destination, sequence, revision)
) with (fillfactor = 70);
-- in the order in which they go; a null is due at once
create index delivery_ready on delivery (destination, coalesce(next_attempt_at, '-infinity'), delivery_id)
    where state = 'ready';
create index delivery_in_flight on delivery (destination, relayed_at) where state = 'in-flight';
create index delivery_parked on delivery (destination) where state = 'parked';

-- One signature for all messages of one commit.
create table receipt_batch (
    batch_id  uuid primary key,
    root      bytea       not null,
    size      int         not null,
    signature text        not null,
    signed_at timestamptz not null
);

-- What happened: messages, state changes, attempts, operator acts. Append-only.
create table ledger_entry (
    entry_id      bigint generated always as identity primary key,
    at            timestamptz not null,
    kind          text        not null,
    exchange_id   uuid,
    dossier_id    bigint,
    delivery_id   uuid,
    destination   text,
    -- deliveries this entry created, one name each
    destinations  text[],
    status_before smallint,
    status_after  smallint,
    actor         text        not null,
    code          text,
    detail        text,
    -- of the message, for entries that make one durable
    hash          bytea
);

create function refuse_change() returns trigger language plpgsql as
$$
begin
    raise exception 'table % is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger append_only before update or delete or truncate on message
    for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on receipt_batch
    for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on ledger_entry
    for each statement execute function refuse_change();
