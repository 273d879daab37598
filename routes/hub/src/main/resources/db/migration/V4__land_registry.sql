-- What the land registry says to us, the files it names by link, and obligations to be taken back.
-- See callback/land/RATIONALE.md and land/RATIONALE.md.

-- That an obligation is to be revoked, and what became of that. Written under the dossier's lock.
create table revocation (
    dossier_id    bigint not null,
    obligation_id text   not null,
    state         text   not null check (state in ('open', 'revoked', 'refused', 'over')),
    requested_by  uuid,
    requested_at  timestamptz,
    reason        text,
    answered_by   uuid,
    answered_at   timestamptz,
    note          text,
    primary key (dossier_id, obligation_id)
) with (fillfactor = 70);
create index revocation_open on revocation (requested_at) where state = 'open';

-- Calls as they came, secrets masked, for a bounded time.
create table land_call (
    call_id        bigint generated always as identity primary key,
    received_at    timestamptz not null,
    operation      text        not null,
    headers        jsonb       not null,
    body           bytea       not null,
    remote_address text        not null,
    -- what was answered; null while it was not
    result         smallint,
    message        text,
    decided_at     timestamptz
);
create index land_call_age on land_call (received_at);

-- What a call became, by its content: the same call again is the same messages again, whatever happened to the dossier since.
create table land_taken (
    call_key  text        primary key,
    operation text        not null,
    subject   text        not null,
    messages  jsonb       not null,
    taken_at  timestamptz not null
);
create index land_taken_age on land_taken (taken_at);

-- Files named by link. A row is worked on once the message it belongs to was accepted.
create table land_file (
    source      text        not null,
    message_id  text        not null,
    nth         int         not null,
    subject     text        not null,
    name        text        not null,
    link        text        not null,
    state       text        not null check (state in ('waiting', 'fetched', 'refused')),
    -- whether the result goes out again with its files when all are there
    tell        boolean     not null,
    attempts    int         not null default 0,
    next_try_at timestamptz,
    leased_by   uuid,
    sha256      text,
    size        bigint,
    media_type  text,
    reason      text,
    announced_at timestamptz not null,
    ended_at    timestamptz,
    told_at     timestamptz,
    primary key (source, message_id, nth)
) with (fillfactor = 70);
create index land_file_due on land_file (next_try_at) where state = 'waiting';
create index land_file_untold on land_file (source, message_id) where tell and told_at is null;
create index land_file_subject on land_file (subject);

-- Codes that we gave to dossiers that were taken in at the land office under a number of its own.
create table land_born (
    receipt_number text primary key,
    code           text        not null unique,
    born_at        timestamptz not null
);
create sequence land_born_number;
