using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;
using Skiller.Grains.Letters;
using Skiller.Grains.Mail;
using Skiller.Grains.Projections;
using Skiller.Tests.Cluster.Projections;
using Xunit;

namespace Skiller.Tests.Cluster.Letters;

/// <summary>What letters say of questions that are in no list: the list is behind or made anew, or the question is not shown any more.</summary>
public sealed class LetterLinesTests
{
    private static readonly QuestionId _shown = new(100);
    private static readonly QuestionId _deleted = new(101);

    [Fact]
    public async Task Of_a_question_that_no_list_knows_the_question_is_asked_so_that_no_line_is_lost()
    {
        await using var cluster = await StreamCluster.Start();
        await cluster.Ask(_shown.Value, 1, 2);
        await cluster.Ask(_deleted.Value, 1, 2);
        Assert.Null((await cluster.Grains.Question(_deleted).Delete(new DeletePost(StreamCluster.Member(1), PostRef.Question), default)).Refusal);
        var told = (await cluster.Grains.NotificationTail().Since([new MemberId(1)], 0, await cluster.Log.Head(default), default)).Rows;
        Assert.Equal([_shown, _deleted], told.Select(static row => row.Question!.Value));
        for (var shard = 0; shard < ActivityRouting.ListShards; shard++)
        {
            await cluster.Grains.Projection(ActivityRouting.ListShard(shard)).CatchUp(default);
        }

        await cluster.Get<IDerivedState>().ClearLists(default);
        Assert.Empty(await cluster.Grains.QuestionList().Find([_shown, _deleted], default));

        var lines = await new LetterLines(cluster.Grains, new MailOptions(new Uri("https://skiller.test"))).Of(told, 30, Locale.En, default);
        Assert.Equal([new LetterLine("Somebody answered “How do I count votes once?”", "https://skiller.test/a/100")], lines);
    }
}
