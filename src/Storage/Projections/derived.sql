-- name: standing
select member, total from standing where member > @k0 order by member limit @limit

-- name: standing-skill
select member, skill, points, scored from member_skill
where (scored <> 0 or points <> 0) and (member, skill) > (@k0, @k1) order by member, skill limit @limit

-- name: ledger
select member, position, ordinal, cause, origin, question, answer, points, cap_points, cap_day, at, reason, skills from ledger
where (member, position, ordinal) > (@k0, @k1, @k2)
order by member, position, ordinal limit @limit

-- name: ledger-skill
select member, skill, position, ordinal, day, points from ledger_skill
where (member, skill, position, ordinal) > (@k0, @k1, @k2, @k3)
order by member, skill, position, ordinal limit @limit

-- name: question
select question, title, skills, locale, author, created_at, active_at, score, answers, accepted, accepted_shown, closed, hidden
from question_row where question > @k0 order by question limit @limit

-- name: answer
select answer, question from answer_row where answer > @k0 order by answer limit @limit

-- name: question-skill
select question, skill, created_at, active_at, score, answers, hidden from question_skill
where (question, skill) > (@k0, @k1) order by question, skill limit @limit

-- name: member
select member, handle, name, headline, joined_at, total, endorsements from member_row where member > @k0 order by member limit @limit

-- name: member-skill
-- Without those that say nothing any more.
select member, skill, declared, endorsements from member_skill
where (declared <> 0 or endorsements <> 0) and (member, skill) > (@k0, @k1) order by member, skill limit @limit

-- name: skill
select slug, questions, members, reputation, endorsements from skill_row where slug > @k0 order by slug limit @limit

-- name: skill-pair
select skill, other, questions from skill_pair where questions <> 0 and (skill, other) > (@k0, @k1) order by skill, other limit @limit

-- name: target
-- In the order of the index that there is: any other would sort the whole table for each page.
select partition, position, ordinal, target from activity_target
where (partition, position, ordinal) > (@k0, @k1, @k2) order by partition, position, ordinal limit @limit

-- name: standing-mark
select member, mark from standing where member > @k0 order by member limit @limit

-- name: list-mark
select shard, mark from list_mark where shard > @k0 order by shard limit @limit

-- name: search-text
-- Of skills each shard has its own row.
select kind, document, part, title, skills, shown from search_text
where kind < 2 and (kind, document, part) > (@k0, @k1, @k2) order by kind, document, part limit @limit

-- name: search-name
select word, member from search_name where (word, member) > (@k0, @k1) order by word, member limit @limit

-- name: search-mark
select shard, mark from search_mark where shard > @k0 order by shard limit @limit

-- name: notification
select member, position, kind, question, answer, comment, skill, act, actor, at from notification
where (member, position) > (@k0, @k1) order by member, position limit @limit

-- name: inbox-mark
select shard, mark from inbox_mark where shard > @k0 order by shard limit @limit

-- name: follower
select source, member, kind, at, position from follower where (source, member) > (@k0, @k1) order by source, member limit @limit

-- name: follower-count
select source, followers from follower_count where followers > 0 and source > @k0 order by source limit @limit

-- name: feed-act
select question, position, day, kind, actor, subject, answer, at, hidden from feed_act
where (question, position) > (@k0, @k1) order by question, position limit @limit

-- name: feed-card
select question, day, source, at from feed_card where (question, day, source) > (@k0, @k1, @k2) order by question, day, source limit @limit

-- name: feed-mark
select shard, mark from feed_mark where shard > @k0 order by shard limit @limit

-- name: pulse-day
-- A day on which everything was deleted is as if it had not been.
select day, week, month, joined, sessions, questions, answers, invitations_made, invitations_used from pulse_day
where (joined <> 0 or sessions <> 0 or questions <> 0 or answers <> 0 or invitations_made <> 0 or invitations_used <> 0) and day > @k0
order by day limit @limit

-- name: pulse-question
select question, day, week, month, asked_at, wait, hidden from pulse_question where question > @k0 order by question limit @limit

-- name: pulse-answer
select question, answer, day, at, hidden from pulse_answer where (question, answer) > (@k0, @k1) order by question, answer limit @limit

-- name: pulse-mark
select shard, mark from pulse_mark where shard > @k0 order by shard limit @limit

-- name: checkpoint
select partition, position from checkpoint where partition > @k0 order by partition limit @limit

-- name: behind
select distinct t.target
from (select target, max(position) as position from activity_target
    where partition = @partition and position > @after and position <= @upTo and (target like 'member/m:%' or target like 'lists/%' or target like 'mail/%' or target like 'inbox/%' or target like 'feed/%' or target like 'webhook/%')
    group by target) t
left join standing s on t.target = 'member/m:' || s.member
left join list_mark l on t.target = 'lists/' || l.shard
left join mail_mark o on t.target = 'mail/' || o.shard
left join inbox_mark b on t.target = 'inbox/' || b.shard
left join feed_mark f on t.target = 'feed/' || f.shard
left join webhook_mark w on t.target = 'webhook/' || w.shard
where t.position > coalesce(s.mark, l.mark, o.mark, b.mark, f.mark, w.mark, 0)
union
select 'search/' || substr(t.target, 7)
from (select target, max(position) as position from activity_target
    where partition = @partition and position > @after and position <= @upTo and target like 'lists/%'
    group by target) t
left join search_mark m on t.target = 'lists/' || m.shard
where t.position > coalesce(m.mark, 0)
limit @limit

-- name: targets
-- One probe of the index a target, however many facts each has.
with recursive found (target) as (
    select min(target) from activity_target where target > @after and target < @end
    union all
    select (select min(a.target) from activity_target a where a.target > f.target and a.target < @end) from found f where f.target is not null
)
select target from found where target is not null limit @limit

-- name: clear-points
update member_skill set points = 0, scored = 0
where (member, skill) in (select member, skill from member_skill where scored <> 0 or points <> 0 limit @limit)

-- name: clear-totals
update member_row set total = 0 where member in (select member from member_row where total <> 0 limit @limit)

-- name: keep-what-lists-say
update skill_row set
    members = (select count(*) from member_skill k where k.skill = skill_row.slug and (k.declared = 1 or k.endorsements > 0)),
    reputation = 0

-- name: clear-member-skills
delete from member_skill where (member, skill) in (select member, skill from member_skill where scored = 0 limit @limit)

-- name: clear-declared
update member_skill set declared = 0, endorsements = 0
where (member, skill) in (select member, skill from member_skill where declared <> 0 or endorsements <> 0 limit @limit)

-- name: keep-what-standings-say
insert into skill_row (slug, questions, members, reputation, endorsements)
select skill, 0, count(*), sum(points), 0 from member_skill group by skill

-- name: clear-snapshots
delete from orleans_snapshot where state like 'snapshot-%'
