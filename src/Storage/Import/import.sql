-- name: find
select foreign_id, id from import_map where site = @site and kind = @kind and foreign_id in ({foreign})

-- name: add
insert into import_map (site, kind, foreign_id, id) values (@site, @kind, @foreign, @id) on conflict (site, kind, foreign_id) do nothing
