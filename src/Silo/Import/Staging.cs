using Skiller.Silo.Operations;
using Skiller.Storage.Import;

namespace Skiller.Silo.Import;

/// <summary>Reads the files of a dump once each and brings together what happened to each question.</summary>
internal sealed class Staging(string folder, ImportStage stage, Tally tally, IOperationReport report)
{
    public const string Posts = "Posts.xml";
    public const string Users = "Users.xml";
    public const string Votes = "Votes.xml";
    public const string Comments = "Comments.xml";
    public const string History = "PostHistory.xml";
    private const string Links = "PostLinks.xml";
    private const string Badges = "Badges.xml";
    private const int Tell = 1_000;

    public void Read(CancellationToken ct)
    {
        Each(Posts, Post, ct);
        for (var i = stage.DropOrphans(); i > 0; i--)
        {
            tally.Skipped(Posts, "answer to a question that is not there");
        }

        Each(History, Change, ct);
        Each(Comments, Comment, ct);
        Each(Votes, Vote, ct);
        Each(Links, Link, ct);
        Each(Badges, _ => "badges are Skiller's own to give", ct);
    }

    private void Each(string file, Func<DumpRow, string?> take, CancellationToken ct)
    {
        var rows = 0L;
        foreach (var row in DumpReader.Rows(folder, file))
        {
            ct.ThrowIfCancellationRequested();
            tally.HasRead(file);
            if (take(row) is { } reason)
            {
                tally.Skipped(file, reason);
            }

            if (++rows % Tell == 0)
            {
                report.Progress($"reading {file}", rows, null);
            }
        }

        report.Progress($"reading {file}", rows, rows);
    }

    private string? Post(DumpRow row)
    {
        if (row.Number("Id") is not { } id || row.Time("CreationDate") is not { } at)
        {
            return "row without number or time";
        }

        var isQuestion = row.Number("PostTypeId") == 1;
        var question = isQuestion ? id : row.Number("ParentId");
        if (row.Number("PostTypeId") is not (1 or 2) || question is not { } parent)
        {
            return row.Number("PostTypeId") switch
            {
                2 => "answer without a question",
                3 or 4 or 5 => "wiki",
                6 or 7 => "moderator post",
                _ => "post of another type",
            };
        }

        stage.Add(new StagedPost(id, parent, at, (int)(row.Number("Score") ?? 0), (int)(row.Number("AnswerCount") ?? 0), row.Number("AcceptedAnswerId")));
        stage.Add(new StagedAct(
            isQuestion ? StagedKind.Question : StagedKind.Answer,
            id,
            id,
            at,
            row.Number("OwnerUserId"),
            row.Number("ViewCount") ?? 0,
            Title: row.Text("Title"),
            Body: row.Text("Body") ?? "",
            Tags: row.Text("Tags") ?? ""));
        if (isQuestion && row.Time("ClosedDate") is { } closed)
        {
            stage.Add(new StagedAct(StagedKind.Closure, id, id, closed, null));
        }

        return null;
    }

    // 1 to 3 are a post's first title, body and tags; 4 to 6 edits of them; 7 to 9 returns to earlier ones. All hold the whole text.
    private string? Change(DumpRow row)
    {
        if (row.Number("Id") is not { } id || row.Number("PostId") is not { } post || row.Time("CreationDate") is not { } at)
        {
            return "row without number, post or time";
        }

        var type = row.Number("PostHistoryTypeId") ?? 0;
        if (type is < 1 or > 9)
        {
            return "change of another kind than words";
        }

        if (stage.Find(post) is null)
        {
            return "post that is not imported";
        }

        // A row that was emptied afterwards tells that there was a change, not to what.
        if (row.Text("Text") is not { Length: > 0 } text)
        {
            return "change without its text";
        }

        stage.Add(new StagedAct(
            StagedKind.Edit,
            id,
            post,
            at,
            row.Number("UserId"),
            type <= 3 ? 1 : 0,
            row.Text("RevisionGUID") ?? $"{id}",
            Title: type % 3 == 1 ? text : null,
            Body: type % 3 == 2 ? text : null,
            Tags: type % 3 == 0 ? text : null,
            Summary: type <= 3 ? null : row.Text("Comment")));
        if (type <= 3)
        {
            tally.HasImported(History);
        }

        return null;
    }

    private string? Comment(DumpRow row)
    {
        if (row.Number("Id") is not { } id || row.Number("PostId") is not { } post || row.Time("CreationDate") is not { } at)
        {
            return "row without number, post or time";
        }

        return stage.Add(new StagedAct(StagedKind.Comment, id, post, at, row.Number("UserId"), Body: row.Text("Text") ?? "")) ? null : "post that is not imported";
    }

    private string? Vote(DumpRow row)
    {
        if (row.Number("Id") is not { } id || row.Number("PostId") is not { } post || row.Time("CreationDate") is not { } at)
        {
            return "row without number, post or time";
        }

        var type = row.Number("VoteTypeId") ?? 0;
        if (type is not (1 or 2 or 3))
        {
            return "vote of another kind than up, down and accepted";
        }

        if (stage.Find(post) is null)
        {
            return "post that is not imported";
        }

        // A dump does not say who voted: the k-th vote on a post belongs to the k-th of a pool of unnamed voters.
        stage.Add(type == 1
            ? new StagedAct(StagedKind.Acceptance, id, post, at, null)
            : new StagedAct(StagedKind.Vote, id, post, at, -stage.NextVote(post), type == 2 ? 1 : -1));
        return null;
    }

    private string Link(DumpRow row) => IsImported(row.Number("PostId")) && IsImported(row.Number("RelatedPostId"))
        ? "Skiller has no links between questions yet"
        : "link that points at nothing imported";

    private bool IsImported(long? post) => post is { } id && stage.Find(id) is not null;
}
