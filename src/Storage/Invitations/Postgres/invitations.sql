-- name: made
select position, stream, version, kind, schema, payload, personal, at, actor
from activity where stream = $1 and version < $2 and kind = 'invitation-made' order by version desc limit $3

-- name: ends
select position, stream, version, kind, schema, payload, personal, at, actor
from activity where stream = any($1) and kind in ('invitation-accepted', 'invitation-revoked')

-- name: undecided
select position, stream, version, kind, schema, payload, personal, at, actor
from activity a where kind = 'invitation-requested' and position > $1 and not exists (
    select 1 from activity d where d.stream = a.stream and d.kind in ('invitation-request-accepted', 'invitation-request-declined'))
order by position limit $2
