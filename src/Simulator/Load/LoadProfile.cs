using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Load;

/// <summary>How a load goes over its time.</summary>
internal enum LoadShape
{
    Constant,
    Ramp,
    Steps,
    Spike,
    Soak,
}

/// <summary>Whether arrivals wait for answers.</summary>
internal enum LoadModel
{
    /// <summary>They do not: as many come as would come to a site that is slow.</summary>
    Open,
    /// <summary>A fixed number of users, each of whom waits: for comparison with other tools; it hides slowness.</summary>
    Closed,
}

/// <summary>How arrivals lie in time.</summary>
internal enum ArrivalTimes
{
    Poisson,
    Even,
}

/// <summary>A page and how often it is loaded.</summary>
internal sealed record LoadedPage(string Path, double Share);

/// <summary>A load: how many page loads a second over which time, of what, and what must hold.</summary>
internal sealed record LoadProfile
{
    [Description("Every arrival and page is a function of it.")]
    public ulong Seed { get; init; } = 1;

    [Description("constant: rate; ramp: from rate to peak; steps: from rate to peak in steps; spike: rate, peak in the middle tenth, rate; soak: rate, for long.")]
    public LoadShape Shape { get; init; }

    [Description("Page loads a second: above 0, at most 100000.")]
    public double Rate { get; init; } = 10;

    [Description("The highest rate of ramp, steps and spike.")]
    public double Peak { get; init; } = 10;

    [Description("How many steps: 2 to 100.")]
    public int Steps { get; init; } = 5;

    [Description("How long it is measured, in seconds: 1 to 604800.")]
    public double Seconds { get; init; } = 60;

    [Description("How long it is loaded before, at the first rate, without being measured: 0 to 3600.")]
    public double WarmUpSeconds { get; init; } = 5;

    [Description("open: arrivals do not wait for answers; closed: users do, each for their own.")]
    public LoadModel Model { get; init; }

    [Description("Users of the closed model: 1 to 10000.")]
    public int Users { get; init; } = 16;

    [Description("poisson: as people who do not know of one another come; even: at equal distances.")]
    public ArrivalTimes Arrivals { get; init; }

    [Description("Requests under way at most; a further arrival is dropped and counted: 1 to 100000.")]
    public int MostUnderWay { get; init; } = 2_000;

    [Description("What is loaded; none: the mix of a real site over what the target's lists show.")]
    public ImmutableArray<LoadedPage> Pages { get; init; } = [];

    [Description("Of the page loads, those of members who are signed in, each with a session of their own; needs --members. 0 to 1.")]
    public double MemberShare { get; init; }

    [Description("Acts to each page load, besides it: questions, answers, comments and votes by members, as people mix them. 0.017 is 17 to 1,000 page loads. Needs --members. 0 to 1.")]
    public double Writes { get; init; }

    [Description("Of the page loads, those of the one hottest question: 0 to 1.")]
    public double HotShare { get; init; }

    [Description("Votes a second on the hottest question, by members who change their vote. Needs --members. 0 to 1000.")]
    public double HotVotes { get; init; }

    [Description("Fails when the 99th percentile from when requests were due is above this many milliseconds.")]
    public double? MaxP99Milliseconds { get; init; }

    [Description("Fails when a greater share of the arrivals went wrong or was dropped.")]
    public double? MaxErrorShare { get; init; }

    [Description("Fails when the nodes need more memory in the last third than in the first, by more than this share of it. Needs --operations.")]
    public double? MaxMemoryGrowth { get; init; }

    /// <summary>Whether members take part, so that a site that grew must be at hand.</summary>
    [JsonIgnore]
    public bool NeedsMembers => MemberShare > 0 || HasActs;

    /// <summary>Whether it writes.</summary>
    [JsonIgnore]
    public bool HasActs => Writes > 0 || HotVotes > 0;

    /// <summary>The same load without the hot question: what a load with it is held against.</summary>
    public LoadProfile Cooled() => this with { HotShare = 0, HotVotes = 0 };

    /// <summary>Arrivals a second at a time of the measured part; the warm-up is before 0.</summary>
    public double RateAt(double second) => Shape switch
    {
        _ when second < 0 => Rate,
        LoadShape.Ramp => Rate + ((Peak - Rate) * Math.Min(second / Seconds, 1)),
        LoadShape.Steps => Rate + ((Peak - Rate) * Math.Min((int)(second / Seconds * Steps), Steps - 1) / (Steps - 1)),
        LoadShape.Spike => second >= Seconds * 0.45 && second < Seconds * 0.55 ? Peak : Rate,
        _ => Rate,
    };

    /// <exception cref="UsageException">Something in it cannot be.</exception>
    public void Check(string source)
    {
        Range("rate", Rate, 0.01, 100_000);
        Range("peak", Peak, 0.01, 100_000);
        Range("steps", Steps, 2, 100);
        Range("seconds", Seconds, 1, 604_800);
        Range("warmUpSeconds", WarmUpSeconds, 0, 3_600);
        Range("users", Users, 1, 10_000);
        Range("mostUnderWay", MostUnderWay, 1, 100_000);
        Range("memberShare", MemberShare, 0, 1);
        Range("writes", Writes, 0, 1);
        Range("hotShare", HotShare, 0, 1);
        Range("hotVotes", HotVotes, 0, 1_000);
        foreach (var page in Pages)
        {
            Range($"the share of {page.Path}", page.Share, 0.000001, 1_000_000);
            if (!page.Path.StartsWith('/'))
            {
                throw new UsageException($"{source}: the page '{page.Path}' must begin with '/', such as /questions.");
            }
        }

        if (Model == LoadModel.Closed && (NeedsMembers || HotShare > 0))
        {
            throw new UsageException($"{source}: memberShare, writes, hotShare and hotVotes are of the open model.");
        }

        void Range(string name, double value, double least, double most)
        {
            if (!(value >= least && value <= most))
            {
                throw new UsageException($"{source}: {name} is {value}, and must be from {least} to {most}.");
            }
        }
    }
}
