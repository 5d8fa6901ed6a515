using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Silo.Import;
using Skiller.Storage.Import;
using Xunit;

namespace Skiller.Tests.Unit.Importing;

public sealed class QuestionHistoryTests
{
    private const string Html = "It stops at <em>noon</em>.";
    private readonly Tally _tally = new();

    [Fact]
    public void Each_act_knows_the_rows_that_it_is_made_of()
    {
        var traced = Acts(
            accepted: 2,
            Asked(),
            new StagedAct(StagedKind.Answer, 2, 2, At(1), 7, Body: "a"),
            new StagedAct(StagedKind.Edit, 3, 1, At(2), 7, Group: "g", Title: "new"),
            new StagedAct(StagedKind.Edit, 4, 1, At(2), 7, Group: "g", Body: "words"),
            new StagedAct(StagedKind.Vote, 5, 2, At(3), -1, 1),
            new StagedAct(StagedKind.Comment, 6, 2, At(4), null, Body: "c"),
            new StagedAct(StagedKind.Acceptance, 7, 2, At(5), null),
            new StagedAct(StagedKind.Closure, 1, 1, At(6), null));

        Assert.Equal(
            ["Posts.xml 1", "Posts.xml 1", "PostHistory.xml 2", "Votes.xml 1", "Comments.xml 1", "Votes.xml 1", "Posts.xml 0"],
            traced.Select(static act => string.Create(CultureInfo.InvariantCulture, $"{act.File} {act.Rows}")));
        var edit = Assert.IsType<ImportedEdit>(traced[2].Act);
        Assert.Equal(("new", "words"), (edit.Title, edit.Body));
        Assert.Equal("It stops at *noon*.", Assert.IsType<ImportedQuestion>(traced[0].Act).Body);
    }

    [Fact]
    public void An_acceptance_that_no_longer_holds_is_skipped_and_the_one_that_does_needs_no_row()
    {
        var traced = Acts(
            accepted: 3,
            Asked(),
            new StagedAct(StagedKind.Answer, 2, 2, At(1), null, Body: "a"),
            new StagedAct(StagedKind.Answer, 3, 3, At(1), null, Body: "b"),
            new StagedAct(StagedKind.Acceptance, 9, 2, At(5), null));

        var acceptance = Assert.Single(traced, static act => act.Act is ImportedAcceptance);
        Assert.Equal((new AnswerId(103), 0), (((ImportedAcceptance)acceptance.Act).Answer, acceptance.Rows));
        Assert.Equal(["Votes.xml", "skipped: acceptance that no longer held", "1"], Assert.Single(_tally.Rows()));
    }

    [Fact]
    public void A_tag_that_cannot_be_a_skill_is_told_once_however_many_versions_have_it()
    {
        Acts(
            accepted: null,
            Asked("|wood|Holz & Leim|"),
            new StagedAct(StagedKind.Edit, 3, 1, At(2), null, Group: "g", Tags: "|wood|Holz & Leim|"),
            new StagedAct(StagedKind.Edit, 4, 1, At(3), null, Group: "h", Tags: "|Holz & Leim|"));
        Assert.Equal(["Posts.xml", "with tag left out that cannot be a skill", "1"], Assert.Single(_tally.Rows()));
    }

    [Fact]
    public void Differences_are_counted_all_and_named_up_to_a_bound()
    {
        for (var i = 0; i < 1_000; i++)
        {
            _tally.Differs($"post {i}");
        }

        Assert.Equal(1_000, _tally.Differences);
        Assert.Equal(Enumerable.Range(0, Tally.MostNamed).Select(static i => $"post {i}"), _tally.Named);
    }

    private static StagedAct Asked(string tags = "|wood|") => new(StagedKind.Question, 1, 1, At(0), 7, Title: "t", Body: Html, Tags: tags);

    private static DateTimeOffset At(int hour) => new(2020, 2, 1, hour, 0, 0, TimeSpan.Zero);

    private System.Collections.Immutable.ImmutableArray<TracedAct> Acts(long? accepted, params StagedAct[] acts)
    {
        StagedPost[] posts = [.. acts.Where(static act => act.Kind is StagedKind.Question or StagedKind.Answer).Select(act => new StagedPost(act.Post, 1, act.At, 0, 0, act.Post == 1 ? accepted : null))];
        var numbers = new ImportedNumbers(
            posts.ToDictionary(static post => post.Id, static post => post.Id + 100),
            acts.Where(static act => act.Kind == StagedKind.Comment).ToDictionary(static act => act.Id, static act => act.Id + 100),
            new Dictionary<long, long> { [7] = 107 });
        return new QuestionHistory(posts, acts, numbers, Locale.En, _tally).Acts();
    }
}
