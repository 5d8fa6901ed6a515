-- Where each answer stands, for links that name the answer alone. Derived from the log, and filled from it here.
create table answer_row (
    answer integer primary key,
    question integer not null
);

insert into answer_row (answer, question)
select json_extract(cast(payload as text), '$.answer'), cast(substr(stream, 3) as integer)
from activity where kind = 'answer-posted';
