-- The same in both dialects.

-- name: between
select position, traceparent from activity_trace where position between @first and @last

-- name: sweep
delete from activity_trace where made_at < @before
