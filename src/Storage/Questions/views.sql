-- name: read-views
select views from question_views where question = @question

-- name: add-views
insert into question_views (question, views) values {rows}
on conflict (question) do update set views = question_views.views + excluded.views
