-- How often each question was looked at; approximate, and no part of the log.
create table question_views (
    question bigint primary key,
    views    bigint not null
);
