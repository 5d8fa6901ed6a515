-- name: load-mark
select mark from letter_mark where shard = @shard

-- name: first-mark
insert into letter_mark (shard, mark) values (@shard, @mark) on conflict (shard) do nothing

-- name: next-mark
update letter_mark set mark = @mark where shard = @shard and mark = @loaded

-- name: gather
insert into letter_due (member, first_position, last_position, due_at)
select n.member, min(n.position), max(n.position), min(n.at) + @bundle from notification n
where n.position > @loaded and n.position <= @mark
group by n.member
on conflict (member) do update set last_position = excluded.last_position,
    due_at = case when excluded.due_at < letter_due.due_at then excluded.due_at else letter_due.due_at end

-- name: claim
-- The outer condition is looked at again after waiting for somebody else's claim of the same row, so that one of them gets it.
update letter_due set due_at = @lease
where due_at <= @now and member in (select member from letter_due where due_at <= @now order by due_at, member limit @limit)
returning member, first_position, last_position

-- name: done
delete from letter_due where member = @member and last_position <= @upTo

-- name: rest
update letter_due set first_position = @upTo + 1, due_at = @next where member = @member and first_position <= @upTo

-- name: postpone
update letter_due set due_at = @due where member = @member
