using Skiller.Contracts;
using Skiller.Storage.Relational;
using Xunit;

namespace Skiller.Tests.Storage.Relational;

/// <summary>Writing together, and what one that cannot be written does to the others.</summary>
public sealed class GatheringTests
{
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<int[]> _writes = [];

    [Fact]
    public async Task One_that_the_database_refuses_takes_no_other_with_it()
    {
        var results = await Results(new InvalidOperationException("3 is refused."));

        Assert.Equal(["written", "written", "3 is refused.", "lost", "written"], await Task.WhenAll(results));
        Assert.Equal(["0", "1 2 3 4 5", "1", "2", "3", "4", "5"], _writes.Select(static write => string.Join(' ', write)));
    }

    [Fact]
    public async Task A_database_that_is_away_is_asked_once_for_all()
    {
        var results = await Results(new UnavailableException("It is away.", TimeSpan.FromSeconds(1)));

        Assert.Equal(Enumerable.Repeat("It is away.", 5), await Task.WhenAll(results));
        Assert.Equal(["0", "1 2 3 4 5"], _writes.Select(static write => string.Join(' ', write)));
    }

    // The first is held until the others have gathered behind it.
    private async Task<List<Task<string>>> Results(Exception fault)
    {
        var gathering = new Gathering<int>(100, async items =>
        {
            _writes.Add([.. items]);
            _begun.TrySetResult();
            await _held.Task;
            return items.Contains(3) ? throw fault : [.. items.Select(static item => item != 4)];
        });
        _ = gathering.Add(0);
        await _begun.Task;
        List<Task<string>> results = [.. Enumerable.Range(1, 5).Select(item => Told(gathering.Add(item)))];
        _held.SetResult();
        return results;
    }

    private static async Task<string> Told(Task<bool> write)
    {
        try
        {
            return await write ? "written" : "lost";
        }
        catch (Exception fault)
        {
            return fault.Message;
        }
    }
}
