-- The truth about money. What a dossier owes is written by the accept stage, under the dossier's lock; orders are written
-- by the payment packages, each under the lock of its own row. Amounts are whole đồng.

-- What a dossier owes. Written by the accept stage only.
create table obligation (
    dossier_id    bigint      not null,
    -- the raiser's own; together with the dossier the natural key
    obligation_id text        not null,
    -- raised: by obligation-raised, the dossier waits in status 6 for it; fee: came with the submission
    origin        text        not null check (origin in ('raised', 'fee')),
    kind          text        not null,
    name          text        not null,
    amount        bigint      not null check (amount >= 0),
    due_at        timestamptz,
    notice        text,
    payee_account text,
    payee_bank    text,
    payee_name    text,
    payer         text,
    -- what payment-confirmed and payment-refunded said of it, summed up; both only grow
    confirmed     bigint      not null default 0 check (confirmed >= 0),
    refunded      bigint      not null default 0 check (refunded >= 0),
    raised_by     uuid        not null,
    raised_at     timestamptz not null,
    updated_at    timestamptz not null,
    primary key (dossier_id, obligation_id)
);

-- Every payment and refund that a message told of, also of obligations nobody raised. Append-only.
create table obligation_entry (
    exchange_id   uuid primary key,
    dossier_id    bigint      not null,
    obligation_id text        not null,
    kind          text        not null check (kind in ('confirmed', 'refunded')),
    amount        bigint      not null check (amount >= 0),
    at            timestamptz not null,
    gateway       text,
    transaction   text,
    receipt       text,
    -- false where another message had told of the same transaction before
    counted       boolean     not null
);
create index obligation_entry_dossier on obligation_entry (dossier_id);

-- One attempt to pay an obligation at a gateway.
create table payment_order (
    payment_id          uuid primary key,
    dossier_id          bigint      not null,
    dossier_code        text        not null,
    obligation_id       text        not null,
    gateway             text        not null,
    merchant            text        not null,
    -- how we name it to the gateway
    reference           text        not null,
    amount              bigint      not null check (amount > 0),
    state               text        not null check (state in
        ('CREATED', 'PENDING', 'PAID', 'PAID_LATE', 'FAILED', 'EXPIRED', 'UNKNOWN', 'SUSPECT', 'MISMATCH',
         'REFUND_PENDING', 'REFUNDED_PART', 'REFUNDED', 'REFUND_FAILED')),
    description         text        not null,
    return_url          text        not null,
    payer_address       text        not null,
    language            text        not null,
    pay_url             text,
    qr_data             text,
    -- while somebody asks the gateway to open it, nobody else does
    opening_until       timestamptz,
    gateway_reference   text,
    -- of the money that moved, whatever was ordered; null while none did
    paid_amount         bigint check (paid_amount >= 0),
    gateway_transaction text,
    paid_at             timestamptz,
    refunded            bigint      not null default 0 check (refunded >= 0),
    receipt             text,
    -- the gateway's own last word
    raw_code            text,
    opened_by           text        not null,
    created_at          timestamptz not null,
    expires_at          timestamptz not null,
    updated_at          timestamptz not null,
    -- when the gateway is asked next, and how often it was; null when nobody asks any more
    next_poll_at        timestamptz,
    polls               int         not null default 0,
    unique (gateway, merchant, reference)
) with (fillfactor = 70);
create index payment_order_dossier on payment_order (dossier_id, obligation_id);
create index payment_order_poll on payment_order (gateway, next_poll_at) where next_poll_at is not null;
create index payment_order_settled on payment_order (gateway, paid_at) where paid_at is not null;
create index payment_order_state on payment_order (state);

-- Money that moved, each transaction of a gateway once, also those that should not have.
create table payment_transaction (
    gateway             text        not null,
    merchant            text        not null,
    gateway_transaction text        not null,
    payment_id          uuid        not null,
    amount              bigint      not null check (amount >= 0),
    moved_at            timestamptz not null,
    seen_at             timestamptz not null,
    -- callback, inquiry or settlement
    seen_by             text        not null,
    primary key (gateway, merchant, gateway_transaction)
);
create index payment_transaction_payment on payment_transaction (payment_id);

create table payment_refund (
    refund_id      text primary key,
    payment_id     uuid        not null,
    amount         bigint      not null check (amount > 0),
    reason         text        not null,
    -- the transaction that is given back
    transaction    text        not null,
    state          text        not null check (state in ('REQUESTED', 'PROCESSING', 'UNKNOWN', 'REFUNDED', 'REFUSED')),
    gateway_refund text,
    raw_code       text,
    detail         text,
    -- whether it may have been sent: then it is inquired about before it is sent again
    sent           boolean     not null default false,
    requested_by   text        not null,
    requested_at   timestamptz not null,
    finished_at    timestamptz,
    next_try_at    timestamptz,
    tries          int         not null default 0
);
create index payment_refund_payment on payment_refund (payment_id);
create index payment_refund_due on payment_refund (next_try_at) where next_try_at is not null;

-- What was asked under which Idempotency-Key.
create table payment_request (
    agency     text        not null,
    -- payments, or refunds/<payment>
    scope      text        not null,
    key        text        not null,
    digest     bytea       not null,
    -- the payment or the refund that came of it
    result     text        not null,
    created_at timestamptz not null,
    primary key (agency, scope, key)
);

-- Every move of an order, and every one that was refused. Append-only.
create table payment_event (
    event_id     bigint generated always as identity primary key,
    payment_id   uuid        not null,
    at           timestamptz not null,
    state_before text        not null,
    state_after  text        not null,
    -- false: the move is not in the graph and was not made
    legal        boolean     not null,
    cause        text        not null,
    actor        text        not null,
    code         text,
    detail       text
);
create index payment_event_payment on payment_event (payment_id, event_id);

-- Calls of gateways as they came, before anything was decided.
create table payment_callback (
    callback_id    bigint generated always as identity primary key,
    received_at    timestamptz not null,
    gateway        text        not null,
    merchant       text        not null,
    purpose        text        not null,
    method         text        not null,
    query          bytea       not null,
    headers        jsonb       not null,
    body           bytea       not null,
    truncated      boolean     not null,
    remote_address text        not null,
    -- what was decided; null while it was not, or could not be
    verdict        text,
    payment_id     uuid,
    decided_at     timestamptz
);
create index payment_callback_age on payment_callback (received_at);
create index payment_callback_payment on payment_callback (payment_id) where payment_id is not null;

-- What a person must look at.
create table payment_case (
    case_id    bigint generated always as identity primary key,
    kind       text        not null,
    -- the same finding opens one case, however often it is made
    finding    text        not null unique,
    gateway    text,
    merchant   text,
    payment_id uuid,
    dossier_code text,
    amount     bigint,
    summary    text        not null,
    -- what could be done about it, for a person to decide
    proposal   text,
    owner      text,
    state      text        not null check (state in ('open', 'closed')),
    opened_at  timestamptz not null,
    closed_at  timestamptz
);
create index payment_case_open on payment_case (case_id) where state = 'open';
create index payment_case_payment on payment_case (payment_id);

-- The history of a case. Append-only.
create table payment_case_event (
    event_id bigint generated always as identity primary key,
    case_id  bigint      not null,
    at       timestamptz not null,
    act      text        not null,
    actor    text        not null,
    note     text
);
create index payment_case_event_case on payment_case_event (case_id, event_id);

-- What the rest of the world must be told, written in the transaction that makes it true and said as a message afterwards.
create table payment_effect (
    -- the id of the message: said again after a crash it is a repeat
    message_id   text primary key,
    payment_id   uuid        not null,
    type         text        not null,
    dossier_code text        not null,
    obligation_id text       not null,
    amount       bigint      not null,
    at           timestamptz not null,
    gateway      text        not null,
    transaction  text,
    receipt      text,
    reason       text,
    created_at   timestamptz not null,
    next_try_at  timestamptz,
    tries        int         not null default 0,
    said_at      timestamptz,
    exchange_id  uuid,
    refused      text
);
create index payment_effect_due on payment_effect (next_try_at) where next_try_at is not null;
create index payment_effect_payment on payment_effect (payment_id);

-- Settlement files, each once.
create table settlement_import (
    import_id   bigint generated always as identity primary key,
    gateway     text        not null,
    merchant    text        not null,
    day         date        not null,
    file_hash   bytea       not null,
    file_name   text,
    imported_by text        not null,
    imported_at timestamptz not null,
    lines       bigint      not null,
    finished_at timestamptz,
    unique (gateway, merchant, day, file_hash)
);

-- What came of each line, and of each payment that no line speaks of.
create table settlement_line (
    import_id           bigint not null,
    -- negative: what only the hub knows
    line                bigint not null,
    class               text   not null check (class in
        ('matched', 'only-gateway', 'only-hub', 'amount', 'status', 'refund', 'fee', 'cut-off', 'unreadable')),
    kind                text   not null,
    reference           text,
    gateway_transaction text,
    payment_id          uuid,
    amount              bigint,
    expected            bigint,
    fee                 bigint,
    status              text,
    at                  timestamptz,
    detail              text,
    case_id             bigint,
    primary key (import_id, line)
);
create index settlement_line_transaction on settlement_line (import_id, gateway_transaction);
create index settlement_line_payment on settlement_line (payment_id) where payment_id is not null;

create trigger append_only before update or delete or truncate on obligation_entry
    for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on payment_event
    for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on payment_case_event
    for each statement execute function refuse_change();
