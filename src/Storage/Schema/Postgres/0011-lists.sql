-- Derived from the log: rebuild drops these rows and folds them again.
create table list_mark (
    shard text primary key,
    mark bigint not null
);

create table question_row (
    question bigint primary key,
    title text not null,
    skills text not null,
    locale integer not null,
    author bigint not null,
    created_at bigint not null,
    active_at bigint not null,
    score integer not null,
    answers integer not null,
    accepted bigint not null,
    accepted_shown integer not null,
    closed integer not null,
    hidden integer not null
);

create index question_row_newest on question_row (created_at desc, question desc) where hidden = 0;
create index question_row_active on question_row (active_at desc, question desc) where hidden = 0;
create index question_row_votes on question_row (score desc, question desc) where hidden = 0;
create index question_row_unanswered on question_row (created_at desc, question desc) where hidden = 0 and answers = 0;
create index question_row_author on question_row (author, created_at desc, question desc) where hidden = 0;

create table question_skill (
    question bigint not null,
    skill text not null,
    primary key (question, skill)
);

create index question_skill_by_skill on question_skill (skill, question desc);

create table member_row (
    member bigint primary key,
    handle text not null,
    name text not null,
    headline text not null,
    joined_at bigint not null
);

create table member_skill (
    member bigint not null,
    skill text not null,
    declared integer not null,
    endorsements integer not null,
    primary key (member, skill)
);

create index member_skill_by_skill on member_skill (skill, member);

create table skill_row (
    number bigint generated always as identity primary key,
    slug text collate "C" not null unique,
    questions integer not null
);

create index skill_row_use on skill_row (questions desc, slug);
