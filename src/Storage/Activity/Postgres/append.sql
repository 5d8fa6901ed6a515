-- One batch of appends, each request whole or not at all. Runs under the advisory lock, after it: its snapshot sees what the last holder
-- committed. The stream's version is a scalar subquery on purpose: it forces one index probe a stream, where a NOT EXISTS became a join
-- whose plan depends on stale statistics (2 to 4 times slower).
--   $1-$3 stream appends: request, stream, expected version
--   $4-$8 commands: request, key, fingerprint, receipt, expiry    $9 now
--   $10-$18 facts: request, stream, version, kind, schema, payload, personal, at, actor
--   $19-$22 targets: number of the fact, target, ordinal, partition    $23, $24 writer, its epoch
with
stream_append as materialized (
    select s.request, s.stream, s.expected,
           coalesce((select max(a.version) from activity a where a.stream = s.stream), 0) as version
    from unnest($1::integer[], $2::text[], $3::bigint[]) as s (request, stream, expected)
),
command as materialized (
    select * from unnest($4::integer[], $5::text[], $6::text[], $7::bytea[], $8::timestamptz[])
        as c (request, key, fingerprint, receipt, expires_at)
),
known as materialized (
    select c.request, k.key, k.fingerprint, k.receipt, k.expires_at
    from command c
    cross join lateral (
        select * from activity_command a where a.key = c.key and (a.expires_at is null or a.expires_at > $9::timestamptz) limit 1
    ) k
),
closed as materialized (
    select exists (select from read_only_mode) as it
),
fenced as materialized (
    select exists (select from append_fence where writer = $23::text and epoch > $24::bigint) as it
),
refused as materialized (
    select request from stream_append where version <> expected
    union
    select request from known
    union
    select requests.request from closed cross join fenced
    cross join lateral (select request from stream_append union select request from command) requests
    where closed.it or fenced.it
),
head as materialized (
    select coalesce(max(position), 0) as position from activity
),
fact as materialized (
    select f.*, (select position from head) + row_number() over (order by f.number) as position
    from unnest($10::integer[], $11::text[], $12::bigint[], $13::text[], $14::integer[], $15::bytea[], $16::bytea[], $17::timestamptz[], $18::bigint[])
        with ordinality as f (request, stream, version, kind, schema, payload, personal, at, actor, number)
    where f.request not in (select request from refused)
),
written as (
    insert into activity (position, stream, version, kind, schema, payload, personal, at, actor)
    select position, stream, version, kind, schema, payload, personal, at, actor from fact order by position
),
routed as (
    insert into activity_target (target, position, ordinal, partition)
    select t.target, f.position, t.ordinal, t.partition
    from unnest($19::bigint[], $20::text[], $21::integer[], $22::integer[]) as t (number, target, ordinal, partition)
    join fact f on f.number = t.number
),
answered as (
    insert into activity_command (key, fingerprint, receipt, expires_at)
    select key, fingerprint, receipt, expires_at from command where request not in (select request from refused)
    -- Only an expired one can be there: it is used afresh.
    on conflict (key) do update set fingerprint = excluded.fingerprint, receipt = excluded.receipt, expires_at = excluded.expires_at
)
select null::integer as request, null::text as stream, position as head, null::text as key, null::text, null::bytea, null::timestamptz, closed.it as closed, fenced.it as fenced
from head cross join closed cross join fenced
union all
select request, stream, null, null, null, null, null, null, null from stream_append where version <> expected
union all
select request, null, null, key, fingerprint, receipt, expires_at, null, null from known;
