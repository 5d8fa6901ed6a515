-- Members by how the words of their names begin. What can be found is folded from the log again, so that this is, too.
create table search_name (
    word text not null,
    member integer not null,
    primary key (word, member)
) without rowid;

delete from search_mark;
delete from search_text;
delete from search_posting;
delete from search_word;
