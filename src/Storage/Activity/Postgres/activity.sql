-- name: limit
-- The server gives up when the client has: nothing is appended long after its caller was told that the outcome is unknown.
select set_config('statement_timeout', '4s', true);

-- name: lock
select pg_advisory_xact_lock($1);

-- name: fence
insert into append_fence (writer, epoch, at) select *, $3 from unnest($1::text[], $2::bigint[])
on conflict (writer) do update set epoch = greatest(append_fence.epoch, excluded.epoch), at = excluded.at;

-- name: forget-fences
delete from append_fence where at < $1;

-- name: notify
select pg_notify('skiller_activity', (select max(position)::text from activity));

-- name: listen
listen skiller_activity;

-- name: head
select coalesce(max(position), 0) from activity;

-- name: find-commands
select key, fingerprint, receipt, expires_at from activity_command where key = any($1) and (expires_at is null or expires_at > $2);

-- name: purge-commands
delete from activity_command where key in (select key from activity_command where expires_at <= $1 limit $2);

-- name: read-stream
select position, stream, version, kind, schema, payload, personal, at, actor
from activity where stream = $1 and version > $2 order by version limit $3;

-- name: read-versions
select position, stream, version, kind, schema, payload, personal, at, actor
from activity where stream = $1 and version = any($2) order by version;

-- name: read-all
select position, stream, version, kind, schema, payload, personal, at, actor
from activity where position > $1 order by position limit $2;

-- name: read-counted
-- The kinds as the index of these facts has them, word by word, or it is not used.
select position, stream, version, kind, schema, payload, personal, at, actor
from activity
where kind in ('member-registered', 'session-opened', 'invitation-opened', 'invitation-accepted', 'question-asked', 'answer-posted', 'post-deleted', 'post-undeleted')
and position > $1 order by position limit $2;

-- name: read-actor
-- The last of each kind by one index: whatever else somebody did, this much is read at most.
select a.position, a.stream, a.version, a.kind, a.schema, a.payload, a.personal, a.at, a.actor
from unnest($2::text[], $3::integer[]) as k (kind, most)
cross join lateral (
    select * from activity where actor = $1 and kind = k.kind and at >= $4 order by at desc limit k.most
) a
order by a.at desc, a.position desc;

-- name: read-target
select a.position, a.stream, a.version, a.kind, a.schema, a.payload, a.personal, a.at, a.actor, t.target, t.ordinal
from activity_target t join activity a on a.position = t.position
where t.target = $1 and t.position > $2 and a.position > $2 order by t.position, t.ordinal limit $3;

-- name: read-partition
-- The position is said of both tables: where no statistics are yet, the planner merges them, and would begin with the first fact of the log.
select a.position, a.stream, a.version, a.kind, a.schema, a.payload, a.personal, a.at, a.actor, t.target, t.ordinal,
       coalesce((select max(p.position) from activity_target p where p.target = t.target and p.position < t.position), 0)
from activity_target t join activity a on a.position = t.position
where t.partition = $1 and (t.position, t.ordinal) > ($2, $3) and a.position >= $2 order by t.position, t.ordinal limit $4;

-- name: read-checkpoint
select position, ordinal from checkpoint where partition = $1;

-- name: write-checkpoint
insert into checkpoint (partition, position, ordinal) values ($1, $2, $3)
on conflict (partition) do update set position = excluded.position, ordinal = excluded.ordinal
where (excluded.position, excluded.ordinal) > (checkpoint.position, checkpoint.ordinal);

-- name: add-dead-letter
insert into dead_letter (target, position, reason, attempts, at) values ($1, $2, $3, $4, $5)
on conflict (target, position) do update set reason = excluded.reason, attempts = excluded.attempts, at = excluded.at;

-- name: resolve-dead-letters
delete from dead_letter where target = $1 and position <= $2;

-- name: drop-dead-letter
insert into dropped_letter (target, position, reason, at) values ($1, $2, $3, $4) on conflict (target, position) do update set reason = excluded.reason;

-- name: remove-dead-letter
delete from dead_letter where target = $1 and position = $2;

-- name: is-dropped
select count(*) from dropped_letter where target = $1 and position = $2;

-- name: dead-letter-targets
select distinct target from dead_letter where target > $1 order by target limit $2;

-- name: list-dead-letters
select target, position, reason, attempts, at from dead_letter order by at, position, target limit $1;

-- name: take-identifiers
select nextval('identifier');

-- name: insert-traces
-- In the transaction of an append and after it: of the facts that it has written, and not of others that were there before.
insert into activity_trace (position, traceparent, made_at)
select a.position, t.traceparent, $4
from unnest($1::text[], $2::bigint[], $3::text[]) as t (stream, version, traceparent)
join activity a on a.stream = t.stream and a.version = t.version
where a.xmin = pg_current_xact_id()::xid
on conflict (position) do nothing;
