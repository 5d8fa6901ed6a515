-- name: load-mark
select mark from inbox_mark where shard = @shard

-- name: first-mark
insert into inbox_mark (shard, mark) values (@shard, @mark) on conflict (shard) do nothing

-- name: next-mark
update inbox_mark set mark = @mark where shard = @shard and mark = @loaded

-- name: known
select question from inbox_author where question in ({questions}) and answer = 0 and comment = 0

-- name: follow
insert into inbox_follower (question, member, follows, follows_at, muted, muted_at) values (@question, @member, @are, @position, 0, 0)
on conflict (question, member) do update set follows = excluded.follows, follows_at = excluded.follows_at
where excluded.follows_at > inbox_follower.follows_at

-- name: mute
insert into inbox_follower (question, member, follows, follows_at, muted, muted_at) values (@question, @member, 0, 0, @are, @position)
on conflict (question, member) do update set muted = excluded.muted, muted_at = excluded.muted_at
where excluded.muted_at > inbox_follower.muted_at

-- name: block
insert into inbox_block (shard, member, other, blocked, blocked_at) values (@shard, @member, @other, @are, @position)
on conflict (shard, member, other) do update set blocked = excluded.blocked, blocked_at = excluded.blocked_at
where excluded.blocked_at > inbox_block.blocked_at

-- name: wrote
insert into inbox_author (question, answer, comment, author) values (@question, @answer, @comment, @author)
on conflict (question, answer, comment) do nothing

-- name: named
insert into inbox_named (question, answer, comment, member) values (@question, @answer, @comment, @member)
on conflict (question, answer, comment, member) do nothing

-- name: tell-member
insert into notification (member, position, kind, question, answer, comment, skill, act, actor, at, bundle)
select m.member, @position, @kind, @question, @answer, @comment, @skill, @act, @actor, @at, @bundle
from (select @member as member) m
where m.member > 0 and m.member <> @actor
    and not exists (select 1 from inbox_block b where b.shard = @shard and b.member = m.member and b.other = @actor and b.blocked = 1)
on conflict (member, position) do nothing

-- name: tell-named
insert into notification (member, position, kind, question, answer, comment, skill, act, actor, at, bundle)
select m.member, @position, @kind, @question, @answer, @comment, @skill, @act, @actor, @at, @bundle
from (select @member as member) m
where m.member > 0 and m.member <> @actor
    and not exists (select 1 from inbox_named n
        where n.question = @question and n.answer = @answer and n.comment = @comment and n.member = m.member)
    and not exists (select 1 from inbox_block b where b.shard = @shard and b.member = m.member and b.other = @actor and b.blocked = 1)
on conflict (member, position) do nothing

-- name: tell-author
insert into notification (member, position, kind, question, answer, comment, skill, act, actor, at, bundle)
select a.author, @position, @kind, @question, @answer, @comment, @skill, @act, @actor, @at, @bundle
from inbox_author a
where a.question = @question and a.answer = @of_answer and a.comment = @of_comment and a.author > 0 and a.author <> @actor
    and not exists (select 1 from inbox_block b where b.shard = @shard and b.member = a.author and b.other = @actor and b.blocked = 1)
on conflict (member, position) do nothing

-- name: tell-followers
insert into notification (member, position, kind, question, answer, comment, skill, act, actor, at, bundle)
select f.member, @position, @kind, @question, @answer, @comment, @skill, @act, @actor, @at, @bundle
from inbox_follower f
where f.question = @question and f.follows = 1 and f.muted = 0 and f.member <> @actor
    and not exists (select 1 from inbox_block b where b.shard = @shard and b.member = f.member and b.other = @actor and b.blocked = 1)
on conflict (member, position) do nothing
