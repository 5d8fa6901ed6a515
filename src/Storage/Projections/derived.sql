-- name: standing
select member, total from standing where member > @k0 order by member limit @limit

-- name: standing-skill
select member, skill, points, scored from member_skill
where (scored <> 0 or points <> 0) and (member > @k0 or (member = @k0 and skill > @k1)) order by member, skill limit @limit

-- name: ledger
select member, position, ordinal, cause, origin, question, answer, points, cap_points, cap_day, at, reason, skills from ledger
where member > @k0 or (member = @k0 and (position > @k1 or (position = @k1 and ordinal > @k2)))
order by member, position, ordinal limit @limit

-- name: ledger-skill
select member, skill, position, ordinal from ledger_skill
where member > @k0 or (member = @k0 and (skill > @k1 or (skill = @k1 and (position > @k2 or (position = @k2 and ordinal > @k3)))))
order by member, skill, position, ordinal limit @limit

-- name: question
select question, title, skills, locale, author, created_at, active_at, score, answers, accepted, accepted_shown, closed, hidden
from question_row where question > @k0 order by question limit @limit

-- name: question-skill
select question, skill, created_at, active_at, score, answers, hidden from question_skill
where question > @k0 or (question = @k0 and skill > @k1) order by question, skill limit @limit

-- name: member
select member, handle, name, headline, joined_at, total, endorsements from member_row where member > @k0 order by member limit @limit

-- name: member-skill
-- Without those that say nothing any more.
select member, skill, declared, endorsements from member_skill
where (declared <> 0 or endorsements <> 0) and (member > @k0 or (member = @k0 and skill > @k1)) order by member, skill limit @limit

-- name: skill
select slug, questions, members, reputation, endorsements from skill_row where slug > @k0 order by slug limit @limit

-- name: target
select position, ordinal, target, partition from activity_target
where position > @k0 or (position = @k0 and ordinal > @k1) order by position, ordinal limit @limit

-- name: targets
select distinct target from activity_target where target > @after and target < @end order by target limit @limit

-- name: clear-ledger-skills
delete from ledger_skill

-- name: clear-ledger
delete from ledger

-- name: clear-standing
delete from standing

-- name: clear-points
update member_skill set points = 0, scored = 0 where scored <> 0 or points <> 0

-- name: clear-totals
update member_row set total = 0 where total <> 0

-- name: keep-what-lists-say
update skill_row set
    members = (select count(*) from member_skill k where k.skill = skill_row.slug and (k.declared = 1 or k.endorsements > 0)),
    reputation = 0

-- name: clear-list-marks
delete from list_mark

-- name: clear-question-skills
delete from question_skill

-- name: clear-questions
delete from question_row

-- name: clear-members
delete from member_row

-- name: clear-member-skills
delete from member_skill where scored = 0

-- name: clear-declared
update member_skill set declared = 0, endorsements = 0

-- name: clear-skills
delete from skill_row

-- name: keep-what-standings-say
insert into skill_row (slug, questions, members, reputation, endorsements)
select skill, 0, count(*), sum(points), 0 from member_skill group by skill
