-- Positions and versions are assigned by the one writer; times are microseconds since 1970.
create table activity (
    position integer primary key,
    stream   text    not null,
    version  integer not null,
    kind     text    not null,
    schema   integer not null,
    payload  blob    not null,
    personal blob,
    at       integer not null,
    actor    integer,
    unique (stream, version)
);

create index activity_actor on activity (actor, position) where actor is not null;

create table activity_target (
    target    text    not null,
    position  integer not null references activity (position),
    ordinal   integer not null,
    partition integer not null,
    primary key (target, position, ordinal)
) without rowid;

create index activity_target_partition on activity_target (partition, position, ordinal);

create table activity_command (
    key         text primary key,
    fingerprint text not null,
    receipt     blob not null,
    expires_at  integer
) without rowid;

create index activity_command_expiry on activity_command (expires_at) where expires_at is not null;

create table checkpoint (
    partition integer primary key,
    position  integer not null,
    ordinal   integer not null
);

create table dead_letter (
    target   text    not null,
    position integer not null,
    reason   text    not null,
    attempts integer not null,
    at       integer not null,
    primary key (target, position)
) without rowid;

create table identifier (next integer not null);

insert into identifier (next) values (1001);

create table secret (
    purpose text primary key,
    value   blob not null
) without rowid;
