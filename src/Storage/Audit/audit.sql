-- name: load-mark
select mark from audit_mark where shard = @shard

-- name: first-mark
insert into audit_mark (shard, mark) values (@shard, @mark) on conflict (shard) do nothing

-- name: next-mark
update audit_mark set mark = @mark where shard = @shard and mark = @loaded

-- name: last
select number, hash from audit_entry order by number desc limit 1

-- name: add
insert into audit_entry (number, at, action, actor, subject, detail, position, hash)
values (@number, @at, @action, @actor, @subject, @detail, @position, @hash)

-- name: read
select number, at, action, actor, subject, detail, position, hash from audit_entry where number > @after order by number limit @limit
