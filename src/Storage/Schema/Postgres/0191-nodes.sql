-- A row a node that runs, silo or front, kept by itself: for status, and to tell it to leave. Times are microseconds since 1970 by the database's
-- clock; clock_ahead is how many the node's own is ahead of it.
create table if not exists node (
    name        text primary key,
    version     text not null,
    roles       text not null,
    silo        text not null,
    public_url  text not null,
    operations  text not null,
    process     bigint not null,
    started_at  bigint not null,
    seen_at     bigint not null,
    state       text not null,
    clock_ahead bigint not null,
    told        text not null
);
