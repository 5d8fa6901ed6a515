-- name: read-views
select views from question_views where question = $1

-- name: add-views
insert into question_views (question, views) values ($1, $2)
on conflict (question) do update set views = question_views.views + excluded.views
