-- name: made
select position, stream, version, kind, schema, payload, personal, at, actor
from activity where stream = @account and version < @before and kind = 'invitation-made' order by version desc limit @limit

-- name: ends
select position, stream, version, kind, schema, payload, personal, at, actor
from activity where stream in (select value from json_each(@invitations)) and kind in ('invitation-accepted', 'invitation-revoked')

-- name: undecided
select position, stream, version, kind, schema, payload, personal, at, actor
from activity a where kind = 'invitation-requested' and position > @after and not exists (
    select 1 from activity d where d.stream = a.stream and d.kind in ('invitation-request-accepted', 'invitation-request-declined'))
order by position limit @limit
