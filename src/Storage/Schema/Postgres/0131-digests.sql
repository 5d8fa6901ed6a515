-- When to look at whose digest, a row an account. Not derived state: whether one was sent, the log says. Microseconds since 1970; due_at is the
-- end of the lease where somebody looks at it.
create table digest_due (
    member bigint primary key,
    looked_at bigint not null,
    due_at bigint not null
);

create index digest_due_at on digest_due (due_at, member);

-- Accounts that are there already have their first digest at the next moment of their rhythm.
insert into digest_due (member, looked_at, due_at)
select cast(substr(stream, 3) as bigint), (extract(epoch from now()) * 1000000)::bigint, 0 from activity where kind = 'account-opened';
