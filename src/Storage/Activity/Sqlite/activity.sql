-- name: head
select coalesce(max(position), 0) from activity;

-- name: closed
select count(*) from read_only_mode;

-- name: version
select coalesce(max(version), 0) from activity where stream = @stream;

-- name: find-command
select key, fingerprint, receipt, expires_at from activity_command where key = @key and (expires_at is null or expires_at > @now);

-- name: insert-activity
insert into activity (position, stream, version, kind, schema, payload, personal, at, actor)
values (@position, @stream, @version, @kind, @schema, @payload, @personal, @at, @actor);

-- name: insert-target
insert into activity_target (target, position, ordinal, partition) values (@target, @position, @ordinal, @partition);

-- name: insert-command
insert into activity_command (key, fingerprint, receipt, expires_at) values (@key, @fingerprint, @receipt, @expires)
on conflict (key) do update set fingerprint = excluded.fingerprint, receipt = excluded.receipt, expires_at = excluded.expires_at;

-- name: purge-commands
delete from activity_command where key in (select key from activity_command where expires_at <= @now limit @limit);

-- name: read-stream
select position, stream, version, kind, schema, payload, personal, at, actor
from activity where stream = @stream and version > @after order by version limit @limit;

-- name: read-version
select position, stream, version, kind, schema, payload, personal, at, actor
from activity where stream = @stream and version = @version;

-- name: read-all
select position, stream, version, kind, schema, payload, personal, at, actor
from activity where position > @after order by position limit @limit;

-- name: read-counted
-- The kinds as the index of these facts has them, word by word, or it is not used.
select position, stream, version, kind, schema, payload, personal, at, actor
from activity
where kind in ('member-registered', 'session-opened', 'invitation-opened', 'invitation-accepted', 'question-asked', 'answer-posted', 'post-deleted', 'post-undeleted')
and position > @after order by position limit @limit;

-- name: read-actor
select position, stream, version, kind, schema, payload, personal, at, actor
from activity where actor = @actor and kind = @kind and at >= @since order by at desc limit @limit;

-- name: read-target
select a.position, a.stream, a.version, a.kind, a.schema, a.payload, a.personal, a.at, a.actor, t.target, t.ordinal
from activity_target t join activity a on a.position = t.position
where t.target = @target and t.position > @after order by t.position, t.ordinal limit @limit;

-- name: read-partition
select a.position, a.stream, a.version, a.kind, a.schema, a.payload, a.personal, a.at, a.actor, t.target, t.ordinal,
       coalesce((select max(p.position) from activity_target p where p.target = t.target and p.position < t.position), 0)
from activity_target t join activity a on a.position = t.position
where t.partition = @partition and (t.position, t.ordinal) > (@after, @ordinal) order by t.position, t.ordinal limit @limit;

-- name: read-checkpoint
select position, ordinal from checkpoint where partition = @partition;

-- name: write-checkpoint
insert into checkpoint (partition, position, ordinal) values (@partition, @position, @ordinal)
on conflict (partition) do update set position = excluded.position, ordinal = excluded.ordinal
where (excluded.position, excluded.ordinal) > (checkpoint.position, checkpoint.ordinal);

-- name: add-dead-letter
insert into dead_letter (target, position, reason, attempts, at) values (@target, @position, @reason, @attempts, @at)
on conflict (target, position) do update set reason = excluded.reason, attempts = excluded.attempts, at = excluded.at;

-- name: resolve-dead-letters
delete from dead_letter where target = @target and position <= @up_to;

-- name: drop-dead-letter
insert into dropped_letter (target, position, reason, at) values (@target, @position, @reason, @at) on conflict (target, position) do update set reason = excluded.reason;

-- name: remove-dead-letter
delete from dead_letter where target = @target and position = @position;

-- name: is-dropped
select count(*) from dropped_letter where target = @target and position = @position;

-- name: dead-letter-targets
select distinct target from dead_letter where target > @after order by target limit @limit;

-- name: list-dead-letters
select target, position, reason, attempts, at from dead_letter order by at, position, target limit @limit;

-- name: take-identifiers
update identifier set next = next + @count returning next - @count;

-- name: insert-trace
insert into activity_trace (position, traceparent, made_at) values (@position, @traceparent, @at) on conflict (position) do nothing;
