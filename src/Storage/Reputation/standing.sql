-- name: load
select mark, total from standing where member = @member

-- name: load-skills
select skill, points from member_skill where member = @member and scored = 1

-- name: find-entries
select position, ordinal, cause, origin, question, answer, points, cap_points, cap_day, at, reason, skills
from ledger
where member = @member and origin in (
    select origin from ledger where member = @member and origin in ({origins})
    union
    select origin from ledger where member = @member and cause in ({causes})
    union
    select origin from ledger where member = @member and question in ({questions}) and answer in ({answers}))
order by position, ordinal

-- name: find-days
select cap_day, sum(cap_points) from ledger where member = @member and cap_day in ({days}) group by cap_day

-- name: first-mark
insert into standing (member, mark, total) values (@member, @mark, @total) on conflict (member) do nothing

-- name: next-mark
update standing set mark = @mark, total = @total where member = @member and mark = @loaded

-- name: skills
select member, skill, points, declared, endorsements, scored from member_skill where member in ({members}) and skill in ({skills})

-- name: put-skills
insert into member_skill (member, skill, points, declared, endorsements, scored) values {rows}
on conflict (member, skill) do update set points = excluded.points, scored = 1

-- name: put-totals
-- Both databases call the columns of values so.
update member_row set total = column2 from (values {rows}) as totals where member = column1

-- name: add-entries
insert into ledger (member, position, ordinal, cause, origin, question, answer, points, cap_points, cap_day, at, reason, skills)
values {rows}

-- name: add-entry-skills
insert into ledger_skill (member, skill, position, ordinal, day, points) values {rows}

-- name: page
select position, ordinal, cause, origin, question, answer, points, cap_points, cap_day, at, reason, skills
from ledger
where member = @member and (position < @position or (position = @position and ordinal < @ordinal))
order by position desc, ordinal desc
limit @limit

-- name: page-of-skill
select l.position, l.ordinal, cause, origin, question, answer, l.points, cap_points, cap_day, at, reason, skills
from ledger_skill s join ledger l on l.member = s.member and l.position = s.position and l.ordinal = s.ordinal
where s.member = @member and s.skill = @skill and (s.position < @position or (s.position = @position and s.ordinal < @ordinal))
order by s.position desc, s.ordinal desc
limit @limit

-- name: days
select at / 86400000000, sum(points) from ledger where member = @member group by at / 86400000000 order by 1

-- name: best-answers
-- Reasons 1, 3 and 5: what came of one's own answers; whatever has their origin takes it back or gives it again.
select question, answer, sum(points) from ledger
where member = @member and answer <> 0
    and origin in (select origin from ledger where member = @member and answer <> 0 and reason in (1, 3, 5))
group by question, answer
having sum(points) > 0
order by 3 desc, answer
limit 5

-- name: since
select skill, sum(points) from ledger_skill where member = @member and day > @before group by skill having sum(points) <> 0

-- name: best-answers-by-skill
-- As best-answers, within each skill.
select skill, question, answer, points
from (
    select s.skill, l.question, l.answer, sum(l.points) as points,
        row_number() over (partition by s.skill order by sum(l.points) desc, l.answer) as place
    from ledger_skill s join ledger l on l.member = s.member and l.position = s.position and l.ordinal = s.ordinal
    where s.member = @member and l.answer <> 0
        and l.origin in (select origin from ledger where member = @member and answer <> 0 and reason in (1, 3, 5))
    group by s.skill, l.question, l.answer
    having sum(l.points) > 0) best
where place <= 3
order by skill, place
