using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Webhooks;
using Skiller.Grains.Webhooks;
using Xunit;

namespace Skiller.Tests.Storage.Webhooks;

/// <summary>What every driver of the queue of webhooks promises.</summary>
public abstract class WebhookQueueSuite : IAsyncLifetime
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan _lease = TimeSpan.FromMinutes(1);
    private static readonly WebhookId _one = new(new MemberId(87), 1);
    private static readonly WebhookId _two = new(null, 1);
    private StorageUnderTest _storage = null!;

    public async ValueTask InitializeAsync() => _storage = await NewStorage();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_delivery_is_there_once_for_a_webhook_and_a_fact_however_often_it_is_folded()
    {
        var queue = Queue();
        Assert.True(await queue.Write("h:0", 0, 4, [Listens(_one), Listens(_two), Tells(_one, 3), Tells(_two, 3)], default));
        Assert.True(await queue.Write("h:0", 4, 9, [Tells(_one, 3), Tells(_one, 9)], default));
        Assert.False(await queue.Write("h:0", 4, 10, [Tells(_one, 10)], default));

        Assert.Equal(9, await queue.LoadMark("h:0", default));
        Assert.Equal(["msg_87-1-9", "msg_87-1-3"], await Listed(queue, _one));
        Assert.Equal(["msg_site-1-3"], await Listed(queue, _two));
    }

    [Fact]
    public async Task What_is_known_of_webhooks_is_what_was_last_written()
    {
        var queue = Queue();
        await queue.Write("h:0", 0, 4, [Listens(_one, "notification.answer", "notification.edit"), Listens(_two)], default);
        await queue.Write("h:0", 4, 5, [new WebhookChange.Listens(new ListeningWebhook(_two, [], true), null)], default);
        var known = (await queue.Listening(default)).ToDictionary(static webhook => webhook.Id);
        Assert.Equal(["notification.answer", "notification.edit"], known[_one].Kinds);
        Assert.True(known[_one].Hears("notification.edit"));
        Assert.False(known[_one].Hears("notification.mention"));
        Assert.Empty(known[_two].Kinds);
        Assert.False(known[_two].Hears("question.asked"));

        await queue.Write("h:0", 5, 6, [Tells(_one, 6), new WebhookChange.Ends(_one)], default);
        Assert.Equal(_two, Assert.Single(await queue.Listening(default)).Id);
        Assert.Empty(await Listed(queue, _one));
    }

    [Fact]
    public async Task Of_each_webhook_one_is_claimed_at_a_time_the_oldest_first_and_after_the_lease_by_anybody()
    {
        var (first, second) = (Queue(), Queue());
        await first.Write("h:0", 0, 4, [Listens(_one), Listens(_two), Tells(_one, 2), Tells(_one, 1), Tells(_two, 3)], default);

        var claimed = await first.Claim(_noon, _noon + _lease, 10, default);
        Assert.Equal(["msg_87-1-1", "msg_site-1-3"], claimed.Select(static delivery => delivery.Key));
        Assert.Empty(await second.Claim(_noon, _noon + _lease, 10, default));

        // Whoever claimed the first is killed.
        var later = _noon + _lease;
        var again = Assert.Single(await second.Claim(later, later + _lease, 1, default));
        Assert.Equal(("msg_87-1-1", 2), (again.Key, again.Attempt));
        Assert.False(await first.Settle(claimed[0], new WebhookFate.Delivered(200), later, default));
        Assert.True(await second.Settle(again, new WebhookFate.Delivered(200), later, default));
        Assert.Equal(["msg_87-1-2", "msg_site-1-3"], (await first.Claim(later, later + _lease, 10, default)).Select(static delivery => delivery.Key));
    }

    [Fact]
    public async Task Who_claims_at_once_gets_each_webhook_once()
    {
        var setUp = Queue();
        WebhookId[] ids = [.. Enumerable.Range(1, 12).Select(static number => new WebhookId(null, number))];
        await setUp.Write("h:0", 0, 1, [.. ids.Select(static id => Listens(id)), .. ids.Select(static id => Tells(id, 1))], default);
        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Queue().Claim(_noon, _noon + _lease, 20, default)));
        Assert.Equal(ids.Order(Comparer<WebhookId>.Create(static (a, b) => a.Number - b.Number)), claims.SelectMany(static claim => claim).Select(static delivery => delivery.Webhook).OrderBy(static id => id.Number));
    }

    [Fact]
    public async Task What_was_not_taken_waits_and_others_of_the_webhook_go_on()
    {
        var queue = Queue();
        await queue.Write("h:0", 0, 4, [Listens(_one), Tells(_one, 1), Tells(_one, 2)], default);
        var failed = Assert.Single(await queue.Claim(_noon, _noon + _lease, 10, default));
        await queue.Settle(failed, new WebhookFate.Waits(_noon.AddMinutes(5), 500, "status"), _noon, default);
        var next = Assert.Single(await queue.Claim(_noon, _noon + _lease, 10, default));
        Assert.Equal("msg_87-1-2", next.Key);
        await queue.Settle(next, new WebhookFate.Delivered(204), _noon.AddSeconds(1), default);
        Assert.Empty(await queue.Claim(_noon.AddMinutes(4), _noon + _lease, 10, default));

        var again = Assert.Single(await queue.Claim(_noon.AddMinutes(5), _noon.AddMinutes(6), 10, default));
        Assert.Equal((2, _noon, _noon.AddSeconds(1)), (again.Attempt, again.BegunAt, again.WellAt));
        var listed = (await queue.List(_one, long.MaxValue, long.MaxValue, 10, default)).Select(static listed => listed.Delivery).ToList();
        Assert.Equal([(WebhookDeliveryState.Delivered, 204, ""), (WebhookDeliveryState.Waiting, 500, "status")], listed.Select(static delivery => (delivery.State, delivery.Status ?? 0, delivery.Reason)));
    }

    [Fact]
    public async Task What_rests_is_not_claimed_and_goes_on_afterwards()
    {
        var queue = Queue();
        await queue.Write("h:0", 0, 1, [Listens(_one), Tells(_one, 1), new WebhookChange.Listens(new ListeningWebhook(_one, [], true), null)], default);
        Assert.Empty(await queue.Claim(_noon, _noon + _lease, 10, default));
        await queue.Write("h:0", 1, 2, [new WebhookChange.Listens(new ListeningWebhook(_one, [], false), _noon)], default);
        Assert.Equal(_noon, Assert.Single(await queue.Claim(_noon, _noon + _lease, 10, default)).WellAt);
    }

    [Fact]
    public async Task A_replay_has_all_its_attempts_again_under_the_same_id_and_is_its_owners_alone()
    {
        var queue = Queue();
        await queue.Write("h:0", 0, 1, [Listens(_one), Tells(_one, 1)], default);
        await queue.Settle(Assert.Single(await queue.Claim(_noon, _noon + _lease, 10, default)), new WebhookFate.Failed(500, "status"), _noon, default);
        Assert.Empty(await queue.Claim(_noon.AddDays(2), _noon.AddDays(3), 10, default));

        Assert.False(await queue.Replay(_two, "msg_87-1-1", _noon.AddDays(2), default));
        Assert.True(await queue.Replay(_one, "msg_87-1-1", _noon.AddDays(2), default));
        var again = Assert.Single(await queue.Claim(_noon.AddDays(2), _noon.AddDays(3), 10, default));
        Assert.Equal(("msg_87-1-1", 1, _noon.AddDays(2)), (again.Key, again.Attempt, again.BegunAt));
    }

    [Fact]
    public async Task One_test_waits_at_a_time()
    {
        var queue = Queue();
        Assert.False(await queue.AddTest(_one, 7, _noon, default));
        await queue.Write("h:0", 0, 1, [Listens(_one)], default);
        Assert.True(await queue.AddTest(_one, 7, _noon, default));
        Assert.False(await queue.AddTest(_one, 7, _noon.AddSeconds(1), default));
        var test = Assert.Single(await queue.Claim(_noon, _noon + _lease, 10, default));
        Assert.Equal(WebhookKinds.Test, test.Kind);
        await queue.Settle(test, new WebhookFate.Delivered(200), _noon, default);
        Assert.True(await queue.AddTest(_one, 7, _noon.AddSeconds(1), default));
        Assert.Equal(2, (await Listed(queue, _one)).Count);
    }

    [Fact]
    public async Task No_more_waits_than_is_kept_and_that_is_said()
    {
        var queue = Queue();
        await queue.Write("h:0", 0, 1, [Listens(_one), Listens(_two), Tells(_two, 1)], default);
        for (long from = 1; from <= Limits.WebhookWaiting + 1; from += 1_000)
        {
            await queue.Write("h:0", from, from + 1_000, [.. Enumerable.Range(0, 1_000).Select(i => Tells(_one, from + i))], default);
        }

        var status = await queue.Sweep(_noon.AddDays(-1), default);
        Assert.Equal((Limits.WebhookWaiting + 1, _one), (status.Waiting, Assert.Single(status.Full)));
    }

    [Fact]
    public async Task What_is_old_is_forgotten()
    {
        var queue = Queue();
        await queue.Write("h:0", 0, 1, [Listens(_one), Tells(_one, 1)], default);
        Assert.Equal(1, (await queue.Sweep(_noon, default)).Waiting);
        Assert.Equal(0, (await queue.Sweep(_noon.AddSeconds(1), default)).Waiting);
        Assert.Empty(await Listed(queue, _one));
    }

    private protected abstract Task<StorageUnderTest> NewStorage();

    private IWebhookQueue Queue() => _storage.Open().Get<IWebhookQueue>();

    private static WebhookChange.Listens Listens(WebhookId id, params string[] kinds) => new(new ListeningWebhook(id, [.. kinds], false), _noon.AddHours(-1));

    private static WebhookChange.Tells Tells(WebhookId id, long position) => new(id, "question.asked", "q:1", position, position, _noon);

    private static async Task<IReadOnlyList<string>> Listed(IWebhookQueue queue, WebhookId id) =>
        [.. (await queue.List(id, long.MaxValue, long.MaxValue, 100, default)).Select(static listed => listed.Delivery.Id)];
}

public sealed class SqliteWebhookQueueTests : WebhookQueueSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresWebhookQueueTests : WebhookQueueSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
