using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Skiller.Simulator.Plan;

/// <summary>What a run is to do: everything that its plan is a function of, and how fast it is carried out.</summary>
internal sealed record Scenario
{
    [Description("Every draw of the run is a function of it.")]
    public ulong Seed { get; init; } = 1;

    [Description("Members at the end, the one who joins with the given invitation included: 2 to 100000.")]
    public int To { get; init; } = 200;

    [Description("Simulated days: 1 to 1825.")]
    public int Days { get; init; } = 90;

    [Description("Seconds of real time that a simulated day takes at least; it takes longer rather than dropping an act. Above 0.")]
    public double SecondsPerDay { get; init; } = 2;

    [Description("Questions a member and day; with it answers, comments, votes and page loads rise. 0 to 1. The default gives 6.6 questions a day of 1,000 members.")]
    public double QuestionsPerMemberDay { get; init; } = 0.0066;

    [Description("Which part of the page loads is sent: 0 to 1. Left out: as many as the target and the generator keep up with. Acts are never thinned.")]
    public double? Reads { get; init; }

    [Description("How many times as many members ever ask, answer, comment and vote as in the communities that were measured: 1 to 4.")]
    public double Participation { get; init; } = 1;

    [Description("Of the newcomers, those whom other members invite while these have invitations left; the rest is invited by the first: 0 to 1.")]
    public double MembersInvite { get; init; } = 0.8;

    [Description("Of the members, those who write French: 0 to 1.")]
    public double FrenchShare { get; init; } = 0.7;

    [Description("Days on which many join at once, each with the share of all members who do.")]
    public ImmutableArray<LaunchDay> Launches { get; init; } = [];

    [Description("Clients that listen to live events all the time: 0 to 1000.")]
    public int Listeners { get; init; } = 4;

    [Description("Of the page loads of questions, those of the one hottest question: 0 to 1.")]
    public double HotShare { get; init; }

    [Description("Of the members, those who follow the celebrity, who is the second to join; half of them follow each of the celebrity's questions too, and are told of every answer: 0 to 1.")]
    public double CelebrityFollowers { get; init; }

    [Description("Of the questions, those that the celebrity asks: 0 to 1.")]
    public double CelebrityShare { get; init; }

    [Description("What is done to the cluster meanwhile, by the script that --cluster names.")]
    public ImmutableArray<PlannedFault> Faults { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What handles and references of this seed have in them, so that runs of different seeds can share a target.</summary>
    [JsonIgnore]
    public string Tag => string.Create(CultureInfo.InvariantCulture, $"s{Seed}");

    /// <summary>How long it is in simulated time.</summary>
    [JsonIgnore]
    public TimeSpan Length => TimeSpan.FromDays(Days);
}

/// <summary>A day on which many join.</summary>
/// <param name="Day">Which, from 0.</param>
/// <param name="Share">Of all members.</param>
internal sealed record LaunchDay(int Day, double Share);
