-- The same in both dialects.

-- name: read
select since, reason from read_only_mode

-- name: begin
insert into read_only_mode (id, since, reason) values (1, @now, @reason) on conflict (id) do update set reason = excluded.reason

-- name: end
delete from read_only_mode

-- name: head
select coalesce(max(position), 0) from activity
