-- The same in both dialects.

-- name: log
select coalesce(max(position), 0), count(*) from activity

-- name: schema
select max(scriptname) from schemaversions

-- name: ledger
select count(*), coalesce(sum(points), 0) from ledger

-- name: seal
insert into seal (position, restored_at, verified_at) values (@position, @now, 0) on conflict (position) do nothing

-- name: read-seal
select position, restored_at, verified_at from seal order by position desc limit 1

-- name: verified
update seal set verified_at = @now where verified_at = 0

-- name: release
delete from seal

-- name: drop-mails
update mail_outbox set state = 2, settled_at = @now, reason = 'restored' where state = 0

-- name: drop-deliveries
update webhook_delivery set state = 2, reason = 'restored', due_at = @now where state = 0
