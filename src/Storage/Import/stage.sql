-- name: schema
create table post (
    id integer primary key,
    question integer not null,
    created integer not null,
    score integer not null,
    answers integer not null,
    accepted integer,
    votes integer not null default 0
);
create index post_question on post (question, id);
create table act (
    question integer not null,
    ordered integer not null,
    kind integer not null,
    id integer not null,
    post integer not null,
    at integer not null,
    user integer,
    value integer not null,
    grouped text not null,
    title text,
    body text,
    tags text,
    summary text
);
create index act_question on act (question, ordered, kind, id);

-- name: add-post
insert or ignore into post (id, question, created, score, answers, accepted) values (@id, @question, @created, @score, @answers, @accepted)

-- name: add-act
insert into act (question, ordered, kind, id, post, at, user, value, grouped, title, body, tags, summary)
values (@question, @ordered, @kind, @id, @post, @at, @user, @value, @group, @title, @body, @tags, @summary)

-- name: find-post
select id, question, created, score, answers, accepted from post where id = @id

-- name: next-vote
update post set votes = votes + 1 where id = @id returning votes

-- name: drop-orphans
delete from post where question not in (select id from post q where q.id = q.question)

-- name: count-questions
select count(*) from post where id = question

-- name: questions
select id from post where id = question and id > @after order by id limit @limit

-- name: posts-of
select id, question, created, score, answers, accepted from post where question = @question order by id

-- name: acts-of
select kind, id, post, at, user, value, grouped, title, body, tags, summary from act where question = @question order by ordered, kind, id
