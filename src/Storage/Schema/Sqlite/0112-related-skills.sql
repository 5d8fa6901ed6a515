-- In how many questions that are shown a skill stands beside another. Derived from the log, and counted from the lists here.
create table skill_pair (
    skill text not null,
    other text not null,
    questions integer not null,
    primary key (skill, other)
);

insert into skill_pair (skill, other, questions)
select a.skill, b.skill, count(*)
from question_skill a join question_skill b on b.question = a.question and b.skill <> a.skill
where a.hidden = 0
group by a.skill, b.skill;

create index skill_pair_most on skill_pair (skill, questions desc, other);
