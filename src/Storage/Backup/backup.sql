-- The same in both dialects.

-- name: log
select coalesce(max(position), 0), count(*) from activity

-- name: schema
select max(scriptname) from schemaversions

-- name: ledger
select count(*), coalesce(sum(points), 0) from ledger

-- name: seal-table
-- What was backed up before this program's migrations has none yet.
create table if not exists seal (position bigint primary key, restored_at bigint not null, verified_at bigint not null)

-- name: unseal
delete from seal

-- name: seal
insert into seal (position, restored_at, verified_at) select coalesce(max(position), 0), @now, 0 from activity

-- name: estrange
-- Who may have operations done on the original may not on the copy, nor the other way round.
delete from secret where purpose = 'operations'

-- name: read-seal
select position, restored_at, verified_at from seal order by position desc limit 1

-- name: verified
update seal set verified_at = @now where verified_at = 0

-- name: drop-mails
update mail_outbox set state = 2, settled_at = @now, reason = 'restored' where state = 0

-- name: drop-deliveries
update webhook_delivery set state = 2, reason = 'restored', due_at = @now where state = 0
