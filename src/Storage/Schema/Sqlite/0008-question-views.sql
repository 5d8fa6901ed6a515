-- How often each question was looked at; approximate, and no part of the log.
create table question_views (
    question integer primary key,
    views    integer not null
);
