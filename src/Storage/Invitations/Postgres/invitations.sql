-- name: made
select position, stream, version, kind, schema, payload, personal, at, actor
from activity where stream = $1 and version < $2 and kind = 'invitation-made' order by version desc limit $3

-- name: ends
select position, stream, version, kind, schema, payload, personal, at, actor
from activity where stream = any($1) and kind in ('invitation-accepted', 'invitation-revoked')
