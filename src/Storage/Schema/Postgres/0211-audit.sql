-- Administrative acts, each bound by its hash to all before it; at: microseconds since 1970. Neither log nor derived from it: a rebuild leaves it alone.
create table audit_entry (
    number bigint primary key,
    at bigint not null,
    action text not null,
    actor text not null,
    subject text not null,
    detail text not null,
    position bigint not null,
    hash bytea not null
);

create table audit_mark (
    shard text primary key,
    mark bigint not null
);
