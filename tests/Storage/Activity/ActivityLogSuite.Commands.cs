using Microsoft.Extensions.Time.Testing;
using Skiller.Grains.Activity;
using Xunit;
using static Skiller.Tests.Storage.Activity.Appends;

namespace Skiller.Tests.Storage.Activity;

public abstract partial class ActivityLogSuite
{
    [Fact]
    public async Task A_command_is_found_with_its_receipt()
    {
        await _one.Append(To("q:1", 0, Fact()).By(Command(1, "f", Noon.AddYears(100))));

        var found = await _one.Log.FindCommand(Command(1).Key, CancellationToken.None);

        Assert.NotNull(found);
        Assert.Equal((Command(1).Key, Command(1).Fingerprint, Noon.AddYears(100)), (found.Key, found.Fingerprint, found.ExpiresAt));
        Assert.Equal("""{"id":1}""", found.Receipt.Text());
        Assert.Null(await _one.Log.FindCommand(Command(2).Key, CancellationToken.None));
    }

    [Fact]
    public async Task Of_several_commands_those_are_found_that_are_there()
    {
        await _one.Append(To("q:1", 0, Fact()).By(Command(1)).By(Command(2)));

        var found = await _one.Log.FindCommands([Command(3).Key, Command(2).Key, Command(1).Key], CancellationToken.None);

        Assert.Equal([Command(1).Key, Command(2).Key], found.Select(static command => command.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_repeated_command_appends_nothing_and_is_answered_with_the_first_record()
    {
        await _one.Append(To("q:1", 0, Fact()).By(Command(1)));

        var outcome = await _one.Append(To("q:1", 1, Fact()).By(Command(1)));

        var known = Assert.Single(Assert.IsType<AppendOutcome.Duplicate>(outcome).Commands);
        Assert.Equal((Command(1).Key, """{"id":1}"""), (known.Key, known.Receipt.Text()));
        Assert.Single(await _one.Stream("q:1"));
    }

    [Fact]
    public async Task A_duplicate_is_told_even_when_the_stream_has_moved_on()
    {
        await _one.Append(To("q:1", 0, Fact()).By(Command(1)));

        Assert.IsType<AppendOutcome.Duplicate>(await _one.Append(To("q:1", 0, Fact()).By(Command(1))));
    }

    [Fact]
    public async Task The_record_of_a_duplicate_tells_the_first_fingerprint()
    {
        await _one.Append(To("q:1", 0, Fact()).By(Command(1, "a")));

        var outcome = await _one.Append(To("q:2", 0, Fact()).By(Command(1, "b")));

        Assert.Equal(Command(1, "a").Fingerprint, Assert.Single(Assert.IsType<AppendOutcome.Duplicate>(outcome).Commands).Fingerprint);
        Assert.Empty(await _one.Stream("q:2"));
    }

    [Fact]
    public async Task One_known_command_of_several_stops_the_whole_request()
    {
        await _one.Append(To("q:1", 0, Fact()).By(Command(1)));

        var outcome = await _one.Append(To("q:2", 0, Fact()).By(Command(2)).By(Command(1)));

        Assert.Equal([Command(1).Key], Assert.IsType<AppendOutcome.Duplicate>(outcome).Commands.Select(static known => known.Key));
        Assert.Null(await _one.Log.FindCommand(Command(2).Key, CancellationToken.None));
    }

    [Fact]
    public async Task The_same_command_sent_sixteen_times_at_once_is_appended_once()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => _one.Append(To($"q:{i}", 0, Fact()).By(Command(1)))));

        Assert.Equal(1, outcomes.Count(static outcome => outcome is AppendOutcome.Committed));
        Assert.Equal(15, outcomes.Count(static outcome => outcome is AppendOutcome.Duplicate));
        Assert.Equal(1, await _one.Log.Head(CancellationToken.None));
    }

    [Fact]
    public async Task An_expired_command_is_unknown_and_may_be_used_afresh()
    {
        var clock = new FakeTimeProvider(Noon);
        var storage = _storage.Open(clock);
        await storage.Append(To("q:1", 0, Fact()).By(Command(1, "a", Noon.AddHours(24))));

        clock.Advance(TimeSpan.FromHours(24));

        Assert.Null(await storage.Log.FindCommand(Command(1).Key, CancellationToken.None));
        Assert.IsType<AppendOutcome.Committed>(await storage.Append(To("q:1", 1, Fact()).By(Command(1, "b", Noon.AddHours(48)))));
        Assert.Equal(Command(1, "b").Fingerprint, (await storage.Log.FindCommand(Command(1).Key, CancellationToken.None))!.Fingerprint);
    }

    [Fact]
    public async Task A_command_without_expiry_is_known_for_ever()
    {
        var clock = new FakeTimeProvider(Noon);
        var storage = _storage.Open(clock);
        await storage.Append(To("q:1", 0, Fact()).By(Command(1)));

        clock.Advance(TimeSpan.FromDays(36_500));

        Assert.NotNull(await storage.Log.FindCommand(Command(1).Key, CancellationToken.None));
        Assert.IsType<AppendOutcome.Duplicate>(await storage.Append(To("q:1", 1, Fact()).By(Command(1))));
    }

    [Fact]
    public async Task Expired_commands_are_removed_now_and_then_and_the_others_stay()
    {
        var clock = new FakeTimeProvider(Noon);
        var storage = _storage.Open(clock);
        await storage.Append(To("q:1", 0, Fact()).By(Command(1, "a", Noon.AddMinutes(1))).By(Command(2)));

        clock.Advance(TimeSpan.FromMinutes(11));
        await storage.Append(To("q:1", 1, Fact()));
        await storage.Append(To("q:1", 2, Fact()));

        Assert.Equal(1L, Convert.ToInt64(await Count("activity_command")));
        Assert.NotNull(await storage.Log.FindCommand(Command(2).Key, CancellationToken.None));
    }

    [Fact]
    public async Task An_answer_without_facts_is_recorded_too()
    {
        var outcome = await _one.Append(new AppendRequest([], [Command(1)]));

        Assert.Equal(new AppendOutcome.Committed(0), outcome);
        Assert.NotNull(await _one.Log.FindCommand(Command(1).Key, CancellationToken.None));
    }

    private async Task<long> Count(string table) =>
        Convert.ToInt64(await _storage.Scalar($"select count(*) from {table}", $"select count(*) from {table}"));
}
