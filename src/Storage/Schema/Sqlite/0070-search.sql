-- Derived from the log: rebuild drops these rows and folds them again. Whoever changes what is kept of a text empties these tables in a migration.
create table search_mark (
    shard text primary key,
    mark integer not null
);

-- Texts as they are shown in results, and as they have to be taken out of the index again. Holds personal data, as the log does.
create table search_text (
    kind integer not null,
    document integer not null,
    part integer not null,
    title text not null,
    body text not null,
    skills text not null,
    tokens text not null,
    shown integer not null,
    primary key (kind, document, part)
);

-- Which documents of a block hold a word, as bytes. A shard writes its own rows only.
create table search_posting (
    shard integer not null,
    token text not null,
    kind integer not null,
    segment integer not null,
    documents integer not null,
    postings blob not null,
    primary key (shard, token, kind, segment)
) without rowid;

-- The vocabulary: under which forms a word is found.
create table search_word (
    form integer not null,
    word text not null,
    shard integer not null,
    primary key (form, word, shard)
) without rowid;
