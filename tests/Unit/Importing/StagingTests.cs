using Skiller.Storage.Import;
using Xunit;

namespace Skiller.Tests.Unit.Importing;

public sealed class StagingTests
{
    private const string Day = "CreationDate=\"2020-02-01T10:00:00.000\"";
    private const string Question = $"Id=\"1\" PostTypeId=\"1\" {Day} Score=\"1\" AnswerCount=\"1\" Body=\"b\" Title=\"t\" Tags=\"|wood|\"";
    private const string Answer = $"Id=\"2\" PostTypeId=\"2\" ParentId=\"1\" {Day} Body=\"a\"";

    [Fact]
    public void Posts_that_are_no_question_and_no_answer_to_one_are_counted_by_reason()
    {
        using var dump = new Dump().With(
            "Posts.xml",
            Question,
            Answer,
            $"Id=\"3\" PostTypeId=\"2\" ParentId=\"99\" {Day}",
            $"Id=\"4\" PostTypeId=\"2\" {Day}",
            $"Id=\"5\" PostTypeId=\"5\" {Day}",
            $"Id=\"6\" PostTypeId=\"6\" {Day}",
            $"Id=\"7\" PostTypeId=\"17\" {Day}",
            "Id=\"8\" PostTypeId=\"1\"");
        var stage = dump.Staged();

        Assert.Equal(1, stage.Questions);
        Assert.Equal([1, 2], stage.PostsOf(1).Select(static post => post.Id));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["read"] = "8",
                ["skipped: answer to a question that is not there"] = "1",
                ["skipped: answer without a question"] = "1",
                ["skipped: wiki"] = "1",
                ["skipped: moderator post"] = "1",
                ["skipped: post of another type"] = "1",
                ["skipped: row without number or time"] = "1",
            },
            dump.Told("Posts.xml"));
    }

    [Fact]
    public void The_k_th_vote_on_a_post_is_the_k_th_unnamed_voter_and_no_vote_is_before_its_post()
    {
        using var dump = new Dump().With("Posts.xml", Question, Answer).With(
            "Votes.xml",
            "Id=\"1\" PostId=\"1\" VoteTypeId=\"2\" CreationDate=\"2020-02-01T00:00:00.000\"",
            "Id=\"2\" PostId=\"1\" VoteTypeId=\"3\" CreationDate=\"2020-02-02T00:00:00.000\"",
            "Id=\"3\" PostId=\"2\" VoteTypeId=\"2\" CreationDate=\"2020-02-02T00:00:00.000\"",
            "Id=\"4\" PostId=\"2\" VoteTypeId=\"5\" CreationDate=\"2020-02-02T00:00:00.000\"",
            "Id=\"5\" PostId=\"9\" VoteTypeId=\"2\" CreationDate=\"2020-02-02T00:00:00.000\"");
        var acts = dump.Staged().ActsOf(1);

        Assert.Equal(
            [(1, -1, 1), (1, -2, -1), (2, -1, 1)],
            acts.Where(static act => act.Kind == StagedKind.Vote).OrderBy(static act => act.Id).Select(static act => ((int)act.Post, (int?)act.User ?? 0, (int)act.Value)));
        Assert.Equal(StagedKind.Question, acts[0].Kind);
        Assert.Equal("1", dump.Told("Votes.xml")["skipped: vote of another kind than up, down and accepted"]);
        Assert.Equal("1", dump.Told("Votes.xml")["skipped: post that is not imported"]);
    }

    [Fact]
    public void A_change_without_its_text_leaves_the_text_as_it_is()
    {
        using var dump = new Dump().With("Posts.xml", Question).With(
            "PostHistory.xml",
            $"Id=\"1\" PostHistoryTypeId=\"2\" PostId=\"1\" RevisionGUID=\"a\" {Day} Text=\"It stops.\"",
            $"Id=\"2\" PostHistoryTypeId=\"5\" PostId=\"1\" RevisionGUID=\"b\" {Day}",
            $"Id=\"3\" PostHistoryTypeId=\"5\" PostId=\"1\" RevisionGUID=\"c\" {Day} Text=\"\"",
            $"Id=\"4\" PostHistoryTypeId=\"10\" PostId=\"1\" RevisionGUID=\"d\" {Day} Text=\"{{}}\"");
        var edits = dump.Staged().ActsOf(1).Where(static act => act.Kind == StagedKind.Edit);

        Assert.Equal("It stops.", Assert.Single(edits).Body);
        Assert.Equal("2", dump.Told("PostHistory.xml")["skipped: change without its text"]);
        Assert.Equal("1", dump.Told("PostHistory.xml")["skipped: change of another kind than words"]);
    }

    [Fact]
    public void A_link_points_at_nothing_when_either_end_is_not_imported()
    {
        using var dump = new Dump().With("Posts.xml", Question, Answer).With(
            "PostLinks.xml",
            $"Id=\"1\" PostId=\"1\" RelatedPostId=\"2\" {Day}",
            $"Id=\"2\" PostId=\"1\" RelatedPostId=\"95\" {Day}",
            $"Id=\"3\" PostId=\"95\" RelatedPostId=\"1\" {Day}",
            $"Id=\"4\" PostId=\"1\" {Day}");
        dump.Staged();

        Assert.Equal("3", dump.Told("PostLinks.xml")["skipped: link that points at nothing imported"]);
        Assert.Equal("1", dump.Told("PostLinks.xml")["skipped: Skiller has no links between questions yet"]);
    }

    [Fact]
    public void One_import_has_a_folder_and_clears_what_killed_ones_left()
    {
        using var dump = new Dump();
        var left = Path.Combine(dump.Path, "import-1.tmp");
        File.WriteAllText(left, "left behind");

        using (ImportStage.TryOpen(dump.Path))
        {
            Assert.False(File.Exists(left));
            Assert.Null(ImportStage.TryOpen(dump.Path));
        }

        Assert.Empty(Directory.EnumerateFiles(dump.Path, "*.tmp"));
        using var next = ImportStage.TryOpen(dump.Path);
        Assert.NotNull(next);
    }
}
