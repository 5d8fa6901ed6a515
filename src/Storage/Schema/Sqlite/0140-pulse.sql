-- How the site is doing. Days are those since 1970 (UTC), times microseconds. Facts that count are found by their kind; votes, which are the
-- most, are not in the index.
create index activity_counted on activity (position)
where kind in ('member-registered', 'session-opened', 'invitation-opened', 'invitation-accepted', 'question-asked', 'answer-posted', 'post-deleted', 'post-undeleted');

-- Derived from the log, down to pulse_answer. week and month: the first day of each.
create table pulse_mark (
    shard text primary key,
    mark integer not null
);

create table pulse_day (
    day integer primary key,
    week integer not null,
    month integer not null,
    joined integer not null,
    sessions integer not null,
    questions integer not null,
    answers integer not null,
    invitations_made integer not null,
    invitations_used integer not null
);

-- wait: until the first answer that is not deleted, -1 without one.
create table pulse_question (
    question integer primary key,
    day integer not null,
    week integer not null,
    month integer not null,
    asked_at integer not null,
    wait integer not null,
    hidden integer not null
);

create index pulse_question_by_day on pulse_question (day, wait) where hidden = 0;

create table pulse_answer (
    question integer not null,
    answer integer not null,
    day integer not null,
    at integer not null,
    hidden integer not null,
    primary key (question, answer)
);

-- What fronts have counted; neither log nor derived from it. front: a number drawn at its start.
create table pulse_views (
    day integer not null,
    front integer not null,
    week integer not null,
    month integer not null,
    views integer not null,
    visits integer not null,
    at_least integer not null,
    primary key (day, front)
);
