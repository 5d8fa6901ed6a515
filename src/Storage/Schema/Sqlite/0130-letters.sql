-- Members who are to be told by mail, a row each, until their letter is in the log. Not derived state: a rebuild leaves it alone.
-- Positions are those of the first and the last notification that was found; due_at is in microseconds since 1970, and the end of
-- the lease where somebody looks after it.
create table letter_mark (
    shard text primary key,
    mark bigint not null
);

create table letter_due (
    member bigint primary key,
    first_position bigint not null,
    last_position bigint not null,
    due_at bigint not null
);

create index letter_due_at on letter_due (due_at, member);

-- Nobody is written to of what was there before there were letters.
insert into letter_mark (shard, mark) select 'all', max(position) from activity having max(position) > 0;

-- Notifications are looked for in the order of the log.
create index notification_position on notification (position);
