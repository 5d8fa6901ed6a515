-- Members by how the words of their names begin. What can be found is folded from the log again, so that this is, too.
create table search_name (
    word text collate "C" not null,
    member bigint not null,
    primary key (word, member)
);

truncate search_mark, search_text, search_posting, search_word;
