-- The same in both dialects.

-- name: backed-up
insert into backup_taken (ended_at, position, bytes) values (@now, @position, @bytes) on conflict (ended_at) do nothing

-- name: forget-backups
delete from backup_taken where ended_at < @before

-- name: verified
insert into verification (ended_at, position, differences) values (@now, @position, @differences) on conflict (ended_at) do nothing

-- name: forget-verifications
delete from verification where ended_at < @before

-- name: last
select (select coalesce(max(ended_at), 0) from backup_taken), coalesce(max(ended_at), 0), coalesce((select differences from verification order by ended_at desc limit 1), 0)
from verification
