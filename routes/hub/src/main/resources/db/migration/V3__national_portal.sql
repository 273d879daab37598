-- What the national portal is known to have of each dossier, part by part. See portal/RATIONALE.md.

create table portal_dossier (
    dossier_id   bigint primary key,
    -- by which the portal knows it
    code         text        not null,
    -- the portal confirmed that it has the dossier
    inserted     boolean     not null default false,
    -- fingerprint of the record it confirmed last
    record       text,
    -- the dossier's own status in that record, and the one that was told; they differ where a rewrite is configured
    status       smallint,
    shown        smallint,
    confirmed_at timestamptz,
    -- the last trouble since; null when all went well
    error_code   text,
    error        text,
    error_at     timestamptz,
    -- what the last look-up found
    compared_at  timestamptz,
    found        boolean,
    found_status text,
    -- whoever brings the dossier up to date has it until then
    leased_by    uuid,
    leased_until timestamptz,
    changed_at   timestamptz not null
) with (fillfactor = 70);
create index portal_dossier_changed on portal_dossier (changed_at);
create index portal_dossier_trouble on portal_dossier (error_at) where error_at is not null;

create table portal_progress (
    dossier_id   bigint   not null,
    exchange_id  uuid     not null,
    status       smallint not null,
    shown        smallint not null,
    confirmed_at timestamptz,
    attempts     int      not null default 0,
    error_code   text,
    error        text,
    error_at     timestamptz,
    primary key (dossier_id, exchange_id)
);

-- The national catalogue as it was from when to when; valid_to is null for what holds now.
create table portal_catalogue (
    kind       text        not null check (kind in ('procedure', 'listed', 'agency', 'sector')),
    code       text        not null,
    valid_from timestamptz not null,
    valid_to   timestamptz,
    content    jsonb       not null,
    primary key (kind, code, valid_from)
);
create unique index portal_catalogue_now on portal_catalogue (kind, code) where valid_to is null;

create table portal_catalogue_pull (
    pulled_at timestamptz primary key,
    -- what was found wrong with routing.yaml
    findings  jsonb not null
);

-- Codes that we made for dossiers whose code at the portal is none of ours. The counter is the database's.
create table portal_born (
    portal_code text primary key,
    code        text        not null unique,
    born_at     timestamptz not null
);
create sequence portal_born_number;

-- The 8-working-hours clock of online dossiers.
create table portal_intake (
    dossier_id   bigint primary key,
    submitted_at timestamptz not null,
    due_at       timestamptz not null,
    warned_at    timestamptz,
    done_at      timestamptz
);
create index portal_intake_open on portal_intake (due_at) where done_at is null;

-- A comparison with the portal and the plan that came of it.
create table portal_plan (
    plan_id     uuid primary key,
    made_at     timestamptz not null,
    made_by     text        not null,
    since       timestamptz not null,
    compared    int         not null,
    finished_at timestamptz,
    run_at      timestamptz,
    run_by      text,
    reason      text
);
create table portal_plan_item (
    plan_id    uuid   not null,
    dossier_id bigint not null,
    code       text   not null,
    finding    text   not null,
    outcome    text,
    primary key (plan_id, dossier_id)
);

-- Files by content, and the links by which the portal may fetch them.
create table attachment (
    sha256     text primary key,
    size       bigint      not null,
    media_type text        not null,
    stored_by  text        not null,
    stored_at  timestamptz not null
);

create table file_link (
    link_id    uuid primary key,
    dossier_id bigint      not null,
    sha256     text        not null,
    issued_at  timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create unique index file_link_now on file_link (dossier_id, sha256) where revoked_at is null;
