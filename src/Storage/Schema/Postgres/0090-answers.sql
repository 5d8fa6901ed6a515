-- Where each answer stands, for links that name the answer alone. Derived from the log, and filled from it here.
create table answer_row (
    answer bigint primary key,
    question bigint not null
);

insert into answer_row (answer, question)
select (convert_from(payload, 'UTF8')::jsonb ->> 'answer')::bigint, substr(stream, 3)::bigint
from activity where kind = 'answer-posted';
