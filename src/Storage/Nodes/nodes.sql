-- The same in both dialects but for the clocks.

-- name: clock-postgres
select (extract(epoch from clock_timestamp()) * 1000000)::bigint

-- name: clock-sqlite
select cast(unixepoch('subsec') * 1000000 as integer)

-- name: enter
insert into node (name, version, roles, silo, public_url, operations, process, started_at, seen_at, state, clock_ahead, told)
values (@name, @version, @roles, @silo, @public, @operations, @process, @now, @now, @state, @ahead, '')
on conflict (name) do update set version = excluded.version, roles = excluded.roles, silo = excluded.silo, public_url = excluded.public_url,
    operations = excluded.operations, process = excluded.process, started_at = excluded.started_at, seen_at = excluded.seen_at,
    state = excluded.state, clock_ahead = excluded.clock_ahead, told = ''

-- name: beat
update node set seen_at = @now, state = @state, clock_ahead = @ahead where name = @name and process = @process

-- name: told
select told from node where name = @name and process = @process

-- name: leave
delete from node where name = @name and process = @process

-- name: tell
update node set told = @word where name = @name

-- name: forget
delete from node where seen_at < @before

-- name: list
select name, version, roles, silo, public_url, operations, process, started_at, seen_at, state, clock_ahead from node order by roles desc, silo, name
