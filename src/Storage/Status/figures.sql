-- What the metrics of a node show of the database; the same in both dialects but for what is put in: the targets of the projections that are few, and
-- the time of a fact in microseconds.

-- name: mails
select count(*), coalesce(min(made_at), 0), coalesce(min(case when due_at <= @now then due_at end), 0) from mail_outbox where state = 0

-- name: dead-mails
select count(*) from mail_outbox where state = 3

-- name: deliveries
-- What a paused webhook keeps waits for its owner and for nobody else.
select count(*), coalesce(min(d.made_at), 0), coalesce(min(case when d.due_at <= @now then d.due_at end), 0)
from webhook_delivery d join webhook_listening l on l.id = d.webhook
where d.state = 0 and l.paused = 0

-- name: unwritten
-- Of each kind of projection the oldest fact that is not in its rows yet: one probe of the index a target.
with wanted (projection, target, shard) as (values {targets}),
marks (projection, shard, mark) as (
    select 'lists', shard, mark from list_mark
    union all select 'search', shard, mark from search_mark
    union all select 'mail', shard, mark from mail_mark
    union all select 'inbox', shard, mark from inbox_mark
    union all select 'feed', shard, mark from feed_mark
    union all select 'webhook', shard, mark from webhook_mark
    union all select 'audit', shard, mark from audit_mark
),
oldest (projection, position) as (
    select w.projection, (select min(t.position) from activity_target t where t.target = w.target and t.position > coalesce(m.mark, 0))
    from wanted w left join marks m on m.projection = w.projection and m.shard = w.shard
)
select o.projection, min({at}) from oldest o join activity a on a.position = o.position group by o.projection

-- name: secrets
-- Of the keys of forms the newest, which the secret of that name is no more.
select purpose, made_at from secret where purpose <> 'forms'
union all
select 'forms', max(made_at) from form_key having count(*) > 0
order by 1

-- name: size-postgres
select pg_database_size(current_database())

-- name: size-sqlite
select (select page_count from pragma_page_count()) * (select page_size from pragma_page_size())

-- name: clock-postgres
select (extract(epoch from clock_timestamp()) * 1000000)::bigint

-- name: waiters-postgres
select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'

-- name: standbys-postgres
-- How far what standbys show is behind, of the one that is furthest; a role that is no member of pg_monitor sees none.
select count(*), coalesce((extract(epoch from max(coalesce(replay_lag, interval '0'))) * 1000000)::bigint, 0) from pg_stat_replication where state = 'streaming'
