-- How the site is doing. Days are those since 1970 (UTC), times microseconds. Facts that count are found by their kind; votes, which are the
-- most, are not in the index.
create index activity_counted on activity (position)
where kind in ('member-registered', 'session-opened', 'invitation-opened', 'invitation-accepted', 'question-asked', 'answer-posted', 'post-deleted', 'post-undeleted');

-- Derived from the log, down to pulse_answer. week and month: the first day of each.
create table pulse_mark (
    shard text primary key,
    mark bigint not null
);

create table pulse_day (
    day bigint primary key,
    week bigint not null,
    month bigint not null,
    joined bigint not null,
    sessions bigint not null,
    questions bigint not null,
    answers bigint not null,
    invitations_made bigint not null,
    invitations_used bigint not null
);

-- wait: until the first answer that is not deleted, -1 without one.
create table pulse_question (
    question bigint primary key,
    day bigint not null,
    week bigint not null,
    month bigint not null,
    asked_at bigint not null,
    wait bigint not null,
    hidden bigint not null
);

create index pulse_question_by_day on pulse_question (day, wait) where hidden = 0;

create table pulse_answer (
    question bigint not null,
    answer bigint not null,
    day bigint not null,
    at bigint not null,
    hidden bigint not null,
    primary key (question, answer)
);

-- What fronts have counted; neither log nor derived from it. front: a number drawn at its start.
create table pulse_views (
    day bigint not null,
    front bigint not null,
    week bigint not null,
    month bigint not null,
    views bigint not null,
    visits bigint not null,
    at_least bigint not null,
    primary key (day, front)
);
