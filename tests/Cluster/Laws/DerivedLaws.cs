using System.Globalization;
using CsCheck;
using Orleans.Core.Internal;
using Skiller.Contracts;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Webhooks;
using Skiller.Grains.Activity;
using Skiller.Grains.Projections;
using Skiller.Grains.Webhooks;
using Skiller.Tests.Cluster.Projections;
using Xunit;

namespace Skiller.Tests.Cluster.Laws;

/// <summary>
/// Whatever members do, however their acts come to the projections in parts and whoever of these leaves in between: the inbox, who follows, feeds, the
/// pulse and what webhooks tell are what the log says, and what a rebuild makes of it.
/// </summary>
public sealed class DerivedLaws
{
    private const int Steps = 200;
    private static readonly int _histories = Environment.GetEnvironmentVariable("SKILLER_TEST_LONG") == "1" ? 25 : 2;

    private static readonly string[] _projections =
    [
        .. Enumerable.Range(0, ActivityRouting.FollowerShards).SelectMany(static shard => new[] { ActivityRouting.InboxShard(shard), ActivityRouting.FeedShard(shard) }),
        ActivityRouting.PulseTarget,
        ActivityRouting.WebhookTarget,
        .. RandomCommunity.Members.Select(static member => $"{ActivityRouting.MemberNamespace}/{GrainKeys.Of(member)}"),
    ];

    /// <summary>What happens to a projection between two acts.</summary>
    private enum Trouble
    {
        None,
        CatchUp,
        Leave,
    }

    [Fact]
    public Task Inbox_followers_feeds_pulse_and_webhooks_are_what_the_log_says_and_what_a_rebuild_makes_of_it() =>
        Gen.Select(RandomCommunity.Steps, Gen.Frequency((5, Gen.Const(Trouble.None)), (1, Gen.Const(Trouble.CatchUp)), (1, Gen.Const(Trouble.Leave))), Gen.Int[0, _projections.Length - 1])
            .Array[Steps].SampleAsync(
                static async steps =>
                {
                    await using var cluster = await StreamCluster.Start();
                    var community = new RandomCommunity(cluster);
                    await community.Found();
                    foreach (var (step, trouble, which) in steps)
                    {
                        await community.Do(step);
                        await Meddle(cluster.Grains.Projection(_projections[which]), trouble);
                    }

                    await Through(cluster, static projection => projection.CatchUp(default));
                    var (rows, shown) = (await Rows(cluster), await Shown(cluster));
                    var record = await Record(cluster);
                    Assert.Equal(record.Lines().Order(StringComparer.Ordinal), rows.Where(static row => PlainRecord.Kinds.Contains(row.Kind)).Select(PlainRecord.Line).Order(StringComparer.Ordinal));
                    await FollowsAsRowsSay(cluster, community, record);
                    await WebhooksTell(cluster, record);

                    var derived = cluster.Get<IDerivedState>();
                    await derived.ClearInbox(default);
                    await derived.ClearFeeds(default);
                    await derived.ClearPulse(default);
                    await derived.ClearStandings(default);
                    await Through(cluster, static projection => projection.Refold(default));
                    Assert.Equal(rows, await Rows(cluster));
                    Assert.Equal(shown, await Shown(cluster));
                    await WebhooksTell(cluster, record);
                },
                iter: _histories,
                threads: 1);

    private static async Task Meddle(IProjectionGrain projection, Trouble trouble)
    {
        if (trouble == Trouble.CatchUp)
        {
            await projection.CatchUp(default);
        }
        else if (trouble == Trouble.Leave)
        {
            await projection.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        }
    }

    private static async Task Through(StreamCluster cluster, Func<IProjectionGrain, Task<FoldProgress>> begin)
    {
        foreach (var projection in _projections.Select(cluster.Grains.Projection))
        {
            for (var progress = await begin(projection); !progress.IsThrough; progress = await projection.CatchUp(default))
            {
                Assert.Null(progress.Fault);
            }
        }
    }

    private static async Task<PlainRecord> Record(StreamCluster cluster)
    {
        var record = new PlainRecord();
        foreach (var activity in await cluster.Log.ReadAll(0, 10_000, default))
        {
            record.Apply(activity, isPast: activity.At.Year == 2020);
        }

        return record;
    }

    private static async Task<List<DerivedRow>> Rows(StreamCluster cluster)
    {
        var rows = new List<DerivedRow>();
        await foreach (var row in cluster.Get<IDerivedState>().All(default))
        {
            if (PlainRecord.Kinds.Contains(row.Kind) || row.Kind is "pulse-question" or "pulse-answer" or "ledger" or "standing" or "inbox-mark" or "feed-mark" or "pulse-mark")
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    // What the bell counts is what the page shows as unread.
    private static async Task<List<string>> Shown(StreamCluster cluster)
    {
        var shown = new List<string>();
        foreach (var member in RandomCommunity.Members)
        {
            var notifications = cluster.Grains.Notifications(member);
            var page = (await notifications.List(new NotificationQuery(new PageRequest(null, 1_000), false, null), default)).Value;
            Assert.NotNull(page);
            Assert.Equal(page.Items.Count(static item => item.IsUnread), await notifications.UnreadNow(default));
            shown.AddRange(page.Items.Select(item => string.Create(
                CultureInfo.InvariantCulture,
                $"{member}: {item.Kind} {item.Position} {item.Count} {string.Join(' ', item.Actors)} {item.Points} {item.IsUnread} {item.Question} {item.Answer} {item.Comment}")));
        }

        Assert.NotEmpty(shown);
        return shown;
    }

    // Each fact once to each, whoever found it.
    private static async Task WebhooksTell(StreamCluster cluster, PlainRecord record)
    {
        foreach (var (owner, kinds) in RandomCommunity.Hooks)
        {
            var told = await cluster.Get<IWebhookQueue>().List(new WebhookId(owner, 1), long.MaxValue, long.MaxValue, 10_000, default);
            Assert.Equal(
                record.Deliveries(owner, kinds).Order(StringComparer.Ordinal),
                told.Select(one => $"{owner?.Value ?? 0} {one.Position} {one.Delivery.Kind}").Order(StringComparer.Ordinal));
        }
    }

    // Buttons ask the member's own grain, lists and counts the rows.
    private static async Task FollowsAsRowsSay(StreamCluster cluster, RandomCommunity community, PlainRecord record)
    {
        foreach (var member in RandomCommunity.Members)
        {
            foreach (var source in community.Sources)
            {
                var isGone = source.Question is { } question && (await cluster.Grains.Question(question).PartTaken(member, default)).Refusal is not null;
                if (!isGone)
                {
                    Assert.Equal(record.Follows(source.Value, member), (await cluster.Grains.Following(member).Look(source, default)).Follows);
                }
            }
        }
    }
}
