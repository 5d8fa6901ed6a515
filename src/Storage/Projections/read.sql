-- name: questions
select r.question, title, r.skills, locale, author, r.created_at, r.active_at, r.score, r.answers,
    case when accepted <> 0 and accepted_shown = 1 then 1 else 0 end, r.views_before + coalesce(v.views, 0), closed, {key}
from question_row r left join question_views v on v.question = r.question
where r.hidden = 0 {after}
order by {key} desc, r.question desc
limit @limit

-- name: questions-of-skill
select r.question, title, r.skills, locale, author, r.created_at, r.active_at, r.score, r.answers,
    case when accepted <> 0 and accepted_shown = 1 then 1 else 0 end, r.views_before + coalesce(v.views, 0), closed, {key}
from question_skill k join question_row r on r.question = k.question left join question_views v on v.question = k.question
where k.skill = @skill and k.hidden = 0 {after}
order by {key} desc, k.question desc
limit @limit

-- name: places
select answer, question from answer_row where answer in ({answers})

-- name: cards
select member, handle, name, headline, total from member_row where member in ({members})

-- name: handles
select handle from member_row where handle in ({handles})

-- name: standings
select member, skill, points, endorsements from member_skill
where member in ({members}) and skill in ({skills}) and (points > 0 or endorsements > 0)

-- name: members
select member, handle, name, headline, total, total, endorsements, joined_at
from member_row
where 1 = 1 {named} {after}
order by total desc, member
limit @limit

-- name: members-of-skill
select k.member, handle, name, headline, m.total, k.points, k.endorsements, joined_at
from member_skill k join member_row m on m.member = k.member
where k.skill = @skill and (k.declared = 1 or k.endorsements > 0 or k.scored = 1) {named} {after}
order by k.points desc, k.member
limit @limit

-- name: members-of-skill-since
-- One range of the index that has all of it, summed.
select k.member, handle, name, headline, m.total, k.points, coalesce(s.endorsements, 0), joined_at
from (
    select member, sum(points) as points from ledger_skill
    where skill = @skill and day > @before {named}
    group by member
    having sum(points) > 0 {after}
    order by sum(points) desc, member
    limit @limit) k
join member_row m on m.member = k.member
left join member_skill s on s.member = k.member and s.skill = @skill
order by k.points desc, k.member

-- name: members-until
select count(*) from member_row where 1 = 1 {until}

-- name: members-of-skill-until
select count(*) from member_skill k
where k.skill = @skill and (k.declared = 1 or k.endorsements > 0 or k.scored = 1) {until}

-- name: members-of-skill-since-until
select count(*) from (
    select member from ledger_skill
    where skill = @skill and day > @before
    group by member
    having sum(points) > 0 {until}) k

-- name: skills
select slug, questions, members, reputation, endorsements, number
from skill_row
where 1 = 1 {after}
order by {order}
limit @limit

-- name: related
select other, questions from skill_pair where skill = @skill and questions > 0 order by questions desc, other limit @limit
