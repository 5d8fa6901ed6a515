using System.Globalization;
using Skiller.Contracts;
using Skiller.Grains.Activity;
using Skiller.Tests.Storage.Activity;
using Xunit;
using static Skiller.Tests.Storage.Activity.Appends;

namespace Skiller.Tests.Storage.Outages;

/// <summary>A caller who appends numbers to a stream of its own through outages, and knows what it was told of each.</summary>
internal sealed class CallerHistory(OpenedStorage storage, string stream)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly HashSet<int> _acknowledged = [];
    private readonly HashSet<int> _unavailable = [];
    private int _acknowledgedSince;
    private int _faults;
    private int _next;

    public async Task Run(CancellationToken ct)
    {
        var version = 0L;
        while (!ct.IsCancellationRequested)
        {
            var number = ++_next;
            try
            {
                var outcome = await storage.Append(To(stream, version, Fact(number.ToString(CultureInfo.InvariantCulture), "member/m:1")));
                Assert.IsType<AppendOutcome.Committed>(outcome);
                _acknowledged.Add(number);
                Interlocked.Increment(ref _acknowledgedSince);
                version++;
            }
            catch (UnavailableException)
            {
                _unavailable.Add(number);
                Interlocked.Increment(ref _faults);
                await Task.Delay(Pause, CancellationToken.None);
            }
            catch (OutcomeUnknownException)
            {
                Interlocked.Increment(ref _faults);
                version = await Version();
            }
        }
    }

    /// <summary>Waits until so many more were acknowledged.</summary>
    public async Task Beyond(int count)
    {
        Volatile.Write(ref _acknowledgedSince, 0);
        while (Volatile.Read(ref _acknowledgedSince) < count)
        {
            await Task.Delay(Pause);
        }

        Volatile.Write(ref _faults, 0);
    }

    /// <summary>Waits until a call failed.</summary>
    public async Task Failed()
    {
        while (Volatile.Read(ref _faults) == 0)
        {
            await Task.Delay(Pause);
        }
    }

    /// <summary>Every acknowledged number is there once, in order; none is there that certainly was not appended.</summary>
    public async Task Check()
    {
        var there = (await storage.Stream(stream)).Select(static read => int.Parse(read.Payload.Text(), CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(there.Distinct().Order(), there);
        Assert.Empty(_acknowledged.Except(there));
        Assert.Empty(_unavailable.Intersect(there));
    }

    // As a grain does that does not know the outcome: it reads its stream again.
    private async Task<long> Version()
    {
        while (true)
        {
            try
            {
                return (await storage.Stream(stream)).Count;
            }
            catch (UnavailableException)
            {
                await Task.Delay(Pause);
            }
        }
    }
}
