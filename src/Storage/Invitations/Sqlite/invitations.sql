-- name: made
select position, stream, version, kind, schema, payload, personal, at, actor
from activity where stream = @account and version < @before and kind = 'invitation-made' order by version desc limit @limit

-- name: ends
select position, stream, version, kind, schema, payload, personal, at, actor
from activity where stream in (select value from json_each(@invitations)) and kind in ('invitation-accepted', 'invitation-revoked')
