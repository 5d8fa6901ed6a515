-- Positions and versions are assigned under a lock by the append itself (no sequence), so they have neither gaps nor disorder.
-- activity_target refers to activity without a foreign key: the append writes both in one statement, and checking each row costs a fifth.
create table activity (
    position bigint      primary key,
    stream   text        collate "C" not null,
    version  bigint      not null,
    kind     text        collate "C" not null,
    schema   integer     not null,
    payload  bytea       not null,
    personal bytea,
    at       timestamptz not null,
    actor    bigint,
    constraint activity_stream_version unique (stream, version)
);

create index activity_actor on activity (actor, position) where actor is not null;

create table activity_target (
    target    text    collate "C" not null,
    position  bigint  not null,
    ordinal   integer not null,
    partition integer not null,
    primary key (target, position, ordinal)
);

create index activity_target_partition on activity_target (partition, position, ordinal);

create table activity_command (
    key         text  collate "C" primary key,
    fingerprint text  collate "C" not null,
    receipt     bytea not null,
    expires_at  timestamptz
);

create index activity_command_expiry on activity_command (expires_at) where expires_at is not null;

create table checkpoint (
    partition integer primary key,
    position  bigint  not null,
    ordinal   integer not null
);

create table dead_letter (
    target   text        collate "C" not null,
    position bigint      not null,
    reason   text        not null,
    attempts integer     not null,
    at       timestamptz not null,
    primary key (target, position)
);

create sequence identifier as bigint increment by 50 start with 1001;

create table secret (
    purpose text  collate "C" primary key,
    value   bytea not null
);
