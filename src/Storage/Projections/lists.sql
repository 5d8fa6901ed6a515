-- name: load-mark
select mark from list_mark where shard = @shard

-- name: first-mark
insert into list_mark (shard, mark) values (@shard, @mark) on conflict (shard) do nothing

-- name: next-mark
update list_mark set mark = @mark where shard = @shard and mark = @loaded

-- name: add-question
insert into question_row
    (question, title, skills, locale, author, created_at, active_at, score, answers, accepted, accepted_shown, closed, hidden, views_before)
values (@question, @title, @skills, @locale, @author, @at, @at, 0, 0, 0, 0, 0, 0, @views)

-- name: set-title
update question_row set title = @title where question = @question

-- name: set-skills
update question_row set skills = @skills where question = @question

-- name: shown-skills
select skills from question_row where question = @question and hidden = 0

-- name: add-question-skill
insert into question_skill (question, skill, created_at, active_at, score, answers, hidden)
select question, @skill, created_at, active_at, score, answers, hidden from question_row where question = @question
on conflict (question, skill) do nothing

-- name: drop-question-skills
delete from question_skill where question = @question

-- name: place-in-skills
update question_skill set active_at = r.active_at, score = r.score, answers = r.answers, hidden = r.hidden
from question_row r where r.question = @question and question_skill.question = r.question

-- name: move-skills
insert into skill_row (slug, questions, members, reputation, endorsements) values {rows}
on conflict (slug) do update set
    questions = skill_row.questions + excluded.questions,
    members = skill_row.members + excluded.members,
    reputation = skill_row.reputation + excluded.reputation,
    endorsements = skill_row.endorsements + excluded.endorsements

-- name: move-pairs
insert into skill_pair (skill, other, questions) values {rows}
on conflict (skill, other) do update set questions = skill_pair.questions + excluded.questions

-- name: set-active
update question_row set active_at = @at where question = @question and active_at < @at

-- name: move-score
update question_row set score = score + @delta where question = @question

-- name: move-answers
update question_row set answers = answers + @delta where question = @question

-- name: add-answer
-- The migration that made the table filled it from the log, which may be ahead of what was folded.
insert into answer_row (answer, question) values (@answer, @question) on conflict (answer) do nothing

-- name: set-accepted
update question_row set accepted = @answer, accepted_shown = @shown where question = @question

-- name: show-accepted
update question_row set accepted_shown = @shown where question = @question and accepted = @answer

-- name: close
update question_row set closed = 1 where question = @question

-- name: show
update question_row set hidden = @hidden where question = @question

-- name: add-member
insert into member_row (member, handle, name, headline, joined_at, total, endorsements)
values (@member, @handle, @name, @headline, @at, coalesce((select total from standing where member = @member), 0), 0)

-- name: set-name
update member_row set name = @name where member = @member

-- name: set-headline
update member_row set headline = @headline where member = @member

-- name: skills-of-member
select skill, declared, endorsements, scored from member_skill where member = @member

-- name: skill-of-member
select skill, declared, endorsements, scored from member_skill where member = @member and skill = @skill

-- name: declare
insert into member_skill (member, skill, declared, endorsements) values (@member, @skill, @declared, 0)
on conflict (member, skill) do update set declared = excluded.declared

-- name: move-endorsements
insert into member_skill (member, skill, declared, endorsements) values (@member, @skill, 0, @delta)
on conflict (member, skill) do update set endorsements = member_skill.endorsements + excluded.endorsements

-- name: move-all-endorsements
update member_row set endorsements = endorsements + @delta where member = @member
