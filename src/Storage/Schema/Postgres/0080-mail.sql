-- Mails to be sent, each known by the fact that caused it. Written once with the mark, and not derived state: a rebuild leaves them alone.
-- state: 0 waiting, 1 sent, 2 dropped, 3 dead. Times are microseconds since 1970. A claimed mail waits with due_at at the end of its lease.
create table mail_mark (
    shard text primary key,
    mark bigint not null
);

create table mail_outbox (
    key text primary key,
    kind text not null,
    stream text not null,
    version bigint not null,
    state integer not null,
    attempts integer not null,
    due_at bigint not null,
    made_at bigint not null,
    settled_at bigint not null,
    reason text not null
);

create index mail_outbox_due on mail_outbox (due_at, key) where state = 0;
create index mail_outbox_settled on mail_outbox (state, settled_at) where state <> 0;
