-- name: load-mark
select mark from search_mark where shard = @shard

-- name: first-mark
insert into search_mark (shard, mark) values (@shard, @mark) on conflict (shard) do nothing

-- name: next-mark
update search_mark set mark = @mark where shard = @shard and mark = @loaded

-- name: parts
select kind, document, part, title, body, skills, tokens, shown from search_text where (kind, document, part) in (values {keys})

-- name: put-parts
insert into search_text (kind, document, part, title, body, skills, tokens, shown) values {rows}
on conflict (kind, document, part) do update set
    title = excluded.title, body = excluded.body, skills = excluded.skills, tokens = excluded.tokens, shown = excluded.shown

-- name: put-name
insert into search_name (word, member) values (@word, @member) on conflict (word, member) do nothing

-- name: drop-name
delete from search_name where word = @word and member = @member

-- name: answers
select document, count(*) from search_text where kind = 0 and document in ({documents}) and part > 0 and shown = 1 group by document

-- name: postings-of-shard
select token, kind, segment, postings from search_posting
where shard = @shard and (token, kind, segment) in (values {keys})

-- name: put-postings
insert into search_posting (shard, token, kind, segment, documents, postings) values {rows}
on conflict (shard, token, kind, segment) do update set documents = excluded.documents, postings = excluded.postings

-- name: drop-postings
delete from search_posting where shard = @shard and token = @token and kind = @kind and segment = @segment

-- name: still-used
select distinct token from search_posting where shard = @shard and token in ({tokens})

-- name: known-words
select distinct word from search_word where form in ({forms}) and shard = @shard

-- name: put-words
insert into search_word (form, word, shard) values {rows} on conflict (form, word, shard) do nothing

-- name: drop-word
delete from search_word where form in ({forms}) and word = @word and shard = @shard

-- name: words
select distinct form, word from search_word where form in ({forms})

-- name: uses
select token, sum(documents) from search_posting where shard in (0, 1, 2, 3) and token in ({tokens}) group by token

-- name: postings
select token, shard, kind, segment, postings from search_posting
where shard in (0, 1, 2, 3) and token in ({tokens}) {kind}

-- name: texts
-- Of each document the first parts: a question may have a thousand answers.
select kind, document, part, title, body, skills, tokens
from (select t.*, row_number() over (partition by kind, document order by part) as place
    from search_text t where (kind, document) in (values {documents}) and shown = 1) numbered
where place <= @most
order by kind, document, part
