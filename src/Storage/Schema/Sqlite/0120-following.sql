-- Who follows what, and what reaches them: derived from the log. Times are microseconds since 1970, days those since 1970 (UTC).
create table feed_mark (
    shard text primary key,
    mark integer not null
);

-- kind: 1 a question, 2 a skill, 3 a member. position: of the fact by which it came to be.
create table follower (
    source text not null,
    member integer not null,
    kind integer not null,
    at integer not null,
    position integer not null,
    primary key (source, member)
);

create index follower_newest on follower (source, position desc);
create index follower_of_member on follower (member, kind, position desc);

create table follower_count (
    source text primary key,
    followers integer not null
);

-- What happened in a question. kind: 1 asked, 2 answered, 3 an answer accepted. subject: whose answer it is. hidden: 1 that answer is deleted, 2 its
-- acceptance was withdrawn, 3 both.
create table feed_act (
    question integer not null,
    position integer not null,
    day integer not null,
    kind integer not null,
    actor integer not null,
    subject integer not null,
    answer integer not null,
    at integer not null,
    hidden integer not null,
    primary key (question, position)
);

-- Where a question is shown on a day. at: of what happened last in it on that day, the same in all its rows.
create table feed_card (
    question integer not null,
    day integer not null,
    source text not null,
    at integer not null,
    primary key (question, day, source)
);

create index feed_card_newest on feed_card (source, at desc, question desc);
