-- Derived from the log: rebuild drops these rows and folds them again.
create table standing (
    member bigint primary key,
    mark bigint not null,
    total bigint not null
);

create table standing_skill (
    member bigint not null,
    skill text not null,
    points bigint not null,
    primary key (member, skill)
);

create index standing_skill_best on standing_skill (skill, points desc, member);

-- Ledgers: rows are only added. Points of an origin that still stand are the sum over its rows.
create table ledger (
    member bigint not null,
    position bigint not null,
    ordinal integer not null,
    cause text not null,
    origin text not null,
    question bigint not null,
    answer bigint not null,
    points integer not null,
    cap_points integer not null,
    cap_day integer not null,
    at bigint not null,
    reason integer not null,
    skills text not null,
    primary key (member, position, ordinal)
);

create unique index ledger_once on ledger (member, cause, reason, origin);
create index ledger_origin on ledger (member, origin);
create index ledger_post on ledger (member, question, answer);
create index ledger_day on ledger (member, cap_day);

create table ledger_skill (
    member bigint not null,
    skill text not null,
    position bigint not null,
    ordinal integer not null,
    primary key (member, skill, position, ordinal)
);
