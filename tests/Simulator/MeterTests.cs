using CsCheck;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Workers;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>What several measured adds up to what one would have measured.</summary>
public sealed class MeterTests
{
    [Fact]
    public void Parts_of_several_meters_add_up_to_one() => Gen.Select(Gen.Int[0, 2], Gen.Int[1, 90_000_000], Gen.Bool).List[0, 300].Sample(static requests =>
    {
        var (one, sum, workers) = (new Meter(), new Meter(), new[] { new Meter(), new Meter() });
        foreach (var ((kind, microseconds, isError), number) in requests.Select(static (request, place) => (request, place)))
        {
            foreach (var meter in (Meter[])[one, workers[number % 2]])
            {
                meter.Add($"kind-{kind}", TimeSpan.FromMicroseconds(microseconds), TimeSpan.FromMicroseconds(microseconds / 2), microseconds, isError);
            }

            if (number % 50 == 0)
            {
                Move(workers, sum);
            }
        }

        Move(workers, sum);
        Assert.Equal(one.Figures().Where(static kind => kind.Count > 0), sum.Figures().Where(static kind => kind.Count > 0));
    }, iter: 50);

    [Fact]
    public void Parts_of_several_tallies_add_up_and_nothing_counts_twice()
    {
        var (worker, sum, underWay) = (new RunTally(), new RunTally(), 0L);
        for (var number = 0; number < 10; number++)
        {
            worker.Begins();
            worker.Begins();
            worker.Ends();
            worker.Loaded(number % 5 == 0);
            worker.Acted(new JournalLine($"v{number}", "vote", "ada", number == 3 ? Outcome.Unknown : Outcome.Acknowledged), number == 3);
            worker.WasLate();
            worker.WasDropped();
            worker.WarmedUp();
            var line = WorkerLine.Read(new WorkerLine(IsLast: false, [], worker.Take(underWay), null).Write());
            underWay += line.Tally!.UnderWay;
            sum.Add(line.Tally);
        }

        Assert.Equal((10, 10, 2, 1), (sum.UnderWay, sum.Loads, sum.LoadErrors, sum.ActErrors));
        Assert.Equal((9, 1, 10, 10, 10), (sum.Acknowledged, sum.Unknown, sum.Late, sum.Dropped, sum.WarmUp));
    }

    [Fact]
    public void A_sample_has_what_came_since_the_one_before_it()
    {
        var (meter, counts) = (new KindMeter(), new List<long>());
        foreach (var requests in (int[])[1, 2, 0, 3])
        {
            for (var request = 0; request < requests; request++)
            {
                meter.Add(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(4), 0, isError: false);
            }

            counts.Add(meter.Sample().TotalCount);
        }

        Assert.Equal([1, 2, 0, 3], counts);
        Assert.Equal(6, meter.Figures("page").Count);
    }

    // As over the line between two processes.
    private static void Move(Meter[] workers, Meter sum)
    {
        foreach (var worker in workers)
        {
            sum.Add(WorkerLine.Read(new WorkerLine(IsLast: false, worker.Take(), null, null).Write()).Kinds);
        }
    }
}
