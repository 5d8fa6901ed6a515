-- What members are told of, derived from the log, 0 for none. What stands beside it only serves to know who is to be told.
create table inbox_mark (
    shard text primary key,
    mark bigint not null
);

create table inbox_follower (
    question bigint not null,
    member bigint not null,
    follows integer not null,
    follows_at bigint not null,
    muted integer not null,
    muted_at bigint not null,
    primary key (question, member)
);

-- Each shard has its own, so that what it tells follows from its own facts in their order.
create table inbox_block (
    shard text not null,
    member bigint not null,
    other bigint not null,
    blocked integer not null,
    blocked_at bigint not null,
    primary key (shard, member, other)
);

create table inbox_author (
    question bigint not null,
    answer bigint not null,
    comment bigint not null,
    author bigint not null,
    primary key (question, answer, comment)
);

create table inbox_named (
    question bigint not null,
    answer bigint not null,
    comment bigint not null,
    member bigint not null,
    primary key (question, answer, comment, member)
);

create table notification (
    member bigint not null,
    position bigint not null,
    kind integer not null,
    question bigint not null,
    answer bigint not null,
    comment bigint not null,
    skill text not null,
    act integer not null,
    actor bigint not null,
    at bigint not null,
    bundle text not null,
    primary key (member, position)
);

create index notification_bundle on notification (member, bundle, position);

-- What members have read: theirs, and not derived. Whoever never read anything has read what was there before anybody was told of anything.
create table notification_read (
    member bigint primary key,
    up_to bigint not null
);

create table notification_start (
    position bigint not null
);

insert into notification_start (position) select coalesce(max(position), 0) from activity;

-- Votes by post and day are read in their order.
drop index ledger_post;
create index ledger_post on ledger (member, question, answer, position);
