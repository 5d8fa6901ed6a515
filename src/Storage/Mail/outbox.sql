-- name: load-mark
select mark from mail_mark where shard = @shard

-- name: first-mark
insert into mail_mark (shard, mark) values (@shard, @mark) on conflict (shard) do nothing

-- name: next-mark
update mail_mark set mark = @mark where shard = @shard and mark = @loaded

-- name: add
insert into mail_outbox (key, kind, stream, version, state, attempts, due_at, made_at, settled_at, reason)
values (@key, @kind, @stream, @version, 0, 0, @at, @at, 0, '') on conflict (key) do nothing

-- name: newcomer
-- The key of an account is k: and its member's number.
insert into digest_due (member, looked_at, due_at) values (cast(substr(@stream, 3) as bigint), @at, @at) on conflict (member) do nothing

-- name: claim
-- Nothing while a restored database is sealed. The outer conditions are looked at again after waiting for somebody else's claim of the same row, so that one of them gets it.
update mail_outbox set attempts = attempts + 1, due_at = @lease
where state = 0 and due_at <= @now and not exists (select 1 from seal)
    and key in (select key from mail_outbox where state = 0 and due_at <= @now order by due_at, key limit @limit)
returning key, kind, stream, version, attempts, made_at

-- name: settle
update mail_outbox set state = @state, due_at = @due, settled_at = @now, reason = @reason
where key = @key and state = 0 and attempts = @attempt

-- name: forget
delete from mail_outbox where state <> 0 and ((state <> 3 and settled_at < @settled) or (state = 3 and settled_at < @dead))

-- name: waiting
select count(*), coalesce(min(made_at), 0) from mail_outbox where state = 0

-- name: dead
select count(*) from mail_outbox where state = 3

-- name: dead-letters
select key, kind, attempts, reason, settled_at from mail_outbox where state = 3 order by settled_at desc, key limit 20
