-- name: claim
update digest_due set due_at = @lease
where due_at <= @now and member in (select member from digest_due where due_at <= @now order by due_at, member limit @limit)
returning member, looked_at

-- name: settle
update digest_due set looked_at = @now, due_at = @due where member = @member and looked_at <= @now
