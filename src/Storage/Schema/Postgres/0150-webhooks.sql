-- What webhooks are to tell, each known by webhook and fact. Written once with the mark, and not derived state: a rebuild leaves it alone.
-- Times are microseconds since 1970, 0 for none. Addresses are in the log alone.
create table webhook_mark (
    shard text primary key,
    mark bigint not null
);

-- claim: how often something of it was taken; busy_until: the end of the lease of whoever took the last.
-- well_at: when it last took something, or was last said to go on.
create table webhook_listening (
    id text primary key,
    owner bigint not null,
    number integer not null,
    kinds text not null,
    paused integer not null,
    claim bigint not null,
    busy_until bigint not null,
    well_at bigint not null
);

-- state: 0 waiting, 1 delivered, 2 dropped, 3 failed. serial: 0, or what tells tests at one position apart.
create table webhook_delivery (
    key text primary key,
    webhook text not null,
    kind text not null,
    stream text not null,
    version bigint not null,
    position bigint not null,
    serial bigint not null,
    state integer not null,
    attempts integer not null,
    status integer not null,
    reason text not null,
    made_at bigint not null,
    begun_at bigint not null,
    due_at bigint not null
);

create index webhook_delivery_place on webhook_delivery (webhook, position, serial);
create index webhook_delivery_due on webhook_delivery (webhook, due_at) where state = 0;
create index webhook_delivery_old on webhook_delivery (due_at);
