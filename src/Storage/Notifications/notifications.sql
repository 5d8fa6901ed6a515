-- name: behind
-- One probe of the index a shard.
select s.column1 from (values ({shards})) s
where exists (select 1 from activity_target a where a.target = s.column1 and a.position > @after and a.position <= @upTo
    and a.position > coalesce((select m.mark from inbox_mark m where 'inbox/' || m.shard = s.column1), 0))

-- name: unwritten
select s.column1 from (values ({shards})) s
where exists (select 1 from activity_target a where a.target = s.column1 and a.position <= @upTo
    and a.position > coalesce((select m.mark from inbox_mark m where 'inbox/' || m.shard = s.column1), 0))

-- name: since
select member, position, kind, question, answer, comment, skill, act, actor, at from notification
where member in ({members}) and position > @after and position <= @upTo order by position, member limit @limit

-- name: told
-- A suspension, and its end, are told by mails of their own.
select n.member, n.position, n.kind, n.question, n.answer, n.comment, n.skill, n.act, n.actor, n.at from notification n
where n.member = @member and n.position > @after and n.position <= @upTo and ((@topics >> {topic}) & 1) = 1 and n.act not in (4, 5)
order by n.position limit @limit

-- name: told-between
select n.member, n.position, n.kind, n.question, n.answer, n.comment, n.skill, n.act, n.actor, n.at from notification n
where n.member = @member and n.position > @after and n.at > @since and n.at <= @until and ((@topics >> {topic}) & 1) = 1 and n.act not in (4, 5)
order by n.position desc limit @limit

-- name: topic
-- What a member chooses a delivery for: an answer to another's question is one of its own.
case when n.kind = 1 and not exists (select 1 from inbox_author q
    where q.question = n.question and q.answer = 0 and q.comment = 0 and q.author = n.member) then 10 else n.kind end

-- name: items
select n.kind, n.position, n.at, n.question, n.answer, n.comment, n.skill, n.act, n.bundle from notification n
where n.member = @member and n.position < @before and n.position > @after and (@kind = 0 or n.kind = @kind)
    and (@hidden = 0 or ((@hidden >> {topic}) & 1) = 0)
    and not exists (select 1 from notification l where l.member = n.member and l.bundle = n.bundle and l.position > n.position)
order by n.position desc limit @limit

-- name: actors
select bundle, actor, count(*), max(position) from notification where member = @member and bundle in ({bundles})
group by bundle, actor order by max(position) desc

-- name: points
-- Votes on one's own posts: whatever has to do with one's own votes and acceptances is entered at another's post. The last of a day at a post
-- is followed by nothing, or by a vote of another day.
select distinct n.position, n.at, n.question, n.answer from ledger n
where n.member = @member and n.position < @before and n.position > @after and n.reason in (1, 2, 5, 6, 20)
    and not exists (select 1 from ledger o
        where o.member = n.member and o.question = n.question and o.answer = n.answer and o.reason in (4, 7))
    and coalesce((select l.at / 86400000000 from ledger l
        where l.member = n.member and l.question = n.question and l.answer = n.answer and l.position > n.position and l.reason in (1, 2, 5, 6, 20)
        order by l.position limit 1), -1) <> n.at / 86400000000
order by n.position desc limit @limit

-- name: sums
select question, answer, at / 86400000000, sum(points), sum(case when reason = 20 then -1 else 1 end) from ledger
where member = @member and question in ({questions}) and answer in ({answers}) and reason in (1, 2, 5, 6, 20)
group by question, answer, at / 86400000000

-- name: unread
select count(*) from (select 1 as one from notification n
    where n.member = @member and n.position > @after and (@hidden = 0 or ((@hidden >> {topic}) & 1) = 0)
        and not exists (select 1 from notification l where l.member = n.member and l.bundle = n.bundle and l.position > n.position)
    limit @limit) u

-- name: place
select ({read-mark}), coalesce((select max(position) from ledger where member = @member), 0)

-- name: read-mark
select coalesce((select up_to from notification_read where member = @member), (select max(position) from notification_start), 0)

-- name: read
insert into notification_read (member, up_to) values (@member, @upTo)
on conflict (member) do update set up_to = excluded.up_to where excluded.up_to > notification_read.up_to
