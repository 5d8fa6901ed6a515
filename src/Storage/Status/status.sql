-- The same in both dialects. The list of partitions is put in where it says so: it is a number of the program's, not of the database's.

-- name: head
select coalesce(max(position), 0) from activity;

-- name: streams
-- From stream to stream along the unique index: what a stream holds is passed over.
with recursive named (stream) as (
    select min(stream) from activity
    union all
    select (select min(activity.stream) from activity where activity.stream > named.stream) from named where named.stream is not null
)
select substr(stream, 1, 1), count(*) from named where stream is not null group by 1 order by 1;

-- name: partitions
with numbered (number) as (values {partitions})
select numbered.number, coalesce(checkpoint.position, 0),
       (select count(*) from activity_target
        where activity_target.partition = numbered.number and activity_target.position > coalesce(checkpoint.position, 0))
from numbered left join checkpoint on checkpoint.partition = numbered.number
order by numbered.number;

-- name: letters
select count(*), count(distinct target) from dead_letter;

-- name: open-letters
select target, position, reason, attempts, at from dead_letter order by at, target, position limit 50;

-- name: nodes
select address || ':' || port, status, alive_time from orleans_membership order by start_time, address, port;

-- name: waiting
with numbered (number) as (values {partitions})
select coalesce(sum((select count(*) from activity_target
    where activity_target.partition = numbered.number and activity_target.position > coalesce(checkpoint.position, 0))), 0)
from numbered left join checkpoint on checkpoint.partition = numbered.number;

-- name: consumers
-- Those that every fact of their kind concerns; a member's standing is rung by its readers, and counts among what partitions have beyond.
select name, mark, (select count(*) from activity_target t where t.target = found.target and t.position > found.mark) from (
    select 'lists/' || shard as name, 'lists/' || shard as target, mark from list_mark
    union all select 'search/' || shard, 'lists/' || shard, mark from search_mark
    union all select 'inbox/' || shard, 'inbox/' || shard, mark from inbox_mark
    union all select 'feed/' || shard, 'feed/' || shard, mark from feed_mark
    union all select 'mail/' || shard, 'mail/' || shard, mark from mail_mark
    union all select 'webhook/' || shard, 'webhook/' || shard, mark from webhook_mark
) found order by name;

-- name: database-postgres
select pg_database_size(current_database()),
       (select count(*) from pg_stat_activity where datname = current_database()),
       current_setting('max_connections')::bigint,
       coalesce((select extract(epoch from max(clock_timestamp() - xact_start)) from pg_stat_activity
                 where datname = current_database() and pid <> pg_backend_pid()), 0)::bigint,
       (select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')
