-- Derived from the log: rebuild drops these rows and folds them again.
create table standing (
    member integer primary key,
    mark integer not null,
    total integer not null
);

create table standing_skill (
    member integer not null,
    skill text not null,
    points integer not null,
    primary key (member, skill)
);

create index standing_skill_best on standing_skill (skill, points desc, member);

-- Ledgers: rows are only added. Points of an origin that still stand are the sum over its rows.
create table ledger (
    member integer not null,
    position integer not null,
    ordinal integer not null,
    cause text not null,
    origin text not null,
    question integer not null,
    answer integer not null,
    points integer not null,
    cap_points integer not null,
    cap_day integer not null,
    at integer not null,
    reason integer not null,
    skills text not null,
    primary key (member, position, ordinal)
);

create unique index ledger_once on ledger (member, cause, reason, origin);
create index ledger_origin on ledger (member, origin);
create index ledger_post on ledger (member, question, answer);
create index ledger_day on ledger (member, cap_day);

create table ledger_skill (
    member integer not null,
    skill text not null,
    position integer not null,
    ordinal integer not null,
    primary key (member, skill, position, ordinal)
);
