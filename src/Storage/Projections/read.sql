-- name: questions
select r.question, title, r.skills, locale, author, created_at, active_at, score, answers,
    case when accepted <> 0 and accepted_shown = 1 then 1 else 0 end, coalesce(v.views, 0), closed, {key}
from question_row r left join question_views v on v.question = r.question
where hidden = 0 {filters}
order by {key} desc, r.question desc
limit @limit

-- name: cards
select m.member, handle, name, headline, coalesce(s.total, 0)
from member_row m left join standing s on s.member = m.member
where m.member in ({members})

-- name: members
select m.member, handle, name, headline, coalesce(s.total, 0), coalesce(s.total, 0),
    (select coalesce(sum(endorsements), 0) from member_skill k where k.member = m.member), joined_at
from member_row m left join standing s on s.member = m.member
where 1 = 1 {after}
order by coalesce(s.total, 0) desc, m.member
limit @limit

-- name: members-of-skill
select m.member, handle, name, headline, coalesce(s.total, 0), w.points, coalesce(k.endorsements, 0), joined_at
from (
    select member, points from standing_skill where skill = @skill
    union all
    select member, 0 from member_skill k where k.skill = @skill and (k.declared = 1 or k.endorsements > 0)
        and not exists (select 1 from standing_skill p where p.skill = @skill and p.member = k.member)) w
join member_row m on m.member = w.member
left join standing s on s.member = w.member
left join member_skill k on k.member = w.member and k.skill = @skill
where 1 = 1 {after}
order by w.points desc, m.member
limit @limit

-- name: skills
select slug, questions,
    (select count(*) from (
        select member from standing_skill p where p.skill = r.slug
        union
        select member from member_skill k where k.skill = r.slug and (k.declared = 1 or k.endorsements > 0)) w),
    (select coalesce(sum(points), 0) from standing_skill p where p.skill = r.slug),
    (select coalesce(sum(endorsements), 0) from member_skill k where k.skill = r.slug),
    number
from skill_row r
where 1 = 1 {filters}
order by {order}
limit @limit
