using CsCheck;
using Skiller.Web.Overload;
using Xunit;

namespace Skiller.Tests.Unit.Overload;

/// <summary>D15: who waits for a place is let in in turn, and no place is lost or given twice.</summary>
public sealed class RequestDoorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_came_first_is_let_in_first()
    {
        var door = new RequestDoor(1);
        await door.Enter(mayWait: true, Ct);
        var (first, second) = (door.Enter(mayWait: true, Ct).AsTask(), door.Enter(mayWait: true, Ct).AsTask());
        Assert.Equal((false, false, 2), (first.IsCompleted, second.IsCompleted, door.Waiting));
        door.Leave();
        await first;
        Assert.Equal((false, 1), (second.IsCompleted, door.Waiting));
        door.Leave();
        await second;
        Assert.Equal(0, door.Waiting);
    }

    [Fact]
    public async Task Who_wrote_something_does_not_wait_and_takes_its_place_from_who_reads()
    {
        var door = new RequestDoor(1);
        await door.Enter(mayWait: true, Ct);
        await door.Enter(mayWait: false, Ct);
        var reader = door.Enter(mayWait: true, Ct).AsTask();
        door.Leave();
        Assert.Equal((false, 1), (reader.IsCompleted, door.Waiting));
        door.Leave();
        await reader;
    }

    [Fact]
    public async Task Who_gives_up_is_passed_over()
    {
        var door = new RequestDoor(1);
        await door.Enter(mayWait: true, Ct);
        using var gone = new CancellationTokenSource();
        var (leaving, staying) = (door.Enter(mayWait: true, gone.Token).AsTask(), door.Enter(mayWait: true, Ct).AsTask());
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        Assert.Equal(1, door.Waiting);
        door.Leave();
        await staying;
    }

    [Fact]
    public async Task More_places_let_in_who_waits()
    {
        var door = new RequestDoor(0);
        var all = Enumerable.Range(0, 5).Select(_ => door.Enter(mayWait: true, Ct).AsTask()).ToList();
        door.Places = 3;
        await Task.WhenAll(all[..3]);
        Assert.Equal((false, 2), (all[3].IsCompleted, door.Waiting));
    }

    [Fact]
    public async Task No_place_is_lost_or_given_twice() =>
        await Gen.Select(Gen.Int[1, 4], Gen.Select(Gen.Bool, Gen.Int[0, 3]).List[1, 60]).SampleAsync(static async (places, visits) =>
        {
            var (door, atWork, most) = (new RequestDoor(places), 0, 0);
            await Task.WhenAll(visits.Select(visit => Task.Run(async () =>
            {
                using var leaving = new CancellationTokenSource();
                if (visit.Item1)
                {
                    leaving.CancelAfter(TimeSpan.FromMilliseconds(visit.Item2));
                }

                try
                {
                    await door.Enter(mayWait: true, leaving.Token);
                }
                catch (OperationCanceledException)
                {
                    return;
                }

                var now = Interlocked.Increment(ref atWork);
                InterlockedMost(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref atWork);
                door.Leave();
            })));
            Assert.InRange(most, 0, places);
            Assert.Equal(0, door.Waiting);

            // All places are there again.
            for (var place = 0; place < places; place++)
            {
                Assert.True(door.Enter(mayWait: true, CancellationToken.None).AsTask().IsCompletedSuccessfully);
            }
        }, iter: 200);

    private static void InterlockedMost(ref int most, int seen)
    {
        for (var known = Volatile.Read(ref most); seen > known; known = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, seen, known);
        }
    }
}
