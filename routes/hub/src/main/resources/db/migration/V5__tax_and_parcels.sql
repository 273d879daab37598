-- Tax liaison: calls as they came, and each notice or voucher once.
-- All that decides about tax_row and tax_claim holds one advisory lock (TaxTable): files are few, and an order between them
-- is worth more than their running side by side.

-- Calls as they came, before anything was decided; the key is masked. Of strangers only size and hash are kept.
create table tax_call (
    call_id        uuid primary key,
    received_at    timestamptz not null,
    kind           text        not null check (kind in ('notice', 'voucher')),
    remote_address text        not null,
    service        text,
    -- what IsUpdating said; it decides nothing
    updating       text,
    headers        jsonb       not null,
    body           bytea,
    body_bytes     int         not null,
    body_sha256    bytea       not null,
    -- what was decided; null while it was not, or could not be
    verdict        text,
    decided_at     timestamptz
);
create index tax_call_age on tax_call (received_at);

create table tax_row (
    row_id        uuid primary key,
    kind          text        not null check (kind in ('notice', 'voucher')),
    -- of all that it says: the same row again is found by it
    digest        text        not null unique,
    -- of what it says besides the dossier
    content       text        not null,
    -- as the row says, and as we know the dossier; null until we do
    dossier_said  text,
    dossier       text,
    -- of the notice
    number        text,
    amount        bigint check (amount >= 0),
    -- what was read; null where it could not be
    fact          jsonb,
    -- what was written, field by field
    said          jsonb       not null,
    state         text        not null check (state in
        ('waiting', 'ready', 'accepted', 'recorded', 'same', 'conflict', 'parked', 'replaced', 'dismissed')),
    reason        text,
    detail        text,
    seen          int         not null default 1,
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null,
    -- the message that it became
    message_id    text,
    exchange_id   uuid,
    next_try_at   timestamptz,
    -- who decided about it, and why
    decided_by    text,
    decided_why   text
) with (fillfactor = 70);
create index tax_row_dossier on tax_row (dossier);
create index tax_row_waiting on tax_row (row_id) where state = 'waiting';
create index tax_row_ready on tax_row (next_try_at) where state = 'ready';
create index tax_row_person on tax_row (state, row_id) where state in ('conflict', 'parked');

-- Which row speaks for a notice of a dossier, or for a payment of it.
create table tax_claim (
    kind    text not null,
    dossier text not null,
    -- the notice's number; of a voucher, with the time of payment
    natural_key text not null,
    row_id  uuid not null,
    primary key (kind, dossier, natural_key)
);

-- What became of each row of each call.
create table tax_sighting (
    call_id uuid not null,
    place   int  not null,
    row_id  uuid not null,
    outcome text not null,
    primary key (call_id, place)
);
create index tax_sighting_row on tax_sighting (row_id);

-- What land systems said of parcels, for a while.
create table parcel_cache (
    cache_key  text primary key,
    fetched_at timestamptz not null,
    -- null where the land system knows no such parcel
    content    jsonb
);
create index parcel_cache_age on parcel_cache (fetched_at);
