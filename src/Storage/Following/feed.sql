-- name: load-mark
select mark from feed_mark where shard = @shard

-- name: first-mark
insert into feed_mark (shard, mark) values (@shard, @mark) on conflict (shard) do nothing

-- name: next-mark
update feed_mark set mark = @mark where shard = @shard and mark = @loaded

-- name: follow
insert into follower (source, member, kind, at, position) values (@source, @member, @kind, @at, @position) on conflict (source, member) do nothing

-- name: unfollow
delete from follower where source = @source and member = @member

-- name: count
insert into follower_count (source, followers) select @source, count(*) from follower where source = @source
on conflict (source) do update set followers = excluded.followers

-- name: add-act
insert into feed_act (question, position, day, kind, actor, subject, answer, at, hidden)
values (@question, @position, @day, @kind, @actor, @subject, @answer, @at, 0) on conflict (question, position) do nothing

-- name: add-card
insert into feed_card (question, day, source, at) values (@question, @day, @source, @at) on conflict (question, day, source) do nothing

-- name: place-card
update feed_card set at = (select max(n.at) from feed_act n where n.question = @question and n.day = @day)
where question = @question and day = @day

-- name: show-answer
update feed_act set hidden = case when @hidden = 1 then hidden | 1 else hidden & 2 end where question = @question and answer = @answer

-- name: withdraw
update feed_act set hidden = hidden | 2 where question = @question and answer = @answer and kind = 3

-- name: followers
select member, at, position from follower where source = @source and position < @before order by position desc limit @limit

-- name: followed
select source, at, position from follower where member = @member and kind = @kind and position < @before order by position desc limit @limit

-- name: counts
select source, followers from follower_count where source in ({sources}) and followers > 0

-- name: cards
-- Of each source that is followed no more than the newest, as many as are asked for; then the newest of them all.
select c.question, c.day, max(c.at)
from follower f join feed_card c on c.source = f.source
where f.member = @member and (c.at, c.question) < (@at, @question) and c.at >= coalesce((
    select n.at from feed_card n where n.source = f.source and (n.at, n.question) < (@at, @question)
    order by n.at desc, n.question desc limit 1 offset @limit), 0)
group by c.question, c.day
order by max(c.at) desc, c.question desc
limit @limit

-- name: reasons
select c.question, c.day, c.source from feed_card c join follower f on f.source = c.source and f.member = @member
where c.question in ({questions})

-- name: acts
select question, day, kind, actor, subject, answer, at from (
    select question, day, kind, actor, subject, answer, at, position, row_number() over (partition by question, day order by position desc) as place
    from feed_act where question in ({questions}) and hidden = 0) a
where place <= @most
order by position desc

-- name: questions
-- Of each skill and each member that is followed no more than the newest, as many as are asked for; then the newest of them all.
select question, created_at from (
    select k.question, k.created_at
    from follower f join question_skill k on k.skill = substr(f.source, 3)
    where f.member = @member and f.kind = 2 and k.hidden = 0 and (k.created_at, k.question) < (@at, @question) and k.created_at >= coalesce((
        select n.created_at from question_skill n
        where n.skill = substr(f.source, 3) and n.hidden = 0 and (n.created_at, n.question) < (@at, @question)
        order by n.created_at desc, n.question desc limit 1 offset @limit), 0)
    union
    select r.question, r.created_at
    from follower f join question_row r on r.author = cast(substr(f.source, 3) as bigint)
    where f.member = @member and f.kind = 3 and r.hidden = 0 and (r.created_at, r.question) < (@at, @question) and r.created_at >= coalesce((
        select n.created_at from question_row n
        where n.author = r.author and n.hidden = 0 and (n.created_at, n.question) < (@at, @question)
        order by n.created_at desc, n.question desc limit 1 offset @limit), 0)) q
order by created_at desc, question desc
limit @limit
