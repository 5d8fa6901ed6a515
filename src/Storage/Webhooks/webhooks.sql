-- name: load-mark
select mark from webhook_mark where shard = @shard

-- name: first-mark
insert into webhook_mark (shard, mark) values (@shard, @mark) on conflict (shard) do nothing

-- name: next-mark
update webhook_mark set mark = @mark where shard = @shard and mark = @loaded

-- name: listening
select owner, number, kinds, paused from webhook_listening

-- name: listen
insert into webhook_listening (id, owner, number, kinds, paused, claim, busy_until, well_at) values (@id, @owner, @number, @kinds, @paused, 0, 0, @well)
on conflict (id) do update set kinds = excluded.kinds, paused = excluded.paused,
    well_at = case when excluded.well_at > webhook_listening.well_at then excluded.well_at else webhook_listening.well_at end

-- name: end
delete from webhook_listening where id = @id

-- name: end-deliveries
delete from webhook_delivery where webhook = @id

-- name: waiting-for
select count(*) from (select key from webhook_delivery where webhook = @id and state = 0 limit @most) w

-- name: add
insert into webhook_delivery (key, webhook, kind, stream, version, position, serial, state, attempts, status, reason, made_at, begun_at, due_at)
values (@key, @id, @kind, @stream, @version, @position, 0, 0, 0, 0, '', @at, @at, @at) on conflict (key) do nothing

-- name: due
-- Those that rest or are busy are passed over; of each the oldest that is due. Nothing while a restored database is sealed.
select l.id, (select d.key from webhook_delivery d where d.webhook = l.id and d.state = 0 and d.due_at <= @now order by d.due_at, d.position, d.serial limit 1)
from webhook_listening l
where l.paused = 0 and l.busy_until <= @now and not exists (select 1 from seal)
    and exists (select 1 from webhook_delivery d where d.webhook = l.id and d.state = 0 and d.due_at <= @now)
order by l.busy_until limit @limit

-- name: take
-- Looked at again after waiting for somebody else's claim of the same webhook, so that one of them gets it.
update webhook_listening set claim = claim + 1, busy_until = @lease where id = @id and paused = 0 and busy_until <= @now
returning claim, owner, number, well_at

-- name: attempt
update webhook_delivery set attempts = attempts + 1, begun_at = case when attempts = 0 then @now else begun_at end
where key = @key and state = 0 and due_at <= @now
returning kind, stream, version, position, attempts, made_at, begun_at

-- name: release
update webhook_listening set busy_until = 0, well_at = case when @well > well_at then @well else well_at end where id = @id and claim = @claim

-- name: settle
update webhook_delivery set state = @state, status = @status, reason = @reason, due_at = @due where key = @key

-- name: list
select key, kind, state, attempts, status, reason, made_at, due_at, position, serial from webhook_delivery
where webhook = @id and (position, serial) < (@position, @serial) order by position desc, serial desc limit @limit

-- name: replay
update webhook_delivery set state = 0, attempts = 0, status = 0, reason = '', due_at = @now where key = @key and webhook = @id

-- name: test
insert into webhook_delivery (key, webhook, kind, stream, version, position, serial, state, attempts, status, reason, made_at, begun_at, due_at)
select @key, l.id, @kind, '', 0, @position, @now, 0, 0, 0, '', @now, @now, @now from webhook_listening l
where l.id = @id and not exists (select 1 from webhook_delivery d where d.webhook = l.id and d.state = 0 and d.kind = @kind)

-- name: forget
delete from webhook_delivery where key in (select key from webhook_delivery where due_at < @before limit @limit)

-- name: waiting
select count(*) from webhook_delivery where state = 0

-- name: full
select l.owner, l.number from webhook_listening l
where l.paused = 0 and (select count(*) from webhook_delivery d where d.webhook = l.id and d.state = 0) >= @most
