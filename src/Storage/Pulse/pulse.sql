-- name: load-mark
select mark from pulse_mark where shard = @shard

-- name: first-mark
insert into pulse_mark (shard, mark) values (@shard, @mark) on conflict (shard) do nothing

-- name: next-mark
update pulse_mark set mark = @mark where shard = @shard and mark = @loaded

-- name: add-to-day
insert into pulse_day (day, week, month, joined, sessions, questions, answers, invitations_made, invitations_used)
values (@day, @week, @month, @joined, @sessions, @questions, @answers, @made, @used)
on conflict (day) do update set
    joined = pulse_day.joined + excluded.joined,
    sessions = pulse_day.sessions + excluded.sessions,
    questions = pulse_day.questions + excluded.questions,
    answers = pulse_day.answers + excluded.answers,
    invitations_made = pulse_day.invitations_made + excluded.invitations_made,
    invitations_used = pulse_day.invitations_used + excluded.invitations_used

-- name: ask
insert into pulse_question (question, day, week, month, asked_at, wait, hidden) values (@question, @day, @week, @month, @at, -1, 0)

-- name: answer
insert into pulse_answer (question, answer, day, at, hidden) values (@question, @answer, @day, @at, 0)

-- name: wait
-- Clocks of several nodes may differ: nobody waits less than no time.
update pulse_question set wait = (
    select case
        when min(a.at) is null then -1
        when min(a.at) > pulse_question.asked_at then min(a.at) - pulse_question.asked_at
        else 0
    end
    from pulse_answer a where a.question = pulse_question.question and a.hidden = 0)
where question = @question

-- name: move-questions
update pulse_day set questions = questions + @delta
where day = (select day from pulse_question where question = @question and hidden <> @hidden)

-- name: move-answers
update pulse_day set answers = answers + @delta * (
    select count(*) from pulse_answer a where a.question = @question and a.hidden = 0 and a.day = pulse_day.day)
where day in (select a.day from pulse_answer a where a.question = @question and a.hidden = 0)
and exists (select 1 from pulse_question q where q.question = @question and q.hidden <> @hidden)

-- name: show-question
update pulse_question set hidden = @hidden where question = @question

-- name: move-answer
-- What went with its question is counted no more already.
update pulse_day set answers = answers + @delta
where day = (select day from pulse_answer where question = @question and answer = @answer and hidden <> @hidden)
and exists (select 1 from pulse_question q where q.question = @question and q.hidden = 0)

-- name: show-answer
update pulse_answer set hidden = @hidden where question = @question and answer = @answer

-- name: count-views
insert into pulse_views (day, front, week, month, views, visits, at_least) values (@day, @front, @week, @month, @views, @visits, @atLeast)
on conflict (day, front) do update set views = excluded.views, visits = excluded.visits, at_least = excluded.at_least
where excluded.views > pulse_views.views

-- name: members
select cast(coalesce(sum(joined), 0) as bigint),
    cast(coalesce(sum(case when day < @from then joined else 0 end), 0) as bigint),
    cast(coalesce(sum(case when day >= @pace then joined else 0 end), 0) as bigint)
from pulse_day

-- name: days
select {period}, cast(sum(joined) as bigint), cast(sum(sessions) as bigint), cast(sum(questions) as bigint), cast(sum(answers) as bigint),
    cast(sum(invitations_made) as bigint), cast(sum(invitations_used) as bigint)
from pulse_day where day >= @from and day <= @to group by {period}

-- name: views
select {period}, cast(sum(views) as bigint), cast(sum(visits) as bigint), max(at_least)
from pulse_views where day >= @from and day <= @to group by {period}

-- name: waits
-- Nearest rank: of n in their order the one at n/2 and the one at 9n/10, both rounded up.
select period, max(n), max(case when place = (n + 1) / 2 then wait end), max(case when place = (9 * n + 9) / 10 then wait end)
from (
    select {period} as period, wait, row_number() over (partition by {period} order by wait) as place, count(*) over (partition by {period}) as n
    from pulse_question where hidden = 0 and wait >= 0 and day >= @from and day <= @to
) w
group by period

-- name: waits-of-all
select max(n), max(case when place = (n + 1) / 2 then wait end), max(case when place = (9 * n + 9) / 10 then wait end)
from (
    select wait, row_number() over (order by wait) as place, count(*) over () as n
    from pulse_question where hidden = 0 and wait >= 0 and day >= @from and day <= @to
) w
